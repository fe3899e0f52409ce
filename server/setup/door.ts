import { timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../../shared/ids.ts';
import { sha256 } from '../auth/tokens.ts';

/** The one-time code that opens the set-up page, shown on the console and nowhere else. */
export interface SetupDoor {
  /** Makes a code and shows it. */
  open(): string;
  /** Whether the code fits. After five wrong ones a new code is shown. */
  tries(code: string): boolean;
  close(): void;
}

/** Without characters that resemble another. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const maxTries = 5;

function newCode(random: RandomBytes): string {
  const chars = Array.from(random(12), (byte) => letters[byte % letters.length]).join('');
  return `${chars.slice(0, 4)}-${chars.slice(4, 8)}-${chars.slice(8)}`;
}

const plain = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '');

export function setupDoor(random: RandomBytes, announce: (code: string) => void): SetupDoor {
  let code: string | null = null;
  let wrong = 0;
  const open = (): string => {
    code = newCode(random);
    wrong = 0;
    announce(code);
    return code;
  };
  return {
    open,
    tries(given) {
      if (code === null) return false;
      const right = timingSafeEqual(Buffer.from(sha256(plain(given))), Buffer.from(sha256(plain(code))));
      if (right) return true;
      wrong += 1;
      if (wrong >= maxTries) open();
      return false;
    },
    close() {
      code = null;
    },
  };
}
