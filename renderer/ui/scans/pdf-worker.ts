const workerName = 'pdf.worker.min.mjs';

interface UrlPolicy {
  createScriptURL(url: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: { readonly createScriptURL: (url: string) => string }): UrlPolicy;
}

/** A file of the PDF reader, by its full address. */
export const pdfFile = (name: string): string => new URL(__PDF_FOLDER__ + name, document.baseURI).href;

let policy: UrlPolicy | null = null;

/** The page's policy allows only trusted script addresses, and this is the only one there is. */
function vouched(url: string): string {
  const factory = (globalThis as { readonly trustedTypes?: PolicyFactory }).trustedTypes;
  if (!factory) return url;
  policy ??= factory.createPolicy('lembar-worker', {
    createScriptURL: (asked) => {
      if (asked !== pdfFile(workerName)) throw new TypeError(`no script of this program: ${asked}`);
      return asked;
    },
  });
  return policy.createScriptURL(url);
}

/** Starts the worker that reads PDF, from the program's own files. */
export function startPdfWorker(): Worker {
  return new Worker(vouched(pdfFile(workerName)), { type: 'module', name: 'pdf' });
}
