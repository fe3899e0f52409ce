import { describe, expect, it } from 'vitest';
import { parseArgs } from '../../../shared/commands/prepare.ts';
import { commandNames, findCommand } from '../../../shared/commands/registry.ts';
import { aContext } from '../../support/builders.ts';

const on = '2026-10-09';
const finish = { step: 'telaah', round: 1, outcome: 'lanjut', fields: { a: [{ b: 1 }] }, note: '', onBehalf: false };
const recording = {
  ...{ complaintId: 'c', kind: 'saran', channel: 'e-mail', trackingId: '', received: on, anonymous: true },
  ...{ reporter: { name: '', contact: '' }, secret: false, subject: 'S', text: 'T', class: 'aspirasi' },
  ...{ service: null, caseId: null, letterId: null },
};
const opening = {
  ...{ caseId: 'k', service: 'pembuatan-aplikasi', letterId: 'l', agency: { id: null, name: 'Dinas Sosial' } },
  ...{ title: 'Aplikasi', received: on, security: 'biasa', readers: [] },
};

/** Arguments of every command on a case or a complaint; a new command without an entry here fails the first test. */
const acts: Readonly<Record<string, object>> = {
  'case.finish': { ...finish, finishedOn: on },
  'case.draft': { step: 'telaah', round: 1, set: { 'hasil-telaah': 'Baik' } },
  'case.requirement': { code: 'kak', present: true, scanId: null, remark: 'asli' },
  'case.handIn': {
    ...{ code: 'kak', remark: '', onBehalf: true },
    scan: { id: 's', sha256: 'ab'.repeat(32), size: 9, mime: 'application/pdf', name: 'kak.pdf' },
  },
  'case.document': { step: 'telaah', round: 1, code: 'x', number: '1', date: on, signer: null, content: {} },
  'case.team': { people: ['p-1'] },
  'case.resume': { on, note: '' },
  'case.withdraw': { reason: 'batal' },
  'case.maintain': { on, note: 'pembaruan' },
  'case.link': { letterId: 'l-2' },
  'case.service': { service: 'integrasi-data', reason: 'salah pilih' },
  'case.title': { title: 'Nama lain' },
  'case.correct': { of: 'f-1', set: { note: 'lain' }, reason: 'salah tulis' },
  'complaint.classify': { class: 'pengaduan' },
  'complaint.assign': { position: 'kasi-data' },
  'complaint.follow-up': { on, text: 'diperiksa' },
  'complaint.reply': { on, text: 'dijawab', number: '' },
  'complaint.pass-on': { to: 'Dinas Kesehatan', on, reason: 'bukan kewenangan' },
  'complaint.close': { on, note: '' },
  'complaint.reopen': { on, reason: 'belum selesai' },
  'complaint.link': { letterId: null, caseId: 'k', service: null },
  'complaint.correct': { of: 'c', set: { subject: 'lain' }, reason: 'salah tulis' },
};
const argsOf = (name: string): unknown => {
  if (name === 'case.open') return opening;
  return name === 'complaint.record' ? recording : { caseId: 'k', complaintId: 'c', act: acts[name] };
};

function commandOf(name: string) {
  const command = findCommand(name);
  if (!command) throw new Error(`no command ${name}`);
  const args = parseArgs(command, argsOf(name));
  if (!args.ok) throw new Error(`${name}: ${JSON.stringify(args.error)}`);
  return { reduce: (doc: unknown, opId: string) => command.reduce(doc, args.value, aContext(opId)), command, args };
}

const begun = (name: string): unknown => {
  const first = name.startsWith('case.') ? 'case.open' : 'complaint.record';
  return commandOf(first).reduce(null, 'op-1');
};

describe.each(commandNames.filter((name) => /^(case|complaint)\./.test(name)))('the reducer of %s', (name) => {
  const { reduce, command, args } = commandOf(name);
  const opens = name === 'case.open' || name === 'complaint.record';

  it('begins nothing but what it opens', () => expect(reduce(null, 'op-2') !== null).toBe(opens));

  it('adds one act with its stamp, and keeps what was there', () => {
    const before = begun(name) as { acts: readonly unknown[] };
    const frozen = structuredClone(before);
    const after = reduce(before, 'op-2') as typeof before;
    expect(before).toEqual(frozen);
    expect(after).toMatchObject({ ...before, acts: opens ? [] : [{ id: 'op-2', ...acts[name] }] });
  });

  it('[P3] changes nothing when the same operation comes again', () => {
    const once = reduce(begun(name), 'op-2');
    expect(reduce(once, 'op-2')).toEqual(once);
  });

  it('[V3] keeps fields of a newer version', () => {
    expect(reduce({ ...(begun(name) as object), later: 'kept' }, 'op-2')).toMatchObject({ later: 'kept' });
  });

  it('takes its own arguments again as they are', () => {
    expect(parseArgs(command, args.value)).toEqual({ ok: true, value: args.value });
  });
});
