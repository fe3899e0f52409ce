import type { Contents } from '../../shared/desk/contents.ts';
import type { RandomBytes } from '../../shared/ids.ts';
import { isSessionOp } from '../../shared/people/session.ts';
import { aboutContent, type Operation } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import { keyFor, putInto, takeFrom, unwrap, wrap } from './account-keys.ts';
import type { KnownAccounts } from './known-accounts.ts';
import type { OpenSigners } from './open-signers.ts';

const aboutNotes = ({ opId }: OpResult): string => `notes ${opId}`;

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/**
 * Boxes under a key of the author's store key, and letterboxes for what the register answers while he is away
 * (PROTOCOL T36). The register opens both (T37).
 */
export function makeContents(
  signers: Pick<OpenSigners, 'storeKeyOf'>,
  known: Pick<KnownAccounts, 'letterbox'>,
  random: RandomBytes,
): Contents {
  const storeKeyOf = (account: string): Buffer | null => {
    const storeKey = signers.storeKeyOf(account);
    return storeKey === null ? null : Buffer.from(storeKey, 'base64url');
  };
  const keyOf = (account: string): Buffer | null => {
    const storeKey = storeKeyOf(account);
    return storeKey && keyFor('journal', storeKey);
  };
  return {
    salt: () => Buffer.from(random(16)).toString('base64url'),
    seal: (op) => {
      const key = op.box === undefined && !isSessionOp(op.name) ? keyOf(op.by.account) : null;
      if (!key) return op;
      const { args = null, salt, ...rest } = op;
      const text = JSON.stringify({ args, salt });
      return { ...rest, box: wrap(Buffer.from(text, 'utf8'), key, aboutContent(op), random) };
    },
    open: (op) => {
      const { box, ...rest } = op;
      const key = box === undefined ? null : keyOf(op.by.account);
      const inside = box !== undefined && key ? unwrap(box, key, aboutContent(op)) : null;
      return inside ? { ...rest, ...(JSON.parse(textOf(inside)) as Pick<Operation, 'args' | 'salt'>) } : op;
    },
    sealAnswer: (result, account) => {
      const { notes, ...rest } = result;
      const letterbox = notes === undefined || notes.length === 0 ? null : known.letterbox(account);
      if (!letterbox) return result;
      const text = Buffer.from(JSON.stringify(notes), 'utf8');
      return { ...rest, box: putInto(letterbox, text, aboutNotes(result), random) };
    },
    openAnswer: (result, account) => {
      const { box, ...rest } = result;
      const storeKey = box === undefined ? null : storeKeyOf(account);
      const inside = box !== undefined && storeKey ? takeFrom(storeKey, box, aboutNotes(result)) : null;
      return inside ? { ...rest, notes: JSON.parse(textOf(inside)) as NonNullable<OpResult['notes']> } : result;
    },
  };
}
