import { describe, expect, it } from 'vitest';
import { caseOfLetters } from '../../../shared/cases/of-letter.ts';
import { timeline } from '../../../shared/cases/timeline.ts';
import { buildApplication } from '../../../shared/services/build-app.ts';
import { aDisposition, aLetter } from '../../support/builders.ts';
import { Walk } from './case-walk.ts';

const received = '2026-10-08';
const letter = aLetter({ facts: [aDisposition('d1', 'kepala-dinas', ['kabid-aptika'])] });

const rowsOf = (walk: Walk, day: string) =>
  new Map(timeline(walk.service, walk.state, received, letter, day).map((entry) => [entry.step.code, entry]));

describe('the timeline of a case', () => {
  it('takes the first steps from the letter and the others from their records, round by round', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    for (const outcome of ['lanjut', 'lanjut', 'lanjut', 'lanjut', 'demo-ulang']) walk.finish(outcome);
    walk.finish('lanjut');
    const rows = rowsOf(walk, '2026-11-01');
    expect(rows.get('disposisi-kadis')?.rounds).toMatchObject([{ round: 1, record: null }]);
    expect(rows.get('demo')?.rounds.map(({ round }) => round)).toEqual([1, 2]);
    expect(rows.get('penyempurnaan')).toMatchObject({ present: true });
    expect(rows.get('hosting')).toMatchObject({ rounds: [], present: false, behind: null });
  });

  it('says how far a step is behind its plan: by its end, or by today while it is due', () => {
    const walk = new Walk(buildApplication);
    expect(rowsOf(walk, '2026-10-09').get('telaah')?.behind).toBeNull();
    const planned = rowsOf(walk, '2026-10-09').get('telaah')?.planned;
    expect(planned).toBe('2026-10-16');
    expect(rowsOf(walk, '2026-10-18').get('telaah')?.behind).toBe(2);
    walk.bringAll();
    walk.finish('lanjut');
    expect(rowsOf(walk, '2026-10-18').get('telaah')?.behind).toBe(-7);
  });

  it('begins a round where the work before it ended, and after a wait where the papers came back', () => {
    const walk = new Walk(buildApplication);
    walk.documents();
    walk.record({ ...walk.ending('tidak-lengkap'), finishedOn: '2026-10-12' });
    expect(walk.state.phase).toBe('waiting');
    expect(rowsOf(walk, '2026-10-30').get('telaah')).toMatchObject({ present: true, since: null });
    walk.record({ kind: 'resume', on: '2026-10-20', note: '' });
    expect(rowsOf(walk, '2026-10-30').get('telaah')?.since).toBe('2026-10-20');
    walk.bringAll();
    walk.record({ ...walk.ending('lanjut'), finishedOn: '2026-10-23' });
    const telaah = rowsOf(walk, '2026-10-30').get('telaah');
    expect(telaah?.rounds.map(({ from, on }) => [from, on])).toEqual([
      ['2026-10-08', '2026-10-12'],
      ['2026-10-20', '2026-10-23'],
    ]);
    expect(telaah?.waits).toMatchObject([{ from: '2026-10-12', until: '2026-10-20' }]);
  });

  it('calls nothing early that ended before the clock began', () => {
    const written = aLetter({ letterDate: '2026-09-20' });
    const walk = new Walk(buildApplication);
    const first = timeline(walk.service, walk.state, received, written, '2026-10-09')[0];
    expect(first).toMatchObject({ rounds: [{ from: '2026-09-20', on: '2026-09-20' }], behind: null });
  });

  it('ends on the due date with the last step', () => {
    expect(rowsOf(new Walk(buildApplication), received).get('hosting')?.planned).toBe('2027-01-08');
  });
});

describe('the case of a letter', () => {
  it('is found by the letter that brought it and by every letter linked since', () => {
    const walk = new Walk(buildApplication);
    walk.do({ kind: 'link', letterId: 'letter-2' });
    expect(caseOfLetters([walk.found], ['letter-1'])?.id).toBe('case-1');
    expect(caseOfLetters([walk.found], ['other', 'letter-2'])?.id).toBe('case-1');
    expect(caseOfLetters([walk.found], ['other'])).toBeNull();
  });
});
