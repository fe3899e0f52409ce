import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  breaks,
  paginate,
  type Box,
  type Fits,
  type Flow,
  type PageParts,
} from '../../../renderer/ui/print/paginate.ts';

const boxes: readonly Box[] = ['sender', 'number', 'recipients', 'instructions', 'subject', 'note', 'chain'];

/** Lines of `width` characters, as a typesetter without kerning would set them; a break at the end opens no line. */
function lines(text: string, width: number): number {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
}

interface FakePaper {
  readonly width: number;
  readonly first: Readonly<Record<Box, number>>;
  readonly next: number;
}

/** A measure that counts lines: every box of the first page has its own room, a further page has one for all. */
function fakeFits({ width, first, next }: FakePaper): Fits {
  return ({ first: isFirst, pieces }) => {
    if (!isFirst) return pieces.reduce((sum, { text }) => sum + lines(text, width), 0) <= next;
    return boxes.every((box) => {
      const inBox = pieces.filter((piece) => piece.box === box);
      return inBox.reduce((sum, { text }) => sum + lines(text, width), 0) <= first[box];
    });
  };
}

function joined(pages: readonly PageParts[], key: string): string {
  return pages.flatMap(({ pieces }) => pieces.filter((piece) => piece.key === key).map(({ text }) => text)).join('');
}

const word = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[a-z]{1,12}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z]{50,400}$/) },
  { weight: 1, arbitrary: fc.constantFrom('👩‍👩‍👧', 'é', '<b>', '\n', 'Ḱ') },
);
const prose = fc.array(word, { maxLength: 300 }).map((words) => words.join(' '));
const paper = fc.record({
  width: fc.integer({ min: 8, max: 80 }),
  first: fc.record(
    Object.fromEntries(boxes.map((box) => [box, fc.integer({ min: 0, max: 12 })])) as Record<Box, fc.Arbitrary<number>>,
  ),
  next: fc.integer({ min: 1, max: 30 }),
});

const flowsOf = (subject: string, note: string, chain: readonly string[]): Flow[] => [
  { key: 'subject', boxes: ['subject'], text: subject },
  { key: 'note', boxes: ['note', 'chain'], text: note },
  ...chain.flatMap((body, i): Flow[] => [
    { key: `head:${i}`, boxes: ['chain'], text: `${i + 2}. Kepala Bidang`, gluedTo: `body:${i}` },
    { key: `body:${i}`, boxes: ['chain'], text: body },
  ]),
];

describe('paginate', () => {
  it('loses, doubles and reorders nothing, whatever the texts and the paper', () => {
    fc.assert(
      fc.property(prose, prose, fc.array(prose, { maxLength: 4 }), paper, (subject, note, chain, sizes) => {
        const flows = flowsOf(subject, note, chain);
        const pages = paginate(flows, fakeFits(sizes));
        for (const { key, text } of flows) expect(joined(pages, key)).toBe(text);
        const order = [...new Set(pages.flatMap(({ pieces }) => pieces.map(({ key }) => key)))];
        const inChain = order.filter((key) => /head|body/.test(key));
        expect(inChain).toEqual(flows.filter(({ key, text }) => text && /head|body/.test(key)).map(({ key }) => key));
      }),
      { numRuns: 300 },
    );
  });

  it('never puts more on a page than fits, as long as one line does', () => {
    fc.assert(
      fc.property(prose, prose, fc.array(prose, { maxLength: 4 }), paper, (subject, note, chain, sizes) => {
        const fits = fakeFits(sizes);
        for (const page of paginate(flowsOf(subject, note, chain), fits)) expect(fits(page)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('has exactly one first page and no empty further page', () => {
    fc.assert(
      fc.property(prose, prose, paper, (subject, note, sizes) => {
        const [first, ...more] = paginate(flowsOf(subject, note, []), fakeFits(sizes));
        expect(first?.first).toBe(true);
        for (const page of more) expect([page.first, page.pieces.length > 0]).toEqual([false, true]);
      }),
    );
  });

  it('ends even where nothing ever fits', () => {
    const pages = paginate(flowsOf('satu dua', '', []), () => false);
    expect(joined(pages, 'subject')).toBe('satu dua');
    expect(pages.length).toBe(9);
  });

  it('breaks a text between words, and a word longer than a line anywhere', () => {
    const lineCount = {
      width: 10,
      next: 20,
      first: { sender: 9, number: 9, recipients: 9, instructions: 9, subject: 2, note: 2, chain: 2 },
    };
    const [first] = paginate(flowsOf('Permohonan pembuatan aplikasi', '', []), fakeFits(lineCount));
    expect(first?.pieces[0]?.text).toBe('Permohonan ');
    const [long] = paginate(flowsOf('a'.repeat(100), '', []), fakeFits(lineCount));
    expect(long?.pieces[0]?.text).toBe('a'.repeat(20));
    expect(long?.pieces[0]?.ends).toBe(false);
  });

  it('never breaks a character made of several code points', () => {
    const family = '👩‍👩‍👧'.repeat(20);
    expect(breaks(family, 0).every((at) => at % '👩‍👩‍👧'.length === 0)).toBe(true);
  });

  it('continues the note below itself before it takes another page', () => {
    const lineCount = {
      width: 10,
      next: 20,
      first: { sender: 9, number: 9, recipients: 9, instructions: 9, subject: 2, note: 1, chain: 3 },
    };
    const pages = paginate(flowsOf('', 'satu dua tiga empat', []), fakeFits(lineCount));
    expect(pages.length).toBe(1);
    expect(pages[0]?.pieces.map(({ box }) => box)).toEqual(['note', 'chain']);
  });

  it('keeps a heading with the beginning of what it heads', () => {
    const lineCount = {
      width: 40,
      next: 20,
      first: { sender: 9, number: 9, recipients: 9, instructions: 9, subject: 2, note: 1, chain: 1 },
    };
    const pages = paginate(flowsOf('', '', ['Agar segera ditindaklanjuti']), fakeFits(lineCount));
    expect(pages[0]?.pieces).toEqual([]);
    expect(pages[1]?.pieces.map(({ key }) => key)).toEqual(['head:0', 'body:0']);
  });

  it('moves a tick line whole', () => {
    const flow: Flow = { key: 'r', boxes: ['recipients'], text: 'Kepala Bidang Aplikasi dan Informatika', whole: true };
    const lineCount = {
      width: 10,
      next: 20,
      first: { sender: 9, number: 9, recipients: 2, instructions: 9, subject: 2, note: 1, chain: 1 },
    };
    const pages = paginate([flow], fakeFits(lineCount));
    expect(pages.map(({ pieces }) => pieces.map(({ text }) => text))).toEqual([[], [flow.text]]);
  });
});
