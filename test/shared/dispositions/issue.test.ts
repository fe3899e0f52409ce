import { describe, expect, it } from 'vitest';
import { forwardDisposition, issueDisposition, transcribeDisposition } from '../../../shared/dispositions/issue.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { aContext, aDisposition, aLetter, aPosition, someone, viewOf, refused } from '../../support/builders.ts';

const view = (letter: Letter) =>
  viewOf(
    ['letter', letter],
    ['position', aPosition('kepala-dinas')],
    ['position', aPosition('kabid-aptika')],
    ['position', aPosition('kasi-aplikasi')],
  );
const says = (from: string, to: readonly string[]) => ({
  letterId: 'letter-1',
  from,
  to: to.map((position) => ({ position, due: null })),
  instructions: [],
  note: '',
  date: '2026-10-08',
});
const chain = aLetter({ facts: [aDisposition('d1', 'kepala-dinas', ['kabid-aptika'])] });
const head = someone(['kepala-dinas']);
const kabid = someone(['kabid-aptika']);

describe('a disposition', () => {
  it('is given from a position one holds', () => {
    expect(refused(issueDisposition, view(aLetter()), says('kepala-dinas', ['kabid-aptika']), head)).toBeNull();
    expect(refused(issueDisposition, view(aLetter()), says('kepala-dinas', ['kabid-aptika']), kabid)).toMatchObject({
      kind: 'right',
      code: 'NOT_YOUR_POSITION',
    });
  });

  it('may go to anyone: the tree suggests, it never forbids', () => {
    expect(refused(issueDisposition, view(aLetter()), says('kepala-dinas', ['kasi-aplikasi']), head)).toBeNull();
  });

  it('goes to positions that exist, and to at least one', () => {
    expect(refused(issueDisposition, view(aLetter()), says('kepala-dinas', ['nobody']), head)?.code).toBe(
      'UNKNOWN_POSITION',
    );
    expect(issueDisposition.args.safeParse(says('kepala-dinas', [])).error?.issues[0]?.message).toBe('REQUIRED');
  });

  it('is not given on a void letter', () => {
    const letter = aLetter({ voided: { reason: 'ganda', at: '', by: aContext().by } });
    expect(refused(issueDisposition, view(letter), says('kepala-dinas', ['kabid-aptika']), head)?.code).toBe(
      'LETTER_IS_VOID',
    );
  });
});

describe('a forwarded disposition', () => {
  it('continues one that was addressed to its author', () => {
    const onward = { ...says('kabid-aptika', ['kasi-aplikasi']), parent: 'd1' };
    expect(refused(forwardDisposition, view(chain), onward, kabid)).toBeNull();
    expect(refused(forwardDisposition, view(chain), { ...onward, from: 'kepala-dinas' }, head)).toMatchObject({
      kind: 'right',
      code: 'NOT_YOUR_BRANCH',
    });
  });

  it('does not continue what is not there', () => {
    const onward = { ...says('kabid-aptika', ['kasi-aplikasi']), parent: 'gone' };
    expect(refused(forwardDisposition, view(chain), onward, kabid)?.code).toBe('NOT_YOUR_BRANCH');
  });
});

describe('a disposition typed in from paper', () => {
  const typed = { ...says('kepala-dinas', ['kabid-aptika']), parent: null };

  it('needs the right to transcribe, not the position', () => {
    expect(refused(transcribeDisposition, view(aLetter()), typed, someone(['tu-agenda'], ['transcribe']))).toBeNull();
    expect(refused(transcribeDisposition, view(aLetter()), typed, head)?.code).toBe('NO_RIGHT_TO_TRANSCRIBE');
  });

  it('is marked as handwriting, with who typed it', () => {
    const after = transcribeDisposition.reduce(aLetter(), typed, aContext('op-3'));
    expect(after?.facts).toMatchObject([
      { id: 'op-3', kind: 'disposition', handwritten: true, from: 'kepala-dinas', by: { position: 'tu-agenda' } },
    ]);
  });
});
