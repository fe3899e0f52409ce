import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTrace, traceText } from '../../shared/sheet/trace.ts';

const hash = fc.stringMatching(/^[0-9a-f]{8}$/);

describe('the code of a sheet', () => {
  it('leads back to the same letter and print', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), hash, (letterId, printId, shortHash) => {
        const trace = { letterId, printId, shortHash };
        expect(parseTrace(traceText(trace))).toEqual(trace);
      }),
    );
  });

  it('uses only what a QR code packs tightly when the ids are UUIDs', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), hash, (letterId, printId, shortHash) => {
        expect(traceText({ letterId, printId, shortHash })).toMatch(/^[0-9A-Z:-]{89}$/);
      }),
    );
  });

  it('keeps the case of other ids, where case may matter', () => {
    const trace = { letterId: 'Surat-a', printId: 'P', shortHash: '00ff00ff' };
    expect(parseTrace(traceText(trace))).toEqual(trace);
  });

  it('is not read from anything else', () => {
    for (const text of ['', 'LEMBAR', 'LEMBAR:a:b', 'LEMBAR:a:b:c:d', 'https://contoh.id/a:b:c', 'LEMBAR::b:c']) {
      expect(parseTrace(text)).toBeNull();
    }
  });
});
