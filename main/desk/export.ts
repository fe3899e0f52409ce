import { createHmac } from 'node:crypto';
import type { Clock } from '../../shared/clock.ts';
import { isoWib } from '../../shared/dates/wib.ts';
import type { ExportedBundle, Desk } from '../../shared/desk/desk.ts';
import type { Contents } from '../../shared/desk/contents.ts';
import type { DeskState } from '../../shared/desk/desk-state.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import {
  bundleOf,
  signatureOf,
  unsigned,
  type BundleManifest,
  type Hmac,
  type PendingScan,
} from '../../shared/sync/bundle.ts';
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
    // A folder of scans that cannot be read must not stop the export of the entries.
    const scans = await pendingScans().catch(() => null);
    const { identity } = state;
    if (!identity) return err(refuse('NOT_ENROLLED'));
    // Whoever finds the file reads nothing of what was entered (PROTOCOL T37).
    const ops = [...state.pending.values()].map((op) => contents.seal(op));
    if (ops.length === 0 && scans?.length === 0) return err(refuse('NOTHING_TO_CARRY'));
    // Without its token nobody can sign for the desk: the register then asks for an administrator's word (PROTOCOL T42).
    const sign = (manifest: BundleManifest): string =>
      token === null ? unsigned : signatureOf(manifest, sha256(token), hmac);
    const bundle: ExportedBundle = {
      pieces: bundleOf(identity, ops, scans ?? [], isoWib(clock.now()), sign),
      scansRead: scans !== null,
    };
    return ok(bundle);
  };
}
