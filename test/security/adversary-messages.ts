import { bundleOf, signatureOf, type BundleManifest } from '../../shared/sync/bundle.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import { hashOperation } from '../../shared/sync/operation.ts';
import { paths, protocolVersion } from '../../shared/sync/protocol.ts';
import { signedText } from '../../shared/sync/proof.ts';
import { trustPaths } from '../../shared/sync/trust-api.ts';
import { sha256 } from '../../server/auth/tokens.ts';
import { createHmac } from 'node:crypto';
import { registerArgs } from '../support/builders.ts';
import { newId } from '../support/desk-client.ts';
import { password } from '../support/register.ts';
import type { Role, World } from './adversary-world.ts';
import { withField } from './forge.ts';
import type { RegisterMessage } from './messages.ts';

const proto = protocolVersion;
const app = 'uji';
const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text, 'utf8').digest('hex');
const seal = 'A'.repeat(43);

const envelope = (inc: number, ops: readonly unknown[]) => ({ proto, app, epoch: null, inc, ops });

/** An honest entry with every field there is, at the next place of the role's desk. */
export function entry({ desk, lease }: Role, more: Readonly<Record<string, unknown>> = {}): Operation {
  const [seq, prev] = [desk.seq, desk.prev];
  const agenda = { book: 'SM', year: 2026, no: null, lease: lease?.id ?? null, provisional: null };
  const op = desk.op('letter.register', registerArgs({ letterId: newId('letter') }), {
    agenda,
    base: { 'letter:khayal': 1 },
    position: 'tu-agenda',
    raw: more,
  });
  [desk.seq, desk.prev] = [seq, prev];
  return op;
}

/** The entry as one that moved: signed at an earlier sequence number, sent at the next. */
function moved(role: Role): Operation {
  const { proof, hash: _hash, ...op } = entry(role);
  const origin = { desk: role.desk.id, inc: 1, seq: 1 };
  const place = { desk: role.desk.id, inc: role.desk.inc, seq: op.seq, prev: op.prev, origin };
  const at = { ...place, proof: proof ?? { key: seal, sig: 'A'.repeat(86) } };
  const first = hashOperation({ ...op, origin }, sha256);
  const signer = role.desk.signers.get(role.desk.account.id);
  const signedAt = signer ? { ...at, proof: { key: signer.key, sig: signer.sign(signedText(first)) } } : at;
  const now = { ...op, origin, signedAt } as Omit<Operation, 'hash'>;
  return { ...now, hash: hashOperation(now, sha256) };
}

/** A forged entry as the wire may carry it: changed on its way, or made so by its author, who signs what he likes. */
export function forgedEntries(role: Role, field: string, value: unknown): readonly unknown[] {
  const whole = field.startsWith('origin') || field.startsWith('signedAt') ? moved(role) : entry(role);
  const changed = withField(whole, field, value) as Operation;
  if (field === 'hash' || field.startsWith('proof')) return [changed];
  const { hash: _hash, proof: _proof, ...rest } = changed;
  const hash = hashOperation(rest, sha256);
  const signer = role.desk.signers.get(role.desk.account.id);
  const remade = { ...rest, hash };
  if (changed.signedAt !== undefined || !signer) return [changed, remade];
  return [changed, { ...remade, proof: { key: signer.key, sig: signer.sign(signedText(hash)) } }];
}

export interface Message {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: unknown;
}

