import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

interface UrlPolicy {
  createScriptURL(url: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: { readonly createScriptURL: (url: string) => string }): UrlPolicy;
}

let policy: UrlPolicy | null = null;

/** The page's policy lets a script be started from a vouched address only, and this is the only address there is. */
function vouched(url: string): string {
  const factory = (globalThis as { readonly trustedTypes?: PolicyFactory }).trustedTypes;
  if (!factory) return url;
  policy ??= factory.createPolicy('lembar-worker', {
    createScriptURL: (asked) => {
      if (asked !== workerUrl) throw new TypeError(`no script of this program: ${asked}`);
      return asked;
    },
  });
  return policy.createScriptURL(url);
}

/** Starts the worker that reads PDF, from the program's own files. */
export function startPdfWorker(): Worker {
  return new Worker(vouched(workerUrl), { type: 'module', name: 'pdf' });
}
