import { inflateSync } from 'fflate';
import { importBundle as bring, type ImportOutcome } from '../../shared/bundle/import-outcome.ts';
import { openBundle, type BundleTools } from '../../shared/bundle/bundle-file.ts';
import { isSealed } from '../../shared/scans/scan-seal.ts';
import type { ByteSource } from '../../shared/bundle/zip-index.ts';
import type { Outcome } from '../../shared/desk/desk.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { paths, protocolVersion, pushAnswer } from '../../shared/sync/protocol.ts';
import type { World } from './ports.ts';
import type { Scans } from './scans.ts';
import { digest, newHasher } from './sha256.ts';
import { ask } from './sync/ask.ts';

const tools: BundleTools = {
  inflate: (packed, size) => inflateSync(packed, { out: new Uint8Array(size) }),
  text: (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes),
  digest,
  newHasher,
};

const sourceOf = (file: Blob): ByteSource => ({
  size: file.size,
  read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
});

export interface ImportDeps extends Pick<World, 'server' | 'account' | 'report'> {
  /** Whether this account sees only the stub of a letter; reads first what was just sent. */
  readonly isHidden: (letter: string) => Promise<boolean>;
}

/**
 * Imports the bundle of another desk (PROTOCOL D9): its entries to the server, then its scans to this desk, which sends
 * them. Refusals: CARRY_NOT_A_FILE, CARRY_NEWER, CARRY_TOO_LARGE, CARRY_CHANGED, CARRY_UNREADABLE; later problems are
 * in the result.
 */
export async function importBundle(
  { server, account, report, isHidden }: ImportDeps,
  file: Blob,
  scans: Pick<Scans, 'put'>,
  onProgress: (done: number, of: number) => void,
): Promise<Outcome<ImportOutcome>> {
  try {
    const opened = await openBundle(sourceOf(file), tools, async (signed) => {
      const answer = await ask(server, paths.carried, { ...signed, proto: protocolVersion, ops: [] }, pushAnswer);
      if (answer.ok) return null;
      if (answer.error.code === 'FORBIDDEN') return refuse('CARRY_CHANGED');
      return answer.error.code === 'DESK_UNKNOWN' ? refuse('CARRY_DESK_UNKNOWN') : null;
    });
    if (!opened.ok) return opened;
    const imported = await bring(opened.value, {
      send: async (request) => {
        const answer = await ask(server, paths.carried, request, pushAnswer);
        return answer.ok ? ok(answer.value.results) : answer;
      },
      keepScan: async ({ sha256, size, letter }, bytes) => {
        const desk = opened.value.pieces[0].signed.manifest.desk.id;
        const file = new Blob([bytes as BlobPart]);
        const sealed = isSealed(bytes) ? { sha256, size, desk } : undefined;
        const kept = await scans.put(account.id, letter, file, sealed);
        // The server takes a scan only from who may read its letter (PROTOCOL A4).
        return kept.ok && (await isHidden(letter)) ? err(refuse('CARRY_SCAN_HIDDEN')) : kept;
      },
      onProgress,
    });
    return ok(imported);
  } catch (error) {
    report('carry in', error);
    // The stick was pulled out or its disk fails; importing the bundle again is idempotent.
    return err(refuse('CARRY_UNREADABLE'));
  }
}
