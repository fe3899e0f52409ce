import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldNumber, foldText } from '../../shared/fold-text.ts';

describe('a folded text', () => {
  it.each([
    ['Mi’raj', "Mi'raj"],
    ['klasiﬁkasi', 'klasifikasi'],
    ['UND- 62', 'UND-62'],
    ['555–12 / PS', '555-12/ps'],
    ['“Rapat”', '"rapat"'],
    ['Desa Café', 'desa cafe'],
    ['  dua   kata ', 'dua kata'],
  ])('is the same for %s and %s', (a, b) => expect(foldText(a)).toBe(foldText(b)));

  it('is the same when folded again', () => {
    const anyText = fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 20 });
    fc.assert(
      fc.property(anyText, (codes) => {
        const once = foldText(String.fromCodePoint(...codes));
        expect(foldText(once)).toBe(once);
      }),
    );
  });
});

describe('a folded number of a letter', () => {
  it.each([
    ['019/0016/Bpem', '019 / 0016 / BPEM'],
    ['019/0016/Bpem', '019/0016/Bpem.'],
    ['UND- 62/2026', 'UND–62/2026'],
  ])('is the same for %s and %s', (a, b) => expect(foldNumber(a)).toBe(foldNumber(b)));

  it('keeps numbers apart that are two', () => {
    expect(foldNumber('019/0016/Bpem')).not.toBe(foldNumber('019.1/0016/Bpem'));
    expect(foldNumber('800/1')).not.toBe(foldNumber('8001'));
  });
});
