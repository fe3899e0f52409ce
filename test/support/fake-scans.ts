import type { Scans } from '../../renderer/data/scans.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { mimeOf } from '../../shared/scans/scan-type.ts';

/** Scans that live as long as the window, for developing screens. */
export function fakeScans(): Scans {
  const files = new Map<string, Blob>();
  return {
    put: async (_account, _letter, file) => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const mime = mimeOf(bytes);
      if (mime === null) return err(refuse('SCAN_WRONG_TYPE'));
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
      files.set(sha256, new Blob([bytes], { type: mime }));
      return ok({ sha256, size: bytes.length, mime });
    },
    get: async (_account, _letter, sha256) => {
      const file = files.get(sha256);
      return file ? ok(file) : err(refuse('SCAN_NEEDS_SERVER'));
    },
    carried: async (sha256) => {
      const file = files.get(sha256);
      return file ? ok(file) : err(refuse('SCAN_DAMAGED'));
    },
    states: async (_account, _letter, wanted) =>
      ok(
        wanted.map((sha256) => ({
          sha256,
          here: files.has(sha256),
          server: 'unknown' as const,
          sent: 0,
          damaged: false,
        })),
      ),
  };
}
