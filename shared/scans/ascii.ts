/** Text of ASCII characters as bytes; the host's encoders do not exist in shared/. */
export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0) & 0x7f);
}

export function asciiText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** JSON without a character above 0x7e: every other one is written as its escape. */
export function asciiJson(value: unknown): Uint8Array {
  const escaped = JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return asciiBytes(escaped);
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** RFC 4648 base64 with padding, as tus wants checksums and metadata. */
export function base64(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const four = [group >> 18, (group >> 12) & 63, (group >> 6) & 63, group & 63].map((n) => letters[n] ?? '');
    out += left === 1 ? `${four[0]}${four[1]}==` : left === 2 ? `${four[0]}${four[1]}${four[2]}=` : four.join('');
  }
  return out;
}

/** RFC 4648 base64url without padding, as keys, signatures and seals are written. */
export function base64Url(bytes: Uint8Array): string {
  return base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const digitOf = new Map([...letters, '-', '_'].map((letter, at) => [letter, at < 64 ? at : at - 2]));

/** The bytes of a base64 text in either alphabet, padded or not; null where it is none. */
export function base64Bytes(text: string): Uint8Array | null {
  const digits = Array.from(text.replace(/={1,2}$/, ''), (letter) => digitOf.get(letter));
  if (digits.length % 4 === 1 || digits.includes(undefined)) return null;
  const digit = (at: number): number => digits[at] ?? 0;
  return Uint8Array.from({ length: Math.floor((digits.length * 3) / 4) }, (_, at) => {
    const first = Math.floor((at * 4) / 3);
    const shift = 4 - 2 * (at % 3);
    return ((digit(first) << (6 - shift)) | (digit(first + 1) >> shift)) & 0xff;
  });
}

export function hexBytes(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
}
