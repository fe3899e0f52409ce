import { describe, expect, it } from 'vitest';
import { docKey } from '../../shared/commands/documents.ts';
import { parseArgs, targetOf } from '../../shared/commands/prepare.ts';
import { commandNames, findCommand } from '../../shared/commands/registry.ts';
import type { AnyCommand } from '../../shared/commands/command.ts';
import type { Case } from '../../shared/cases/case.ts';
import type { Complaint, ComplaintAct } from '../../shared/complaints/complaint.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import type { Account } from '../../shared/people/people.ts';
import { publishedServices } from '../../shared/services/services.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import { applyOperation, type At } from '../../server/sync/apply.ts';
import { masterCache, whoIs } from '../../server/sync/masters.ts';
import { viewOf } from '../../server/sync/trial.ts';
import { docOf } from '../../server/store/live-docs.ts';
import { Walk } from '../shared/cases/case-walk.ts';
import { aDisposition, aLetter, aPosition, aStep, anAuthor, registerArgs, someTime } from '../support/builders.ts';
import { aContract } from '../support/exchange-samples.ts';
import { aSignature, anInterchange, stamped } from '../support/interchange-samples.ts';
import { staff, testRegister } from '../support/register.ts';

const on = '2026-10-09';
const by = anAuthor;
const stamp = { id: 'op-0', at: someTime, by, desk: 'D01' };
const d1 = aDisposition('d1', 'kepala-dinas', ['kabid-aptika']);
const withdrawal = { kind: 'withdraw', ...stamp, id: 'w1', of: 'd1', reason: 'keliru' } as const;
const scan = { id: 's1', sha256: 'ab'.repeat(32), size: 9, mime: 'application/pdf', name: 'a.pdf' } as const;
const attached = { ...scan, at: someTime, by, desk: 'D01', removed: null };
const voided = { reason: 'ganda', at: someTime, by };

const letters: readonly Letter[] = [
  aLetter({ id: 'plain' }),
  aLetter({ id: 'void', voided, facts: [d1], scans: [attached] }),
  aLetter({ id: 'secret', security: 'rahasia', addressedTo: ['tu-agenda', 'sekretaris'] }),
  aLetter({ id: 'unread', facts: [d1], scans: [attached] }),
  aLetter({ id: 'read', facts: [d1, aStep('read', 'r1', 'd1', 'kabid-aptika')] }),
  aLetter({ id: 'done', facts: [d1, aStep('complete', 'c1', 'd1', 'kabid-aptika')] }),
  aLetter({ id: 'withdrawn', facts: [d1, withdrawal] }),
  aLetter({ id: 'scan-removed', scans: [{ ...attached, removed: voided }] }),
];

function walkedCase(id: string, walk: (walk: Walk) => void): Case {
  const [service] = publishedServices;
  if (!service) throw new Error('no service');
  const walked = new Walk(service);
  walk(walked);
  return { ...walked.found, id };
}
const cases: readonly Case[] = [
  walkedCase('begun', () => undefined),
  walkedCase('ended', (walk) => walk.do({ kind: 'withdraw', reason: 'batal' })),
  walkedCase('returned', (walk) => {
    const step = walk.service.steps.find(({ outcomes }) => outcomes.some(({ to }) => to.kind === 'wait'));
    const outcome = step?.outcomes.find(({ to }) => to.kind === 'wait');
    while (walk.state.phase === 'active' && walk.state.step !== step?.code) {
      walk.finish(walk.service.steps.find(({ code }) => code === walk.state.step)?.outcomes[0]?.code ?? '');
    }
    walk.finish(outcome?.code ?? '');
  }),
];

const complaint = (id: string, ...acts: readonly object[]): Complaint => ({
  ...{ id, kind: 'pengaduan', channel: 'surat', trackingId: '', received: on, secret: false, anonymous: true },
  ...{ reporter: { name: '', contact: '' }, subject: 'S', text: 'T', class: 'pengaduan', recorded: stamp },
  ...{ service: null, caseId: null, letterId: null },
  acts: acts.map((act, at) => ({ ...stamp, id: `${id}-${at}`, ...act }) as ComplaintAct),
});
const complaints: readonly Complaint[] = [
  complaint('new'),
  complaint('assigned', { kind: 'assign', position: 'kasi-aplikasi' }),
  complaint('closed', { kind: 'reply', on, text: 'J', number: '' }, { kind: 'close', on, note: '' }),
];

const versioned = [stamped('v1', { kind: 'version', contract: aContract() })];
const interchanges = [
  anInterchange({ id: 'draft' }),
  anInterchange({
    id: 'signed',
    acts: [...versioned, stamped('s1', { kind: 'sign', ...aSignature('v1', 'consumer') })],
  }),
];

