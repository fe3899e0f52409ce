import { canonicalJson, type Digest } from '../../shared/sync/operation.ts';
import { sha256 } from '../auth/tokens.ts';

const longestId = 64;

type Raw = Readonly<Record<string, unknown>>;

/** By what an entry is known again under another sequence number. */
export interface EntryIdentity {
  /** Digest over all of it but its place, for which an answer is sealed (PROTOCOL E4). */
  readonly entry: string;
  /** The same with its content in a box that nobody opened, which vouches for nothing it says (PROTOCOL T37). */
  readonly unread: string;
  /** The account it names as its author; null: it names none. */
  readonly author: string | null;
}

/**
 * What an operation is, whatever place it has. The content counts by its digest where it has one: that is inside its hash,
 * and there whether or not it lies in a box.
 */
export function identityOf({ name, v, by, at, base, agenda, args, content }: Raw, digest: Digest): EntryIdentity {
  const text = canonicalJson({ name, v, by, at, base, agenda, ...(content === undefined ? { args } : { content }) });
  const { account } = Object(by) as Raw;
  return {
    entry: digest(`lembar entry ${text}`),
    unread: digest(`lembar unread entry ${text}`),
    // What is longer than the id of any account names none.
    author: typeof account === 'string' && account.length <= longestId ? account : null,
  };
}

/** A refused entry up to so many characters is stored as it arrived. */
const wholeUpTo = 4 * 1024;
/** What of a longer one says which it was, each value as long as one of a proper entry at most. */
const head = ['desk', 'inc', 'seq', 'opId', 'prev', 'hash', 'name', 'v', 'by', 'at', 'agenda', 'proof', 'signedAt'];
const longestValue = 512;

function headOf(raw: Raw, text: string): string {
  const kept = head.flatMap((name) => {
    const value = raw[name];
    return value !== undefined && JSON.stringify(value).length <= longestValue ? [[name, value] as const] : [];
  });
  return JSON.stringify({ ...Object.fromEntries(kept), left: { digest: sha256(text), characters: text.length } });
}

/**
 * What is stored of an entry. A refused one never runs again, and the seal of its answer names its hash: of a long one the
 * head and the digest are enough, so that nobody fills the disk with what is refused (PROTOCOL P4).
 */
export function storedBody(raw: Raw, isRefused: boolean): string {
  const text = JSON.stringify(raw);
  return isRefused && text.length > wholeUpTo ? headOf(raw, text) : text;
}

/** The identity under which an operation is stored. */
export function storedEntry(raw: Raw, { entry, unread }: EntryIdentity): string {
  return raw['box'] === undefined ? entry : unread;
}
