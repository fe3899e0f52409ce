import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { urgencies } from '../../../shared/letters/letter.ts';
import { letterStatuses } from '../../../shared/letters/status.ts';
import { makeLetterIndex } from '../../../renderer/data/letter-index.ts';
import { decodeLines, encodeLines, type TypedLine } from '../../../renderer/data/letter-line.ts';
import type { LetterFilter, LetterLine, LetterList } from '../../../renderer/data/office.ts';

const words = ['Permohonan', 'aplikasi', 'Data', 'DINAS', 'rapat', '555–12', 'a'];
const line = fc.record({
  id: fc.integer({ min: 0, max: 25 }).map((n) => `l${n}`),
  agenda: fc.record({
    book: fc.constant('SM'),
    year: fc.constantFrom(2025, 2026),
    no: fc.option(fc.integer({ min: 1, max: 40 })),
    provisional: fc.constant('S-D01-3'),
    conflict: fc.boolean(),
  }),
  receivedDate: fc.integer({ min: 10, max: 28 }).map((d) => `2026-02-${d}`),
  receivedTime: fc.constantFrom('08:00', '14:05'),
  sender: fc.constantFrom(...words),
  letterNumber: fc.constantFrom(...words),
  letterDate: fc.constantFrom(null, '2026-02-01'),
  subject: fc.array(fc.constantFrom(...words), { maxLength: 5 }).map((w) => w.join(' ')),
  status: fc.constantFrom(...letterStatuses),
  urgency: fc.constantFrom(...urgencies),
  security: fc.constantFrom('biasa' as const, 'rahasia' as const),
  hidden: fc.constant(false),
  holders: fc.subarray(['kadis', 'kabid']),
  rv: fc.nat(),
}) satisfies fc.Arbitrary<LetterLine>;

const typed = (l: LetterLine): TypedLine => ({ type: l.hidden ? 'letterStub' : 'letter', line: l });

const all = (list: LetterList): LetterLine[] =>
  Array.from({ length: list.total }, (_, i) => list.line(i) as LetterLine);

/** The simple way to the same result. */
function model(lines: ReadonlyMap<string, LetterLine>, { text = '', statuses, from }: LetterFilter): string[] {
  const plain = (s: string): string => s.toLowerCase().replaceAll('–', '-');
  return [...lines.values()]
    .filter((l) => {
      const hay = plain(
        `${l.agenda.no === null ? l.agenda.provisional : `${l.agenda.no}/${l.agenda.year}`} ${l.sender} ${l.letterNumber} ${l.subject}`,
      );
      const found = plain(text)
        .split(' ')
        .filter(Boolean)
        // A number stands by itself: 7/2026 is not 17/2026.
        .every((word) => (/^\d+\/\d{4}$/.test(word) ? ` ${hay} `.includes(` ${word} `) : hay.includes(word)));
      return found && (!statuses || statuses.includes(l.status)) && (!from || l.receivedDate >= from);
    })
    .map(({ id }) => id)
    .sort();
}

