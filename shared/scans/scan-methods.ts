import type { Desk } from '../desk/desk.ts';
import { refuse } from '../refusal.ts';
import { err, ok } from '../result.ts';
import type { ScanBox } from './scan-box.ts';

/** The channels about scans. */
export type ScanMethods = Pick<Desk, 'scanStates' | 'heldScans' | 'judgeScans' | 'sendScans'>;

export function scanMethods(box: ScanBox): ScanMethods {
  return {
    scanStates: async (account, letter, sha256) => ok(await box.states(sha256, letter, account)),
    heldScans: async (account, which) => ok(await box.held(account, which)),
    judgeScans: async (account, verdicts) => {
      await box.judge(account, verdicts);
      return ok(null);
    },
    sendScans: async (account, epoch) => ok(await box.send(account, epoch)),
  };
}

const none = () => Promise.resolve(err(refuse('SCANS_NOT_HERE')));

/** Of a desk that takes no scans. */
export const noScanMethods: ScanMethods = {
  scanStates: none,
  heldScans: none,
  judgeScans: none,
  sendScans: none,
};
