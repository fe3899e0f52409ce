import { complaintActName, type NewComplaintAct } from '../../shared/complaints/commands.ts';
import { complaintChannels, complaintKinds, type Complaint } from '../../shared/complaints/complaint.ts';
import { caseKind } from '../../shared/records/case/kind.ts';
import { complaintKind } from '../../shared/records/complaint/kind.ts';
import { positions } from './base-office.ts';
import type { Action, Visible } from './visible.ts';

/** Somebody complains; a third of what comes is secret. */
export function recordComplaint(visible: Visible): Action {
  const { chance, office, today } = visible;
  const complaintId = office.newId();
  const word = visible.word();
  const args = {
    complaintId,
    kind: chance.pick(complaintKinds),
    channel: chance.pick(complaintChannels),
    trackingId: '12345',
    received: today,
    reporter: { name: 'Warga', contact: '' },
    anonymous: chance.is(0.3),
    secret: chance.is(0.3),
    subject: `Keluhan ${word}`,
    text: `Tentang ${word}`,
    class: 'pengaduan',
    service: null,
    caseId: office.records(caseKind.type).at(-1)?.id ?? null,
    letterId: null,
  };
  return { command: 'complaint.record', args, letterId: null };
}

function act({ chance, office, today }: Visible, { id, acts }: Complaint): NewComplaintAct {
  switch (chance.int(9)) {
    case 0:
      return { kind: 'classify', class: chance.pick(['aspirasi', 'pengaduan'] as const) };
    case 1:
      return { kind: 'assign', position: chance.pick(positions) };
    case 2:
      return { kind: 'reply', on: today, text: 'Sudah ditangani', number: '' };
    case 3:
      return { kind: 'pass-on', to: 'Dinas lain', on: today, reason: 'Bukan urusan dinas ini' };
    case 4:
      return { kind: 'close', on: today, note: '' };
    case 5:
      return { kind: 'reopen', on: today, reason: 'Belum puas' };
    case 7: {
      const of = acts.length > 0 ? chance.pick(acts).id : id;
      return { kind: 'correct', of, set: { on: today, subject: 'Koreksi' }, reason: 'Salah tulis' };
    }
    case 6:
      return { kind: 'link', caseId: office.records(caseKind.type).at(-1)?.id ?? null };
    default:
      return { kind: 'follow-up', on: today, text: 'Sudah ditelusuri' };
  }
}

/** Something is done about one of the newest complaints. */
export function answerComplaint(visible: Visible): Action | null {
  const complaints = visible.office.records(complaintKind.type);
  if (complaints.length === 0) return recordComplaint(visible);
  const complaint = visible.chance.pick(complaints.slice(-4));
  const { id } = complaint;
  const { kind, ...rest } = act(visible, complaint);
  return { command: complaintActName(kind), args: { complaintId: id, act: rest }, letterId: null };
}
