import { createHmac } from 'node:crypto';
import type { Clock } from '../../shared/clock.ts';
import { isoWib } from '../../shared/dates/wib.ts';
import type { ExportedBundle, Desk } from '../../shared/desk/desk.ts';
import type { Contents } from '../../shared/desk/contents.ts';
import type { DeskState } from '../../shared/desk/desk-state.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { bundleOf, signatureOf, type Hmac, type PendingScan } from '../../shared/sync/bundle.ts';
import type { Vault } from './ports.ts';
import { sha256 } from './sha256.ts';

export interface ExportDeps {
  readonly state: DeskState;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly contents: Contents;
  /** Scans the server was not found to have. Rejects when their folder cannot be read. */
  readonly pendingScans: () => Promise<readonly PendingScan[]>;
}

const hmac: Hmac = (key, text) => createHmac('sha256', key).update(text, 'utf8').digest('hex');

/** Signs everything without an answer, so that it can go in from elsewhere (PROTOCOL D9). Changes nothing here. */
export function makeExport({ state, vault, clock, contents, pendingScans }: ExportDeps): Desk['carryAway'] {
  return async () => {
    const token = await vault.read('desk');
    // A folder of scans that cannot be read must not keep the entries back.
    const scans = await pendingScans().catch(() => null);
    const { identity } = state;
    if (!identity || token === null) return err(refuse('NOT_ENROLLED'));
    // Whoever finds the file reads nothing of what was entered (PROTOCOL T37).
    const ops = [...state.pending.values()].map((op) => contents.seal(op));
    if (ops.length === 0 && scans?.length === 0) return err(refuse('NOTHING_TO_CARRY'));
    const tokenHash = sha256(token);
    const carried: ExportedBundle = {
      pieces: bundleOf(identity, ops, scans ?? [], isoWib(clock.now()), (manifest) =>
        signatureOf(manifest, tokenHash, hmac),
      ),
      scansRead: scans !== null,
    };
    return ok(carried);
  };
}
