import { describe, expect, it } from 'vitest';
import { byUrgency, caseLine, type CaseLine } from '../../../shared/cases/case-line.ts';
import { caseTasks } from '../../../shared/cases/my-work.ts';
import { buildApplication } from '../../../shared/services/build-app.ts';
import { integrateData } from '../../../shared/services/integrate-data.ts';
import { Walk } from './case-walk.ts';

const day = '2026-12-20';
const agenda = { book: 'SM', year: 2026, no: 417, provisional: null, conflict: false };

const lineOf = (walk: Walk, on = day): CaseLine => caseLine(walk.found, walk.state, walk.service, agenda, on);
const at = (positions: readonly string[], person = 'p-1') => ({ positions, person });

/** A case whose letter came on a day. */
function begun(service = buildApplication, received = '2026-10-08'): Walk {
  const walk = new Walk(service);
  walk.found = { ...walk.found, id: `case-${received}`, received };
  return walk;
}

describe('the line of a case', () => {
  it('says where it stands, who acts and how long there is', () => {
    expect(lineOf(begun())).toMatchObject({
      number: 'APL-2026-0417',
      step: { no: 4, round: 1 },
      positions: ['kabid-aptika'],
      agencyTurn: false,
      due: '2027-01-08',
      left: 19,
      lateness: 'in-time',
    });
    expect(lineOf(begun(), '2027-01-10')).toMatchObject({ left: -2, lateness: 'late' });
  });

  it('measures an ended case by the day it ended', () => {
    const walk = begun();
    walk.documents();
    walk.do(walk.ending('ditolak'));
    expect(lineOf(walk, '2027-06-01')).toMatchObject({ phase: 'refused', left: 91, positions: [] });
  });

  it('waits for the agency when the step is its own, or it was asked for papers', () => {
    const integrating = begun(integrateData);
    expect(lineOf(integrating).agencyTurn).toBe(false);
    integrating.finish('lanjut');
    expect(lineOf(integrating).agencyTurn).toBe(true);
    const reviewing = begun();
    reviewing.documents();
    reviewing.do(reviewing.ending('tidak-lengkap'));
    expect(lineOf(reviewing)).toMatchObject({ phase: 'waiting', agencyTurn: true });
  });

  it('comes the more urgent first, and what ended last', () => {
    const ended = begun(buildApplication, '2026-01-02');
    ended.do({ kind: 'withdraw', reason: 'dibatalkan' });
    const lines = [ended, begun(), begun(buildApplication, '2026-09-01')].map((walk) => lineOf(walk));
    expect(lines.sort(byUrgency).map(({ due }) => due)).toEqual(['2026-12-01', '2027-01-08', '2026-04-02']);
  });
});

describe('what cases ask of a person', () => {
  it('is the step of his position, whoever holds it today', () => {
    const line = lineOf(begun());
    expect(caseTasks([line], at(['kabid-aptika']))).toMatchObject([{ kind: 'turn', position: 'kabid-aptika' }]);
    expect(caseTasks([line], at(['kasi-data', 'kabid-aptika'], 'p-plh'))).toHaveLength(1);
    expect(caseTasks([line], at(['kabid-ikp']))).toEqual([]);
  });

  it('is the step of the team for its members alone, once there is one', () => {
    const walk = begun();
    walk.bringAll();
    for (const outcome of ['lanjut', 'lanjut']) walk.finish(outcome);
    const technician = at(['tim-teknis'], 'p-2');
    expect(caseTasks([lineOf(walk)], technician)).toMatchObject([{ position: 'tim-teknis' }]);
    walk.do({ kind: 'team', people: ['p-7'] });
    expect(caseTasks([lineOf(walk)], technician)).toEqual([]);
    expect(caseTasks([lineOf(walk)], at([], 'p-7'))).toMatchObject([{ kind: 'turn', position: null }]);
  });

  it('is to watch what the agency alone can do, for those whose step comes after it', () => {
    const walk = begun(integrateData);
    walk.finish('lanjut');
    expect(caseTasks([lineOf(walk)], at(['tim-teknis']))).toMatchObject([{ kind: 'agency', position: 'tim-teknis' }]);
    expect(caseTasks([lineOf(walk)], at(['kepala-dinas']))).toEqual([]);
    walk.do({ kind: 'team', people: ['p-7'] });
    expect(caseTasks([lineOf(walk)], at([], 'p-7'))).toMatchObject([{ kind: 'agency', position: null }]);
    walk.do({ kind: 'withdraw', reason: 'dibatalkan' });
    expect(caseTasks([lineOf(walk)], at([], 'p-7'))).toEqual([]);
  });

  it('stays with who asked the agency for papers, after what can be done now; what is overdue comes before both', () => {
    const waiting = begun(buildApplication, '2026-10-01');
    waiting.documents();
    waiting.do(waiting.ending('tidak-lengkap'));
    const tasks = caseTasks([lineOf(waiting), lineOf(begun())], at(['kabid-aptika']));
    expect(tasks.map(({ kind }) => kind)).toEqual(['turn', 'papers']);
    const late = caseTasks([lineOf(begun(), '2027-01-05'), lineOf(waiting, '2027-01-05')], at(['kabid-aptika']));
    expect(late.map(({ kind, line }) => [kind, line.lateness])).toEqual([
      ['papers', 'late'],
      ['turn', 'soon'],
    ]);
  });

  it('is nothing once the case is over', () => {
    const walk = begun();
    walk.do({ kind: 'withdraw', reason: 'dibatalkan' });
    expect(caseTasks([lineOf(walk)], at(['kabid-aptika']))).toEqual([]);
  });
});
