import { describe, expect, it } from 'vitest';
import { barsOf, monthsOf, placeOf } from '../../../renderer/ui/cases/timeline-axis.ts';
import { makeTexts, textsOf } from '../../../renderer/ui/texts/index.ts';
import { timeline } from '../../../shared/cases/timeline.ts';
import { buildApplication } from '../../../shared/services/build-app.ts';
import { Walk } from '../../shared/cases/case-walk.ts';

const t = textsOf(makeTexts('id'));

describe('the bars of a step', () => {
  it('are its plan, then rounds and waits as they followed one another', () => {
    const walk = new Walk(buildApplication);
    walk.documents();
    walk.record({ ...walk.ending('tidak-lengkap'), finishedOn: '2026-10-12' });
    walk.record({ kind: 'resume', on: '2026-10-20', note: '' });
    const today = '2026-10-30';
    const entries = timeline(walk.service, walk.state, '2026-10-08', null, today);
    const telaah = entries.find(({ step }) => step.code === 'telaah');
    expect(telaah && barsOf(t, telaah, today).map(({ kind, from, until }) => [kind, from, until])).toEqual([
      ['plan', '2026-10-12', '2026-10-16'],
      ['work', '2026-10-08', '2026-10-12'],
      ['wait', '2026-10-12', '2026-10-20'],
      ['work', '2026-10-20', today],
    ]);
  });
});

describe('the axis of a timeline', () => {
  it('places a day between its ends, and no day outside of them', () => {
    const axis = { from: '2026-10-01', until: '2026-10-11' };
    expect(['2026-09-01', '2026-10-01', '2026-10-06', '2026-12-01'].map((day) => placeOf(axis, day))).toEqual([
      0, 0, 50, 100,
    ]);
  });

  it('names few months however long it is, with the year where it begins', () => {
    const named = monthsOf({ from: '2025-11-20', until: '2026-10-10' }).map(({ day, name }) => `${day} ${name}`);
    expect(named.length).toBeLessThanOrEqual(4);
    expect(named).toEqual(['2025-12-01 Des', '2026-03-01 Mar 2026', '2026-06-01 Jun', '2026-09-01 Sep']);
  });
});