describe('the letter index', () => {
  it('finds under any filter what a plain scan of all lines finds, whatever was put, changed and removed', () => {
    const step = fc.oneof(
      line.map((l) => ({ kind: 'put' as const, l })),
      fc.array(line, { maxLength: 6 }).map((batch) => ({ kind: 'load' as const, batch })),
      fc.integer({ min: 0, max: 25 }).map((n) => ({ kind: 'remove' as const, id: `l${n}` })),
      fc
        .record({ text: fc.constantFrom('', 'a', 'ap', 'apl', 'data', 'dinas rapat', '555-12', 's-d01', '7/2026') })
        .map((filter) => ({ kind: 'search' as const, filter })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const index = makeLetterIndex();
        const known = new Map<string, LetterLine>();
        for (const s of steps) {
          if (s.kind === 'put') {
            index.put('letter', s.l, null);
            known.set(s.l.id, s.l);
          } else if (s.kind === 'load') {
            index.load(s.batch.map(typed), 'office|000000');
            for (const l of s.batch) if (!known.has(l.id)) known.set(l.id, l);
          } else if (s.kind === 'remove') {
            index.remove('letter', s.id);
            known.delete(s.id);
          } else {
            expect(
              all(index.list(s.filter))
                .map(({ id }) => id)
                .sort(),
            ).toEqual(model(known, s.filter));
          }
        }
        const filter = { statuses: ['registered', 'done'] as const, from: '2026-02-15' };
        expect(
          all(index.list(filter))
            .map(({ id }) => id)
            .sort(),
        ).toEqual(model(known, filter));
        expect(index.counts().total).toBe(known.size);
        const order = all(index.list({})).map((l) => `${l.receivedDate}${l.receivedTime}`);
        expect(order).toEqual([...order].sort().reverse());
      }),
    );
  });

  it('counts the statuses of what the other filters leave, whatever status is chosen', () => {
    const index = makeLetterIndex();
    const sample = fc.sample(line, 1)[0] as LetterLine;
    const put = (id: string, year: number, status: LetterLine['status']): void =>
      index.put('letter', { ...sample, id, hidden: false, status, agenda: { ...sample.agenda, year } }, null);
    put('a', 2026, 'registered');
    put('b', 2026, 'done');
    put('c', 2025, 'done');
    const ofYear = { total: 2, byStatus: { registered: 1, done: 1 } };
    expect(index.counts({ year: 2026 })).toMatchObject(ofYear);
    expect(index.counts({ year: 2026, statuses: ['done'] })).toMatchObject(ofYear);
    expect(index.counts({ statuses: ['done'] }).total).toBe(3);
  });

  it('shows a letter instead of its stub, and the stub again when the letter is gone', () => {
    const sample = fc.sample(line, 1)[0] as LetterLine;
    const index = makeLetterIndex();
    index.put('letterStub', { ...sample, subject: '', hidden: true }, null);
    index.put('letter', { ...sample, subject: 'Hasil audit' }, null);
    expect(all(index.list({}))).toMatchObject([{ subject: 'Hasil audit' }]);
    expect(index.counts().total).toBe(1);
    index.remove('letter', sample.id);
    expect(all(index.list({}))).toMatchObject([{ hidden: true }]);
  });

  it('shows a letter once however often it and its stub with the same number and receipt change', () => {
    const sample = fc.sample(line, 1)[0] as LetterLine;
    const index = makeLetterIndex();
    for (const rv of [1, 2, 3]) {
      index.put('letter', { ...sample, rv }, null);
      index.put('letterStub', { ...sample, hidden: true, rv }, null);
    }
    expect(all(index.list({}))).toEqual([{ ...sample, rv: 3 }]);
    index.put('letter', { ...sample, agenda: { ...sample.agenda, no: 77 } }, null);
    expect(index.counts().total).toBe(1);
    index.remove('letter', sample.id);
    expect(all(index.list({}))).toMatchObject([{ hidden: true, rv: 3 }]);
  });

  it('keeps the lines of a pack word for word in its columns', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(line, fc.boolean())), (drawn) => {
        const lines = drawn.map(([l, hidden]) => typed({ ...l, hidden }));
        expect(decodeLines(encodeLines(lines))).toEqual(lines);
      }),
    );
  });

  it('finds the same letter again by sender, number and date, however the dash was typed', () => {
    const sample = fc.sample(line, 1)[0] as LetterLine;
    const index = makeLetterIndex();
    const letter = {
      ...sample,
      sender: 'Dinas X',
      letterNumber: '555–12/PS',
      letterDate: '2026-10-01',
      status: 'done' as const,
    };
    index.put('letter', letter, null);
    expect(index.duplicates('dinas x', '555-12/ps', '2026-10-01')).toHaveLength(1);
    expect(index.duplicates('dinas x', '555 - 12 / PS.', '2026-10-02')).toHaveLength(1);
    expect(index.duplicates('dinas x', '555-12/ps', '2026-10-03')).toHaveLength(0);
    expect(index.duplicates('dinas x', '555-12.1/ps', '2026-10-01')).toHaveLength(0);
    index.put('letter', { ...letter, status: 'void' }, null);
    expect(index.duplicates('dinas x', '555-12/ps', '2026-10-01')).toHaveLength(0);
  });
});

