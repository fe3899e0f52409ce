import { describe, expect, it } from 'vitest';
import { findCommand } from '../../../shared/commands/registry.ts';
import { refusalsOf } from '../../../shared/commands/prepare.ts';
import { recordComplaint } from '../../../shared/complaints/commands.ts';
import type { Complaint } from '../../../shared/complaints/complaint.ts';
import { datePairs, type DatePair } from '../../../shared/dates/pairs.ts';
import type { Case } from '../../../shared/cases/case.ts';
import { isConfirmable } from '../../../shared/refusal.ts';
import { buildApplication } from '../../../shared/services/build-app.ts';
import { integrateData } from '../../../shared/services/integrate-data.ts';
import type { ServiceDefinition } from '../../../shared/services/definition.ts';
import { aContext, aLetter, aPosition, registerArgs, someone, viewOf } from '../../support/builders.ts';
import { everybody, filledFields, Walk } from '../cases/case-walk.ts';

const day = '2026-11-30';

/** Codes of the dates an entry is refused for; `sure`: a person could be asked. */
function codesOf(name: string, args: object, doc: readonly [string, { readonly id: string }], who = someone([])) {
  const command = findCommand(name);
  if (!command) throw new Error(name);
  const parsed = command.args.parse(args);
  const positions = ['kepala-dinas', 'kabid'].map((id) => ['position', aPosition(id)] as const);
  const refusals = refusalsOf({ command, args: parsed }, viewOf(doc, ...positions), { ...who, day });
  return refusals.flatMap(({ code }) => (Object.hasOwn(datePairs, code) ? [code] : []));
}

const letter = aLetter({ id: 'l', received: { date: '2026-11-10', time: '09:00' }, letterDate: '2026-11-05' });
const paraf = (date: string, due: string | null) =>
  codesOf(
    'disposition.issue',
    {
      ...{ letterId: 'l', from: 'kepala-dinas', to: [{ position: 'kabid', due }], instructions: [], note: '', date },
      sure: [],
    },
    ['letter', letter],
    someone(['kepala-dinas']),
  );

const complaint = recordComplaint.reduce(
  null,
  {
    ...{ complaintId: 'c', kind: 'pengaduan', channel: 'surat', trackingId: '', received: '2026-11-10' },
    ...{ reporter: { name: 'A', contact: '' }, anonymous: false, secret: false, subject: 's', text: 't' },
    ...{ class: 'pengaduan', service: null, caseId: null, letterId: null },
  },
  aContext(),
) as Complaint;
const reply = {
  kind: 'reply',
  id: 'r',
  at: '',
  by: aContext().by,
  desk: '',
  on: '2026-11-20',
  text: 'x',
  number: '',
} as const;
const act = (kind: string, more: object, sure: readonly string[] = [], doc = complaint) =>
  codesOf(
    `complaint.${kind}`,
    { complaintId: 'c', act: more, sure },
    ['complaint', doc],
    someone(['kepala-dinas'], ['book']),
  );

/** A case whose letter came on 8 October 2026. */
const caseOf = (service: ServiceDefinition, change: (walk: Walk) => void = () => undefined): Case => {
  const walk = new Walk(service);
  walk.bringAll();
  change(walk);
  return walk.found;
};
const caseAct = (found: Case, kind: string, more: object, sure: readonly string[] = []) => {
  const service = found.service === buildApplication.code ? buildApplication : integrateData;
  return codesOf(`case.${kind}`, { caseId: found.id, act: more, sure }, ['case', found], everybody(service));
};
const review = (finishedOn: string, found = caseOf(buildApplication)) =>
  caseAct(found, 'finish', {
    ...{ step: 'telaah', round: 1, outcome: 'lanjut', fields: filledFields(buildApplication, 'telaah') },
    ...{ note: '', onBehalf: false, finishedOn },
  });
const building = (fields: object, finishedOn = '2026-10-20') =>
  caseAct(
    caseOf(buildApplication, (walk) => ['lanjut', 'lanjut'].forEach((way) => walk.finish(way))),
    'finish',
    {
      ...{ step: 'pembangunan', round: 1, outcome: 'lanjut', note: '', onBehalf: false, finishedOn },
      fields: { ...filledFields(buildApplication, 'pembangunan'), ...fields },
    },
  );
const returned = caseOf(buildApplication, (walk) => {
  walk.documents();
  walk.do(walk.ending('tidak-lengkap'));
});
const finished = caseOf(integrateData, (walk) => {
  walk.finish('lanjut');
  for (const way of ['lanjut', 'sepakat']) walk.finish(way);
  for (let i = 0; i < 7; i++) walk.finish('lanjut');
  for (const way of ['sesuai', 'selesai']) walk.finish(way);
});
const paper = (date: string) =>
  caseAct(caseOf(buildApplication), 'document', {
    ...{ step: 'telaah', round: 1, code: 'hasil-telaah', number: '1', date, signer: null, content: {} },
  });

const booking = (date: string) =>
  codesOf(
    'letter.register',
    { ...registerArgs({ received: { date, time: '09:00' }, letterDate: null }), sure: [] },
    ['letter', { id: 'other' }],
    someone([], ['book']),
  );

