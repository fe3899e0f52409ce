import type { Clock } from './clock.ts';

/** Fills an array of `length` bytes with randomness. */
export type RandomBytes = (length: number) => Uint8Array;

/** Makes ids for documents and operations. */
export interface Ids {
  next(): string;
}

const hex = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

/** UUID version 7 (RFC 9562). Its time part eases reading a log; nothing is ever ordered by it. */
export function uuidv7(now: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  bytes.set(random.subarray(0, 10), 6);
  let rest = Math.floor(now);
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const text = Array.from(bytes, (b) => hex[b]).join('');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}

export function makeIds(clock: Clock, random: RandomBytes): Ids {
  return { next: () => uuidv7(clock.now(), random(10)) };
}
