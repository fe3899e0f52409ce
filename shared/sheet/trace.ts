/** What the QR code of a sheet names: enough to find or re-enter the same letter, nothing about its content. */
export interface Trace {
  readonly letterId: string;
  readonly printId: string;
  /** First eight hex digits of SHA-256 over `letterId:printId`; catches a code typed wrongly. */
  readonly shortHash: string;
}

const prefix = 'LEMBAR';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `LEMBAR:<letter>:<print>:<hash>`. UUIDs go in capitals: QR packs those tighter, so its squares become larger. */
export function traceText({ letterId, printId, shortHash }: Trace): string {
  const text = [prefix, letterId, printId, shortHash].join(':');
  return [letterId, printId].every((id) => uuid.test(id)) ? text.toUpperCase() : text;
}

/** Reads what a scanner or a person typed from a sheet; null if it is no code of ours. */
export function parseTrace(text: string): Trace | null {
  const [head, letter, print, hash, ...more] = text.trim().split(':');
  if (head?.toUpperCase() !== prefix || !letter || !print || !hash || more.length > 0) return null;
  const restore = (id: string): string => (uuid.test(id.toLowerCase()) ? id.toLowerCase() : id);
  return { letterId: restore(letter), printId: restore(print), shortHash: hash.toLowerCase() };
}