/** Two dates of each pair as they cannot be, and as they may be. */
const cases: Readonly<Record<DatePair, readonly [wrong: readonly string[], right: readonly string[]]>> = (() => {
  const booked = (more: object) =>
    codesOf('letter.register', { ...registerArgs(more), sure: [] }, ['letter', { id: 'other' }], someone([], ['book']));
  const onDays = (found: Case, kind: string, [wrong, right]: readonly [string, string]) =>
    [caseAct(found, kind, { on: wrong, note: 'x' }), caseAct(found, kind, { on: right, note: 'x' })] as const;
  const at = (date: string) => ({ received: { date, time: '09:00' }, letterDate: '2026-10-05' });
  return {
    DATE_AHEAD: [review('2026-12-01'), review(day)],
    RECEIVED_IN_FUTURE: [booked(at('2027-02-01')), booked(at(day))],
    LETTER_AFTER_RECEIPT: [booked({ ...at('2026-10-01') }), booked(at('2026-10-05'))],
    PARAF_BEFORE_RECEIPT: [paraf('2026-11-09', null), paraf('2026-11-10', null)],
    PARAF_IN_FUTURE: [paraf('2027-02-01', null), paraf(day, null)],
    DUE_BEFORE_PARAF: [paraf('2026-11-12', '2026-11-11'), paraf('2026-11-12', '2026-11-12')],
    STEP_BEFORE_RECEIPT: [review('2026-10-07'), review('2026-10-08')],
    STEP_BEFORE_LAST: [building({}, '2026-10-08'), building({}, '2026-10-09')],
    STEP_IN_FUTURE: [review('2027-02-01'), review(day)],
    FIELD_AFTER_STEP: [building({ selesai: '2026-10-21' }), building({ selesai: '2026-10-20' })],
    FIELD_ENDS_EARLY: [
      building({ mulai: '2026-10-12', selesai: '2026-10-11' }),
      building({ mulai: '2026-10-12', selesai: '2026-10-12' }),
    ],
    COMPLETED_BEFORE_RETURN: onDays(returned, 'resume', ['2026-10-08', '2026-10-09']),
    COMPLETED_IN_FUTURE: onDays(returned, 'resume', ['2027-02-01', day]),
    UPDATE_BEFORE_RECEIPT: onDays(finished, 'maintain', ['2026-10-07', '2026-10-09']),
    UPDATE_BEFORE_END: onDays(finished, 'maintain', ['2026-10-08', '2026-10-09']),
    UPDATE_IN_FUTURE: onDays(finished, 'maintain', ['2027-02-01', day]),
    PAPER_BEFORE_RECEIPT: [paper('2026-10-07'), paper('2026-10-08')],
    PAPER_IN_FUTURE: [paper('2027-02-01'), paper(day)],
    ACT_BEFORE_COMPLAINT: [
      act('reply', { on: '2020-11-10', text: 'x', number: '' }),
      act('reply', { on: '2026-11-10', text: 'x', number: '' }),
    ],
    ACT_IN_FUTURE: [act('close', { on: '2027-02-01', note: '' }), act('close', { on: day, note: '' })],
    ACT_BEFORE_REPLY: [
      act('close', { on: '2026-11-19', note: '' }, [], { ...complaint, acts: [reply] }),
      act('close', { on: '2026-11-20', note: '' }, [], { ...complaint, acts: [reply] }),
    ],
  };
})();

describe('two dates', () => {
  it.each(Object.entries(cases))('%s is said where they do not go together, and only there', (pair, [wrong, right]) => {
    expect(wrong).toContain(pair);
    expect(right).not.toContain(pair);
  });

  it('of a planned day may lie ahead of everything', () => {
    const tahapan = [{ nama: 'Uji', target: '2027-03-01', capai: null }];
    expect(building({ tahapan })).toEqual([]);
  });

  it('that are unlikely are asked once, and no more when a person confirmed them', () => {
    const early = { on: '2026-11-19', note: '' };
    const answered = { ...complaint, acts: [reply] };
    expect(act('close', early, [], answered)).toEqual(['ACT_BEFORE_REPLY']);
    expect(act('close', early, ['ACT_BEFORE_REPLY'], answered)).toEqual([]);
    expect(act('reply', { on: '2020-01-01', text: 'x', number: '' }, ['ACT_BEFORE_COMPLAINT'])).toEqual([
      'ACT_BEFORE_COMPLAINT',
    ]);
    for (const [code, how] of Object.entries(datePairs) as [DatePair, string][]) {
      expect(isConfirmable({ code }), code).toBe(how === 'unlikely');
    }
    for (const code of ['STEPS_SET_BACK', 'PLT_LEFT_OPEN'] as const) expect(isConfirmable({ code })).toBe(true);
  });

  it('ahead of the clock by little are asked, a receipt by a month: a slow clock refuses no paper', () => {
    expect(review('2026-12-01')).toEqual(['DATE_AHEAD']);
    expect(review('2026-12-02')).toEqual(['STEP_IN_FUTURE']);
    expect(booking('2026-12-31')).toEqual(['DATE_AHEAD']);
    expect(booking('2027-01-01')).toEqual(['RECEIVED_IN_FUTURE']);
  });

  it('of an older program, which could ask nobody, are not asked afterwards', () => {
    const args = { complaintId: 'c', act: { on: '2026-11-19', note: '' } };
    const doc = { ...complaint, acts: [reply] };
    expect(codesOf('complaint.close', args, ['complaint', doc], someone(['kepala-dinas'], ['book']))).toEqual([]);
  });

  it('do not hinder the correction of what was received wrongly', () => {
    const set = { received: { date: '2026-11-25', time: '09:00' } };
    const disposed = { ...letter, facts: [{ kind: 'forward', to: 'kepala-dinas' }] };
    expect(
      codesOf('letter.correct', { letterId: 'l', set, sure: [] }, ['letter', disposed], someone([], ['book'])),
    ).toEqual([]);
  });
});
