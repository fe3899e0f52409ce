import type { Clock } from '../../shared/clock.ts';
import type { DeskState } from '../../shared/desk/desk-state.ts';
import { noScanMethods, scanMethods, type ScanMethods } from '../../shared/scans/scan-methods.ts';
import { usualMostBytes } from '../../shared/scans/evict-scans.ts';
import type { FileRoom } from '../../shared/scans/file-room.ts';
import { makeScanBox, type ScanBox } from '../../shared/scans/scan-box.ts';
import type { Upstream, Vault } from './ports.ts';
import { nodeHasher } from './scan-room.ts';
import { askServer } from './scan-server.ts';

export interface DeskScanParts {
  readonly scanRoom?: FileRoom;
  readonly state: DeskState;
  readonly vault: Vault;
  readonly upstream: Upstream;
  readonly clock: Clock;
  readonly tokenOf: (account: string) => Promise<string | null>;
}

export interface DeskScans {
  readonly box: ScanBox | null;
  readonly methods: ScanMethods;
}

/** The scans of a desk on Node: its folder, its road to the server, and the two channels about them. */
export function deskScans(parts: DeskScanParts): DeskScans {
  const { scanRoom, state, clock } = parts;
  if (!scanRoom) {
    return { box: null, methods: noScanMethods };
  }
  const box = makeScanBox({
    room: scanRoom,
    newHasher: nodeHasher,
    clock,
    ask: askServer(state, parts.vault, parts.tokenOf, parts.upstream),
    queueIsEmpty: () => Promise.resolve(state.pending.size === 0),
    mostBytes: usualMostBytes,
  });
  return { box, methods: scanMethods(box) };
}
