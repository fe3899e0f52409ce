import { isUtf8 } from 'node:buffer';
import { loadRefusal, shownBytes, type RowReader, type RowSink } from './split-lines.ts';

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/**
 * Rows of a JSON list, cut out one by one, so that a list of a million is never whole in memory. What is between commas
 * goes to the parser; this finds only where a row ends.
 */
export function readJsonList(sink: RowSink, longest: number): RowReader {
  let place: 'before' | 'rows' | 'after' = 'before';
  let depth = 0;
  let inText = false;
  let escaped = false;
  /** A comma was read and no row yet after it. */
  let awaits = false;
  let rest: Buffer[] = [];
  let restLength = 0;
  let first = true;

  const broken = (): never => {
    throw loadRefusal('BROKEN_BODY', 'Isi bukan daftar JSON: [ {…}, {…} ].');
  };
  const row = (bytes: Buffer, last: boolean): void => {
    const whole = rest.length === 0 ? bytes : Buffer.concat([...rest, bytes]);
    rest = [];
    restLength = 0;
    if (whole.length > longest) throw loadRefusal('LINE_TOO_LONG');
    if (!isUtf8(whole)) return sink.unreadable('encoding', shownBytes(whole), null);
    const text = whole.toString('utf8');
    if (text.trim() === '') {
      if (awaits || !last) broken();
      return;
    }
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return sink.unreadable('json', text, null);
    }
    sink.row(value);
  };

  return {
    push(bytes) {
      let from = 0;
      let at = first && bytes.length >= 3 && bytes.readUIntBE(0, 3) === 0xefbbbf ? 3 : 0;
      first = false;
      for (; at < bytes.length; at++) {
        const byte = bytes[at] as number;
        if (place !== 'rows') {
          if (isSpace(byte)) continue;
          if (place === 'after' || byte !== openList) broken();
          place = 'rows';
          from = at + 1;
          continue;
        }
        if (inText) {
          if (escaped) escaped = false;
          else if (byte === backslash) escaped = true;
          else if (byte === quote) inText = false;
          continue;
        }
        if (byte === quote) inText = true;
        else if (byte === openObject || byte === openList) depth++;
        else if (byte === closeObject || (byte === closeList && depth > 0)) {
          if (--depth < 0) broken();
        } else if (depth === 0 && byte === comma) {
          row(bytes.subarray(from, at), false);
          awaits = true;
          from = at + 1;
        } else if (depth === 0 && byte === closeList) {
          row(bytes.subarray(from, at), true);
          place = 'after';
        }
      }
      if (place !== 'rows' || from >= bytes.length) return;
      rest.push(bytes.subarray(from));
      restLength += bytes.length - from;
      if (restLength > longest) throw loadRefusal('LINE_TOO_LONG');
    },
    end() {
      if (place !== 'after') broken();
    },
  };
}
