import type { Clock } from '../../shared/clock.ts';
import type { DeskState } from '../../shared/desk/desk-state.ts';
import { noScanMethods, scanMethods, type ScanMethods } from '../../shared/scans/scan-methods.ts';
import { defaultMaxBytes } from '../../shared/scans/evict-scans.ts';
import type { FileSpace } from '../../shared/scans/file-space.ts';
import type { ScanSeal } from '../../shared/scans/scan-seal.ts';
import { makeScanBox, type ScanBox } from '../../shared/scans/scan-box.ts';
import type { Upstream, Vault } from './ports.ts';
import { nodeHasher } from './scan-space.ts';
import { askServer } from './scan-server.ts';

export interface DeskScanDeps {
  readonly scanSpace?: FileSpace;
  readonly state: DeskState;
  readonly vault: Vault;
  readonly upstream: Upstream;
  readonly clock: Clock;
  readonly seal: ScanSeal;
  readonly tokenOf: (account: string) => Promise<string | null>;
}

export interface DeskScans {
  readonly box: ScanBox | null;
  readonly methods: ScanMethods;
}

/** The scans of a desk on Node: its folder, its requests to the server, and their two channels. */
export function deskScans(deps: DeskScanDeps): DeskScans {
  const { scanSpace, state, clock } = deps;
  if (!scanSpace) {
    return { box: null, methods: noScanMethods };
  }
  const box = makeScanBox({
    space: scanSpace,
    seal: deps.seal,
    newHasher: nodeHasher,
    clock,
    ask: askServer(state, deps.vault, deps.tokenOf, deps.upstream),
    queueIsEmpty: () => Promise.resolve(state.pending.size === 0),
    maxBytes: defaultMaxBytes,
  });
  return { box, methods: scanMethods(box) };
}