const written = {
  ...{ from: 'kabid-aptika', to: [{ position: 'kasi-aplikasi', due: null }], instructions: [], note: '', date: on },
};
const branch = { of: 'd1', position: 'kabid-aptika' };
const { letterId: _id, ...header } = registerArgs();
/** Arguments of every command that are right as far as they can be seen alone. */
const argsOf: Readonly<Record<string, object>> = {
  'letter.register': header,
  'letter.correct': { set: { subject: 'Perihal lain' } },
  'letter.void': { reason: 'ganda' },
  'letter.file': { reason: 'tembusan' },
  'letter.print': { sheet: 'blank', paper: 'A4' },
  'letter.forward': { to: 'kepala-dinas' },
  'letter.attachScan': { scan: { ...scan, id: 's2', sha256: 'cd'.repeat(32) } },
  'letter.removeScan': { scanId: 's1', reason: 'salah surat' },
  'disposition.issue': written,
  'disposition.forward': { ...written, parent: 'd1' },
  'disposition.transcribe': { ...written, parent: null },
  'disposition.read': branch,
  'disposition.report': { ...branch, text: 'dikerjakan' },
  'disposition.complete': { ...branch, text: '' },
  'disposition.withdraw': { of: 'd1', reason: 'keliru' },
  'case.open': {
    ...{ service: publishedServices[0]?.code, letterId: 'plain', agency: { id: null, name: 'Dinas Sosial' } },
    ...{ title: 'Aplikasi', received: on, security: 'biasa', readers: [] },
  },
  'case.finish': { step: 'telaah', round: 1, outcome: 'lanjut', fields: {}, note: '', onBehalf: false, finishedOn: on },
  'case.draft': { step: 'telaah', round: 1, set: { a: 'b' } },
  'case.requirement': { code: 'kak', present: false, scanId: null, remark: '' },
  'case.handIn': { code: 'kak', scan: { ...scan, id: 's2' }, remark: '', onBehalf: true },
  'agencyCase.handIn': { code: 'kak', scan: { ...scan, id: 's2' }, remark: '' },
  'case.document': { step: 'telaah', round: 1, code: 'x', number: '1', date: on, signer: null, content: {} },
  'case.team': { people: ['kasi'] },
  'case.resume': { on, note: '' },
  'case.withdraw': { reason: 'batal' },
  'case.maintain': { on, note: 'pembaruan' },
  'case.link': { letterId: 'unread' },
  'case.service': { service: publishedServices[1]?.code, reason: 'salah pilih' },
  'case.title': { title: 'Nama lain' },
  'case.correct': { of: 'f-1', set: { note: 'lain' }, reason: 'salah tulis' },
  'interchange.open': { caseId: 'begun', readers: null, team: [], fields: {} },
  'interchange.edit': { set: { 'part:purpose': 'Tujuan lain' } },
  'interchange.version': { contract: aContract() },
  'interchange.sign': aSignature('v1', 'provider'),
  'interchange.retract': { of: 's1', reason: 'salah lembar' },
  'interchange.publish': { version: 'v1' },
  'complaint.record': {
    ...{ kind: 'saran', channel: 'e-mail', trackingId: '', received: on, anonymous: true, class: 'aspirasi' },
    ...{ reporter: { name: '', contact: '' }, secret: false, subject: 'S', text: 'T' },
    ...{ service: null, caseId: null, letterId: null },
  },
  'complaint.classify': { class: 'aspirasi' },
  'complaint.assign': { position: 'kasi-aplikasi' },
  'complaint.follow-up': { on, text: 'diperiksa' },
  'complaint.reply': { on, text: 'dijawab', number: '' },
  'complaint.pass-on': { to: 'Dinas Kesehatan', on, reason: 'bukan kewenangan' },
  'complaint.close': { on, note: '' },
  'complaint.reopen': { on, reason: 'belum selesai' },
  'complaint.link': { letterId: null },
  'complaint.correct': { of: 'closed-1', set: { on }, reason: 'salah tulis' },
  'office.save': {
    ...{ id: 'office', government: 'P', name: 'D', shortName: 'D', address: 'J', city: '', postalCode: '', phone: '' },
    ...{ fax: '', email: '', websites: [], emblem: null, headPosition: null },
  },
  'unit.save': { id: 'dinas', name: 'Dinas', parentId: null, closedOn: null },
  'position.save': aPosition('kasi-baru'),
  'person.save': { id: 'p-9', name: 'Ani', nip: '', rank: '' },
  'account.save': { id: 'a-9', username: 'ani', personId: null, admin: false, disabled: false },
  'agency.save': { id: 'ag', name: 'Bappeda', kind: '', code: null, closed: false },
  'instruction.save': { id: 'in', text: 'Selesaikan', order: 1, onSheet: true, closed: false },
  'classification.save': { id: 'kl', code: '555', title: '', scheme: '' },
  'holiday.save': { id: 'li', date: on, name: 'Libur', kind: 'libur-nasional', closed: false },
  'service.save': {
    ...{ id: 'vps.1', service: 'vps', version: 1, prefix: 'VPS', title: 'Server Virtual', caseName: 'Nama server' },
    ...{ months: 1, fee: '', product: '', requirements: [], closed: false },
    steps: [{ code: 'a', title: 'A', text: '', plan: 30, actors: [{ kind: 'agency', label: 'OPD' }] }],
  },
  'template.save': { id: 'template-x', code: 'x', name: '', content: '' },
};

