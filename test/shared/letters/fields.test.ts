import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, clockTime, limits, line, plainDate, requiredLine, text } from '../../../shared/letters/fields.ts';

const issues = (result: { readonly error?: { readonly issues: readonly { message: string }[] } | undefined }) =>
  result.error?.issues.map(({ message }) => message) ?? [];

/** Of any characters; fast-check takes two seconds to make ready its own of these. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 20 })
  .map((codes) => String.fromCodePoint(...codes));

describe('cleaned text', () => {
  it('keeps HTML as the text it is', () => {
    const typed = '<b onclick="x()">Undangan</b> & <script>alert(1)</script>';
    expect(cleanText(typed)).toBe(typed);
  });

  it('has line breaks and no other control character', () => {
    expect(cleanText('satu\r\ndua\rtiga\u0000empat\u0007\tlima\u009f')).toBe('satu\ndua\ntiga empat  lima');
  });

  it('has nothing that turns the reading direction or cannot be seen', () => {
    expect(cleanText('surat\u202egpj.exe \u200bzero\u2066x\u2069\ufeff')).toBe('suratgpj.exe zerox');
  });

  it('keeps letters of every script and signs beyond the basic plane', () => {
    expect(cleanText('Şurat Ñ 你好 سلام 👩‍🚒')).toContain('你好 سلام');
    expect(cleanText('𝒜')).toBe('𝒜');
  });

  it('is the same when cleaned again', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        expect(cleanText(cleanText(typed))).toBe(cleanText(typed));
      }),
    );
  });
});

describe('a field', () => {
  it('of one line folds breaks and spaces', () => expect(line().parse(' satu \n\t dua  tiga ')).toBe('satu dua tiga'));

  it('of several lines keeps its breaks', () => expect(text().parse('satu\n\n dua ')).toBe('satu\n\n dua'));

  it.each(['', '   ', '\n', '\u200b', '\u0000\u202e'])('that is required is not satisfied by %j', (typed) => {
    expect(issues(requiredLine().safeParse(typed))).toEqual(['REQUIRED']);
  });

  it('says when it is too long, and never cuts', () => {
    expect(issues(requiredLine(limits.subject).safeParse('x'.repeat(10_000)))).toEqual(['TOO_LONG']);
    expect(requiredLine(limits.subject).parse('x'.repeat(limits.subject))).toHaveLength(limits.subject);
  });

  it('measures the cleaned text, not the typed one', () => {
    expect(line(3).parse('  abc  ')).toBe('abc');
  });

  it('takes the same text again unchanged, so that the server finds what the desk found', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
        expect(line().parse(line().parse(typed))).toBe(line().parse(typed));
      }),
    );
  });
});

describe('dates and times of a field', () => {
  it.each(['2026-02-30', '08/10/2026', ''])('%j is no date', (typed) => {
    expect(issues(plainDate.safeParse(typed))).toEqual(['NOT_A_DATE']);
  });

  it.each(['24:00', '9:15', '09:60', ''])('%j is no time', (typed) => {
    expect(issues(clockTime.safeParse(typed))).toEqual(['NOT_A_TIME']);
  });
});
