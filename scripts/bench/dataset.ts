import { letterHeader } from '../../shared/letters/header.ts';
import type { Disposition } from '../../shared/letters/facts.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { letterStatus, type LetterStatus } from '../../shared/letters/status.ts';
import { addDays } from '../../shared/dates/plain-date.ts';
import { chain, common, instructions, matters, places, senders, verbs } from './words.ts';

/** The same register on every machine: mulberry32 from a fixed seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const firstDay = '2022-01-03';
const lastDay = 1720;

/** `n` letters of five years in the order of their receipt, each with two dispositions of its chain. */
export function makeLetters(n: number): readonly Letter[] {
  const chance = seeded(20260401);
  const below = (limit: number): number => Math.floor(chance() * limit);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const hex = (length: number): string => Array.from({ length }, () => below(16).toString(16)).join('');
  const two = (value: number): string => String(value).padStart(2, '0');
  const text = (words: number): string => Array.from({ length: words }, () => one(common)).join(' ');
  // Ids begin with the time, as the program's own do.
  const id = (i: number): string => `0198${two(i % 90)}${hex(2)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
  const counters = new Map<number, number>();

  const disposition = (i: number, date: string, from: string, to: string, parent: string | null): Disposition => ({
    kind: 'disposition',
    id: id(i),
    at: `${date}T${two(8 + below(8))}:${two(below(60))}:${two(below(60))}.000+07:00`,
    by: { account: 'demo-tu', person: 'demo-tu', position: 'tu-agenda' },
    desk: 'D01',
    parent,
    from,
    to: [{ position: to, due: null }],
    instructions: [one(instructions)],
    note: text(12 + below(8)),
    date,
    handwritten: parent === null,
  });

  return Array.from({ length: n }, (_, i): Letter => {
    const date = addDays(firstDay, Math.floor((i * lastDay) / n));
    const year = Number(date.slice(0, 4));
    const no = (counters.get(year) ?? 0) + 1;
    counters.set(year, no);
    const time = `${two(7 + below(9))}:${two(below(60))}`;
    const [division, section] = one(chain.divisions);
    const first = disposition(i, date, chain.head, division, null);
    const second = disposition(i, date, division, section, first.id);
    const done = chance() < 0.97;
    const closing = {
      id: id(i),
      at: second.at,
      by: second.by,
      desk: 'D01',
      kind: 'complete',
      of: second.id,
      position: section,
      text: '',
    } as const;
    return {
      id: id(i),
      ...letterHeader.blank,
      received: { date, time },
      sender: { agencyId: null, name: `${one(senders)} ${one(places)}` },
      letterNumber: `${one(['005', '050', '440', '555', '800'])}/${hex(4).toUpperCase()}/${one(['I', 'IV', 'IX', 'XII'])}/${year}/${below(9000)}`,
      letterDate: addDays(date, -below(6)),
      subject: `${one(verbs)} ${one(matters)} ${text(10 + below(12))} di ${one(places)}`,
      attachments: `${1 + below(4)} berkas`,
      urgency: chance() < 0.8 ? 'biasa' : chance() < 0.7 ? 'segera' : 'sangat-segera',
      security: chance() < 0.9 ? 'biasa' : 'terbatas',
      classification: one(['005', '050.13', '440', '555', '800.1']),
      delivery: one(['pos', 'kurir', 'langsung', 'e-mail', 'SRIKANDI']),
      externalNumber: `SRK-${hex(10)}`,
      remark: text(30 + below(30)),
      addressedTo: [chain.head],
      agenda: { book: 'SM', year, no, provisional: null, conflict: false },
      registered: {
        at: `${date}T${time}:30.000+07:00`,
        by: { account: 'demo-tu', person: 'demo-tu', position: 'tu-agenda' },
        desk: 'D01',
      },
      duplicateReason: null,
      voided: null,
      facts: done ? [first, second, closing] : [first, second],
      corrections: [],
    };
  });
}

/** A letter as a plain program with a table per kind would send it. */
export type FloorLetter = Omit<Letter, 'facts'> & { readonly status: LetterStatus };
export type FloorDisposition = Disposition & { readonly letterId: string };

/** Letters without their facts and dispositions as rows of their own: the floor's two tables. */
export function floorTables(letters: readonly Letter[]): {
  readonly letters: readonly FloorLetter[];
  readonly dispositions: readonly FloorDisposition[];
} {
  return {
    letters: letters.map((letter) => {
      const { facts: _facts, ...header } = letter;
      return { ...header, status: letterStatus(letter) };
    }),
    dispositions: letters.flatMap(({ id, facts }) =>
      facts.flatMap((fact) => (fact.kind === 'disposition' ? [{ ...fact, letterId: id }] : [])),
    ),
  };
}