/** The documents a command may be about: those of its kind, and one that is not there. */
function subjectsOf(name: string): readonly string[] {
  const [kind = ''] = name.split('.');
  if (kind === 'letter' || kind === 'disposition') return [...letters.map(({ id }) => id), 'nowhere'];
  if (kind === 'case' || kind === 'agencyCase') return [...cases.map(({ id }) => id), 'nowhere'];
  if (kind === 'interchange') return [...interchanges.map(({ id }) => id), 'nowhere'];
  return kind === 'complaint' ? [...complaints.map(({ id }) => id), 'nowhere'] : ['-'];
}

function argsFor(name: string, id: string): unknown {
  const given = argsOf[name];
  if (name.endsWith('.save')) return { doc: given };
  if (name === 'case.open') return { caseId: id, ...given };
  if (name === 'complaint.record') return { complaintId: id, ...given };
  if (/^interchange\.(open|edit)/.test(name)) return { interchangeId: id, ...given };
  if (name.startsWith('interchange.')) return { interchangeId: id, act: given };
  if (/^(case|agencyCase|complaint)\./.test(name)) return { caseId: id, complaintId: id, act: given };
  return { letterId: id, ...given, ...(name === 'letter.register' ? { duplicateReason: null } : {}) };
}

function commandOf(name: string): AnyCommand {
  const command = findCommand(name);
  if (!command) throw new Error(name);
  return command;
}

interface Barred {
  readonly who: string;
  readonly on: string;
  readonly code: string;
  /** What the register made of the entry all the same. */
  readonly status: string;
}

/** A register that holds all of the documents above. */
async function filledRegister() {
  const register = await testRegister();
  await register.desk('admin');
  for (const doc of letters) await register.put('letter', doc);
  for (const doc of cases) await register.put('case', doc);
  for (const doc of complaints) await register.put('complaint', doc);
  for (const doc of interchanges) await register.put('interchange', doc);
  return register;
}

/** What the register answers to an entry; nothing of it stays. */
async function answerTo(at: At, entry: object): Promise<string> {
  const undo = new Error('undo');
  let status = '';
  await at.tx
    .savepoint(async () => {
      status = (await applyOperation(at, entry as Operation)).answer.status;
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return status;
}

/** Every entry of this command that a person may not make, with the register's answer to it. */
async function barredEntries(at: At, command: AnyCommand): Promise<readonly Barred[]> {
  const { name } = command;
  const found: Barred[] = [];
  for (const { username, position } of staff) {
    const account = at.masters.get<Account>('account', username);
    if (!account) throw new Error(username);
    const who = whoIs(at.masters, account, on, position);
    for (const id of subjectsOf(name)) {
      const args = parseArgs(command, argsFor(name, id));
      if (!args.ok) throw new Error(`${name}: ${JSON.stringify(args.error)}`);
      const target = targetOf({ command, args: args.value });
      const before = await at.tx.docs.get(target.type, target.id);
      const refusal = command.may(viewOf(at.masters, target, before ? docOf(before) : null), target, who);
      if (!refusal) continue;
      const op = { opId: `${username} ${id}`, name, v: command.version, args: args.value, base: {}, seq: 1, inc: 1 };
      const entry = { ...op, desk: at.desk.code, at: { wall: someTime, skewMs: null }, agenda: null, by: who };
      found.push({ who: username, on: docKey(target), code: refusal.code, status: await answerTo(at, entry) });
    }
  }
  return found;
}

describe.each(commandNames)('who may not give %s', (name) => {
  it('is refused by the register as well, or the fact is flagged', async () => {
    const register = await filledRegister();
    const command = commandOf(name);
    const barred = await register.store.write(async (tx) => {
      const [desk] = await tx.desks.all();
      if (!desk) throw new Error('no desk');
      const masters = await masterCache().at(tx);
      return barredEntries({ tx, desk, masters, now: register.clock.now(), trial: { kind: 'now' } }, command);
    });
    const refused = command.kind === 'fact' ? ['rejected', 'quarantined', 'flagged'] : ['rejected', 'quarantined'];
    expect(barred.length).toBeGreaterThan(0);
    expect(barred.filter(({ status }) => !refused.includes(status))).toEqual([]);
  });
});
