import { describe, expect, it } from 'vitest';
import { findCommand } from '../../../shared/commands/registry.ts';
import { refusalsOf } from '../../../shared/commands/prepare.ts';
import { recordComplaint } from '../../../shared/complaints/commands.ts';
import { asCorrected, correctedAct } from '../../../shared/complaints/corrected.ts';
import { complaintState } from '../../../shared/complaints/complaint-state.ts';
import type { Complaint } from '../../../shared/complaints/complaint.ts';
import { deadline } from '../../../shared/complaints/deadline.ts';
import type { Who } from '../../../shared/people/who.ts';
import { aContext, someone, viewOf } from '../../support/builders.ts';

const clerk = { ...someone(['kepala-dinas'], ['book']), day: '2026-11-30' };

function made(): Complaint {
  const args = {
    ...{ complaintId: 'c', kind: 'pengaduan', channel: 'surat', trackingId: '', received: '2026-11-10' },
    ...{ reporter: { name: 'A', contact: '' }, anonymous: false, secret: false, subject: 's', text: 't' },
    ...{ class: 'pengaduan', service: null, caseId: null, letterId: null },
  };
  return recordComplaint.reduce(null, recordComplaint.args.parse(args), aContext('op-0')) as Complaint;
}

/** Enters an act; what it is refused for, or the complaint with it. */
function enter(complaint: Complaint, kind: string, act: object, opId: string, who: Who = clerk) {
  const command = findCommand(`complaint.${kind}`);
  if (!command) throw new Error(kind);
  const args = command.args.parse({ complaintId: 'c', act, sure: [] });
  const refusals = refusalsOf({ command, args }, viewOf(['complaint', complaint]), who);
  const next = command.reduce(complaint, args, aContext(opId)) as Complaint;
  const refused = refusals.map(({ code, field }) => `${code} ${field}`);
  return { codes: refusals.map(({ code }) => code), refused, next };
}

const reporter = { name: 'B', contact: '' };
const nobody = { name: '', contact: '' };

const replied = enter(made(), 'reply', { on: '2026-11-20', text: 'Sudah', number: '' }, 'op-1').next;
const closed = enter(replied, 'close', { on: '2026-11-21', note: '' }, 'op-2').next;

describe('a correction of a complaint', () => {
  it('puts another day and text in place of an act, and keeps what stood there', () => {
    const set = { on: '2026-11-19', text: 'Sudah diperbaiki' };
    const { codes, next } = enter(replied, 'correct', { of: 'op-1', set, reason: 'Salah tanggal' }, 'op-3');
    expect(codes).toEqual([]);
    expect(asCorrected(next).acts).toMatchObject([{ kind: 'reply', ...set }]);
    expect(next.acts[0]).toMatchObject({ on: '2026-11-20', text: 'Sudah' });
    expect(correctedAct(next, next.acts[0] ?? next)).toMatchObject(set);
  });

  it('takes back what never happened: a complaint closed by mistake is open again', () => {
    const { codes, next } = enter(closed, 'correct', { of: 'op-2', set: {}, undo: true, reason: 'Keliru' }, 'op-3');
    expect(codes).toEqual([]);
    expect([complaintState(closed).phase, complaintState(next).phase]).toEqual(['closed', 'answered']);
    expect(enter(next, 'close', { on: '2026-11-22', note: '' }, 'op-4').codes).toEqual([]);
  });

  it('of the day of receipt moves every limit that counts from it', () => {
    const set = { received: '2026-11-16' };
    const { next } = enter(made(), 'correct', { of: 'c', set, reason: 'Salah tanggal' }, 'op-3');
    const before = deadline(made(), new Set(), '2026-11-20');
    const after = deadline(next, new Set(), '2026-11-20');
    expect([before?.date, after?.date]).toEqual(['2026-11-13', '2026-11-19']);
  });

  it.each([
    [{ of: 'op-1', set: { on: '2020-01-01' } }, ['ACT_BEFORE_COMPLAINT']],
    [{ of: 'op-1', set: { on: '2027-01-01' } }, ['ACT_IN_FUTURE']],
    [{ of: 'c', set: { received: '2099-01-01' } }, ['RECEIVED_IN_FUTURE']],
    [{ of: 'op-1', set: { on: '2026-11-20' } }, ['NOTHING_TO_CHANGE']],
    [{ of: 'op-9', set: { on: '2026-11-20' } }, ['INVALID']],
    [{ of: 'c', set: {}, undo: true }, ['INVALID']],
  ])('%j is refused', (act, codes) => {
    expect(enter(replied, 'correct', { reason: 'x', ...act }, 'op-3').codes).toEqual(codes);
  });

  const anonymous = { ...made(), anonymous: true, reporter: { name: '', contact: '' } };
  const assigned = enter(replied, 'assign', { position: 'kasi-data' }, 'op-2').next;

  it.each([
    ['the kind of an act', replied, { of: 'op-1', set: { kind: 'saran' } }, ['INVALID kind']],
    ['a field its act has not', replied, { of: 'op-1', set: { on: '2026-11-19', note: 'x' } }, ['INVALID note']],
    ['a field the complaint has not', replied, { of: 'c', set: { position: 'kasi-data' } }, ['INVALID position']],
    ['whoever wished not to be named', anonymous, { of: 'c', set: { reporter } }, ['INVALID reporter']],
    ['a name that is needed', made(), { of: 'c', set: { reporter: nobody } }, ['REQUIRED reporter.name']],
    ['a channel without its tracking number', made(), { of: 'c', set: { channel: 'lapor' } }, ['REQUIRED trackingId']],
    ['a position nobody knows', assigned, { of: 'op-2', set: { position: 'x' } }, ['UNKNOWN_POSITION position']],
  ])('of %s is refused at its field', (_what, complaint, act, expected) => {
    expect(enter(complaint, 'correct', { reason: 'x', ...act }, 'op-3').refused).toEqual(expected);
  });

  it('that was taken before its fields were checked leaves the kind of its act as it is', () => {
    const bad = { ...{ of: 'op-1', set: { kind: 'saran', note: 'x', text: 'Beres' } }, reason: 'x' };
    const { next } = enter(replied, 'correct', bad, 'op-3');
    expect(asCorrected(next).acts).toEqual([{ ...replied.acts[0], text: 'Beres' }]);
    expect(complaintState(next).phase).toBe('answered');
    expect(deadline(next, new Set(), '2026-11-20')?.stage).toBe('answer');
  });

  it('names nobody who wished not to be named, whenever it was taken', () => {
    const { next } = enter(anonymous, 'correct', { of: 'c', set: { reporter }, reason: 'x' }, 'op-3');
    expect(asCorrected(next).reporter).toEqual(nobody);
  });

  it('of what takes the lead takes the lead as well', () => {
    const other = { ...someone(['kasi-data']), day: '2026-11-30' };
    const act = { of: 'op-2', set: { on: '2026-11-20' }, reason: 'x' };
    expect(enter(closed, 'correct', act, 'op-3', other).codes).toEqual(['NOT_COMPLAINT_HOLDER']);
  });
});