/** The message as an honest program at the role's desk would send it, with every field there is. */
export function honestMessage(
  name: Exclude<RegisterMessage, 'operation'>,
  role: Role,
  world: World,
  field = '',
): Message {
  const { desk, lease, certificate } = role;
  const post = (path: string, body: unknown): Message => ({ method: 'POST', path, body });
  const [honest = ''] = world.foreign.desks;
  switch (name) {
    case 'hello':
      return post(paths.hello, {
        proto,
        app,
        inc: desk.inc,
        lastSeq: desk.seq,
        lastHash: desk.prev,
        leases: lease ? [{ id: lease.id, used: null }] : [],
        machine: 'uji',
        late: 0,
        water: desk.water,
        life: desk.incarnation,
        certificates: certificate ? [certificate] : [],
      });
    case 'push':
      return post(paths.push, envelope(desk.inc, [entry(role)]));
    case 'pull':
      return post(paths.pull, {
        proto,
        epoch: world.foreign.epochs[0] ?? null,
        scopes: { office: 0, 'position:kepala-dinas': 0 },
        limit: 100,
        held: { 'position:kepala-dinas': { remove: 1, of: 2 } },
      });
    case 'snapshot':
      return post(paths.snapshot, { proto, scope: 'office', token: null });
    case 'buckets':
      return post(paths.buckets, { proto, scope: 'office' });
    case 'bucket':
      return post(paths.bucket, { proto, scope: 'office', bucket: 0 });
    case 'renew':
      return post(paths.renew, { proto, inc: desk.inc, machine: 'uji', lastSeq: desk.seq });
    case 'reconcile': {
      const past = desk.past(desk.incarnation?.start ?? 0);
      const first = past.find(({ result }) => result.seq > desk.seq) ?? past.at(-1);
      const note = { field: 'subject', mine: 'a', now: 'b', kept: 'mine', by: desk.account.id };
      const optional = { code: 'X', field: 'x', notes: [note], agenda: { book: 'SM', year: 2026, no: 1 } };
      const padded = { ...optional, decided: { by: 'admin', at: 1, reason: 'x' }, ...first?.result };
      // A refusal has other fields than an acceptance: who forges one of them adds them all.
      const result = /result\.(notes|agenda|decided|code|field)/.test(field) ? padded : first?.result;
      return post(paths.reconcile, {
        proto,
        app,
        inc: desk.inc,
        start: desk.incarnation?.start ?? 0,
        life: desk.incarnation,
        oldEpoch: null,
        ops: first ? [{ op: first.op, result }] : [],
        leases: lease ? [{ ...lease, inc: desk.inc, used: null, closed: false }] : [],
        done: false,
      });
    }
    case 'carried': {
      const op = entry(role);
      const from = { id: desk.id, code: desk.enrolled.desk.code, name: desk.enrolled.desk.name, inc: desk.inc };
      const key = sha256(desk.enrolled.deskToken);
      const scans = [{ sha256: '0'.repeat(64), size: 9, letter: 'khayal' }];
      const sign = (manifest: BundleManifest): string => signatureOf(manifest, key, hmac);
      const [piece] = bundleOf(from, [op], scans, '2026-10-08T09:15:00.000+07:00', sign);
      return post(paths.carried, { ...piece?.signed, proto, ops: [op] });
    }
    case 'lease':
      return post(paths.lease, { opId: newId('lease'), inc: desk.inc, book: 'SM', year: 2026 });
    case 'close':
      return post(paths.closeLease, { lease: lease?.id ?? 'khayal', inc: desk.inc, highestUsed: null });
    case 'enrol': {
      const key = [...desk.signers.values()][0]?.key;
      return post(paths.enrol, { username: 'tu', password: 'bukan-sandinya', deskName: 'Palsu', machine: 'uji', key });
    }
    case 'signIn':
      return post(paths.session, { username: 'tu', password: 'bukan-sandinya', key: seal });
    case 'setup':
      return post(paths.setup, {
        code: 'bukan-kodenya',
        username: 'penyusup',
        name: 'Penyusup',
        password,
        lastAgendaNumber: 0,
        books: true,
      });
    case 'password':
      return post(paths.password, { password: 'bukan-sandinya', next: 'sandi-penyusup-1', key: seal, proof: seal });
    case 'deskProof':
      return post(paths.deskProof, { desk: desk.id, nonce: 'A'.repeat(43) });
    case 'account':
      return post(paths.accounts, {
        id: 'tu',
        username: 'tu',
        personId: 'tu',
        admin: true,
        disabled: false,
        password,
      });
    case 'book':
      return post(paths.books, { book: 'SM', year: 2026, next: 900 });
    case 'gaps':
      return { method: 'GET', path: trustPaths.gaps, body: { book: 'SM', year: 2026 } };
    case 'desk':
      return post(`${trustPaths.desks}/${honest}`, { name: 'Diganti', blockSize: 20 });
    case 'retire':
      return post(`${trustPaths.desks}/${honest}/retire`, { lost: true });
    case 'confirm':
      return post(trustPaths.confirmRemoval, { scope: 'office', desk: honest, account: 'sekretaris', remove: 80 });
    case 'jump':
      return post(trustPaths.jump, { epoch: world.foreign.epochs[0] });
    case 'waiting':
      return { method: 'GET', path: trustPaths.quarantine, body: { after: 0 } };
    case 'judge': {
      const [opId] = world.foreign.ops;
      const [hash] = world.foreign.hashes;
      return post(trustPaths.quarantine, { decision: 'accept', opId, desk: honest, inc: 1, seq: 2, hash, reason: 'x' });
    }
  }
}

/** A message as it is sent: what a `GET` asks stands in its address. */
export function addressed({ method, path, body }: Message): Message {
  if (method === 'POST') return { method, path, body };
  const query = Object.entries(Object(body) as Record<string, unknown>).map(
    ([name, value]) =>
      `${name}=${encodeURIComponent(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))}`,
  );
  return { method, path: `${path}?${query.join('&')}`, body: undefined };
}