describe('a search', () => {
  const sample = fc.sample(line, 1)[0] as LetterLine;
  const letter = (id: string, more: Partial<LetterLine>): LetterLine => ({
    ...sample,
    ...{ id, agenda: { ...sample.agenda, no: 1, year: 2026 }, receivedDate: '2026-02-10', letterDate: '2026-02-01' },
    ...{ sender: 'Dinas Kesehatan', letterNumber: '1', subject: 'Rapat', status: 'done', holders: [] },
    ...more,
  });
  const found = (lines: readonly LetterLine[], text: string): readonly string[] => {
    const index = makeLetterIndex(() => [{ id: 'kasi', title: 'kepala seksi data kasi data' }]);
    index.load(lines.map(typed), 'office|000000');
    return all(index.list({ text }))
      .map(({ id }) => id)
      .sort();
  };

  it('for an agenda number finds that number and none that ends alike', () => {
    const numbered = [4, 24, 14].map((no) => letter(`l${no}`, { agenda: { ...sample.agenda, no, year: 2026 } }));
    expect(found(numbered, '4/2026')).toEqual(['l4']);
  });

  it('for a date finds letters of that date and those received then', () => {
    const dated = [
      letter('received', { receivedDate: '2026-10-08' }),
      letter('written', { letterDate: '2026-10-08' }),
      letter('other', {}),
    ];
    for (const typed of ['08/10/2026', '8-10-2026', '8.10.2026']) {
      expect(found(dated, typed)).toEqual(['received', 'written']);
    }
  });

  it('for a position finds what lies with it', () => {
    expect(found([letter('there', { holders: ['kasi'] }), letter('elsewhere', {})], 'kasi data')).toEqual(['there']);
  });

  it('folds what was written in another way', () => {
    const odd = letter('odd', { subject: 'Peringatan Isra Mi’raj', letterNumber: 'UND- 62' });
    for (const typed of ["mi'raj", 'UND-62', 'und – 62']) expect(found([odd], typed)).toEqual(['odd']);
  });

  it('says what it searched for instead of a mistyped word, and only when that occurs nowhere', () => {
    const index = makeLetterIndex();
    index.load([letter('a', { subject: 'Permohonan data' }), letter('b', {})].map(typed), 'office|000000');
    const mistyped = index.list({ text: 'permohnan data' });
    expect([all(mistyped).map(({ id }) => id), mistyped.instead]).toEqual([['a'], 'permohonan data']);
    expect(index.list({ text: 'rapat' }).instead).toBeNull();
    expect([index.list({ text: 'zzzzzz' }).total, index.list({ text: 'zzzzzz' }).instead]).toEqual([0, null]);
  });

  it('typed letter by letter finds what it finds at once', () => {
    const index = makeLetterIndex();
    const lines = [letter('a', { receivedDate: '2026-10-08' }), letter('b', { subject: 'Surat 08/10/202' })];
    index.load(lines.map(typed), 'office|000000');
    const text = '08/10/2026';
    for (let n = 1; n <= text.length; n++) {
      const fresh = makeLetterIndex();
      fresh.load(lines.map(typed), 'office|000000');
      const ids = (list: LetterList): readonly string[] => all(list).map(({ id }) => id);
      expect(ids(index.list({ text: text.slice(0, n) }))).toEqual(ids(fresh.list({ text: text.slice(0, n) })));
    }
  });
});
