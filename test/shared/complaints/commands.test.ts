import { describe, expect, it } from 'vitest';
import type { View } from '../../../shared/commands/command.ts';
import { parseArgs } from '../../../shared/commands/prepare.ts';
import { findCommand } from '../../../shared/commands/registry.ts';
import type { Complaint } from '../../../shared/complaints/complaint.ts';
import { complaintState } from '../../../shared/complaints/complaint-state.ts';
import type { Right } from '../../../shared/people/people.ts';
import type { Who } from '../../../shared/people/who.ts';
import { refused } from '../../support/builders.ts';

const somebody = (positions: readonly string[], rights: readonly Right[] = []): Who => ({
  account: 'a-1',
  person: 'p-1',
  position: positions[0] ?? null,
  admin: false,
  positions,
  rights: new Set(rights),
});
const clerk = somebody(['tu-agenda'], ['book']);

const recording = {
  complaintId: 'c-1',
  kind: 'pengaduan',
  channel: 'surat',
  trackingId: '',
  received: '2026-10-08',
  reporter: { name: 'Budi', contact: '0812' },
  anonymous: false,
  secret: false,
  subject: 'Aplikasi tidak dapat dibuka',
  text: 'Sejak Senin.',
  class: 'pengaduan',
  service: null,
  caseId: null,
  letterId: null,
};

/** A register with one complaint, to which commands are applied one after the other. */
class Book {
  complaint: Complaint | null = null;
  private made = 0;

  put(name: string, raw: unknown, who: Who = clerk): readonly string[] {
    const command = findCommand(`complaint.${name}`);
    if (!command) throw new Error(name);
    const args = parseArgs(command, raw);
    if (!args.ok) return args.error.map(({ code, field }) => `${code} ${field ?? ''}`.trim());
    const view: View = {
      get: <T>(type: string, id: string) =>
        (type === 'complaint' ? this.complaint : type === 'position' && id === 'kasi-data' ? {} : null) as T | null,
      all: () => [],
    };
    const refusal = refused(command, view, args.value, who);
    if (refusal) return [`${refusal.code} ${refusal.field ?? ''}`.trim()];
    const by = { account: who.account, person: who.person, position: who.position };
    const context = { opId: `op-${++this.made}`, by, at: '2026-10-08T09:00:00.000+07:00', desk: 'D01', agenda: null };
    this.complaint = command.reduce(this.complaint, args.value, context) as Complaint;
    return [];
  }

  act(kind: string, act: object, who?: Who): readonly string[] {
    return this.put(kind, { complaintId: 'c-1', act }, who);
  }

  get phase(): string | null {
    return this.complaint && complaintState(this.complaint).phase;
  }
}

describe('recording a complaint', () => {
  it('keeps nothing of an anonymous reporter, whatever was typed', () => {
    const book = new Book();
    expect(book.put('record', { ...recording, anonymous: true })).toEqual([]);
    expect(book.complaint?.reporter).toEqual({ name: '', contact: '' });
  });

  it.each([
    [{ channel: 'lapor' }, 'REQUIRED trackingId'],
    [{ reporter: { name: ' ', contact: '' } }, 'REQUIRED reporter.name'],
    [{ subject: '' }, 'REQUIRED subject'],
    [{ received: '31/12/2026' }, 'NOT_A_DATE received'],
  ])('refuses %j at its field', (change, refusal) => {
    expect(new Book().put('record', { ...recording, ...change })).toEqual([refusal]);
  });

  it('is for whoever books letters or holds a position', () => {
    expect(new Book().put('record', recording, somebody([]))).toEqual(['NO_RIGHT_TO_COMPLAINTS']);
    expect(new Book().put('record', recording, somebody([], ['book']))).toEqual([]);
    expect(new Book().put('record', recording, somebody(['kasi-ti']))).toEqual([]);
  });
});

describe('handling a complaint', () => {
  const recorded = (): Book => {
    const book = new Book();
    book.put('record', recording);
    return book;
  };

  it('is given, followed up, answered, closed and opened again', () => {
    const book = recorded();
    expect(book.act('assign', { position: 'kasi-data' })).toEqual([]);
    expect(book.act('follow-up', { on: '2026-10-09', text: 'Diperiksa.' })).toEqual([]);
    expect(book.act('reply', { on: '2026-10-12', text: 'Sudah pulih.', number: '555/1' })).toEqual([]);
    expect(book.act('close', { on: '2026-10-12', note: '' }, somebody(['kasi-data']))).toEqual([]);
    expect(book.phase).toBe('closed');
    expect(book.act('follow-up', { on: '2026-10-13', text: 'Lagi.' })).toEqual(['COMPLAINT_CLOSED']);
    expect(book.act('reopen', { on: '2026-10-13', reason: 'Rusak lagi.' })).toEqual([]);
    expect(book.phase).toBe('in-progress');
    expect(book.act('reopen', { on: '2026-10-13', reason: 'Rusak lagi.' })).toEqual(['COMPLAINT_STILL_OPEN']);
  });

  it('is assigned, passed on and closed by its holder, a booker, the head or the secretary', () => {
    const close = { on: '2026-10-12', note: '' };
    expect(recorded().act('close', close, somebody(['kasi-data']))).toEqual(['NOT_COMPLAINT_HOLDER']);
    for (const who of [clerk, somebody(['kepala-dinas']), somebody(['sekretaris'])]) {
      expect(recorded().act('close', close, who)).toEqual([]);
    }
    const held = recorded();
    held.act('assign', { position: 'kasi-data' });
    expect(held.act('pass-on', { to: 'Dinas Kesehatan', on: '2026-10-12', reason: 'Bukan kewenangan' })).toEqual([]);
  });

  it('is given to positions that exist', () => {
    expect(recorded().act('assign', { position: 'tidak-ada' })).toEqual(['UNKNOWN_POSITION position']);
  });

  it('has the links that were changed, another one kept, and one taken away again', () => {
    const book = recorded();
    book.act('link', { letterId: 'l-1', service: 'integrasi-data' });
    // Another desk links the case without having learned of the letter.
    book.act('link', { caseId: 'k-1' });
    const links = () => book.complaint && complaintState(book.complaint);
    expect(links()).toMatchObject({ letterId: 'l-1', caseId: 'k-1', service: 'integrasi-data' });
    book.act('link', { letterId: null });
    expect(links()).toMatchObject({ letterId: null, caseId: 'k-1', service: 'integrasi-data' });
  });

  it('keeps an act once, however often it is replayed', () => {
    const book = recorded();
    const command = findCommand('complaint.follow-up');
    const args = { complaintId: 'c-1', act: { kind: 'follow-up', on: '2026-10-09', text: 'Diperiksa.' } };
    const by = { account: 'a-1', person: null, position: null };
    const context = { opId: 'once', by, at: '2026-10-09T09:00:00.000+07:00', desk: 'D01', agenda: null };
    const first = command?.reduce(book.complaint, args, context);
    expect(command?.reduce(first, args, context)).toBe(first);
    expect((first as Complaint).acts).toHaveLength(1);
  });
});
