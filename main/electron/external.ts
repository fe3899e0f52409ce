import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import type { Desk, Outcome } from '../../shared/desk/desk.ts';
import type { Log } from './log.ts';
import { outsideUrl } from './origin.ts';

/** Opens an address outside the program: parsed `https:` and `mailto:` only. Refusals: `BAD_LINK`, `OPEN_FAILED`. */
export function openOutside(open: (url: string) => Promise<void>, log: Log): Desk['openExternal'] {
  return async (url): Promise<Outcome<null>> => {
    const safe = outsideUrl(url);
    if (safe === null) {
      log.warn('external.refused', {});
      return err(refuse('BAD_LINK'));
    }
    try {
      await open(safe);
      return ok(null);
    } catch (error) {
      log.failed('external.failed', error);
      return err(refuse('OPEN_FAILED'));
    }
  };
}
