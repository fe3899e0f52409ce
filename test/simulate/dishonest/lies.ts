import type { Operation } from '../../../shared/sync/operation.ts';
import { paths } from '../../../shared/sync/protocol.ts';
import { aPosition } from '../../support/builders.ts';
import { dishonestAccount } from '../base-office.ts';
import type { Liar } from './liar.ts';
import {
  accountOf,
  somebody,
  some,
  seal,
  yearOf,
  opened,
  absurd,
  water,
  past,
  inventedPast,
  inventedBlocks,
  replay,
} from './invented.ts';

type Lie = (me: Liar) => Promise<void>;

/** What a desk may say that is not so, by name; each of them one request or a few. */
export const lies: Readonly<Record<string, Lie>> = {
  'another-name': async (me) => {
    const { chance, desk } = me;
    const { secretLetters, openLetters, keys } = await me.peek();
    const by = somebody(chance);
    const letterId = some(chance, secretLetters) ?? some(chance, openLetters) ?? 'khayal';
    const signer = desk.signers.get(dishonestAccount) ?? null;
    const op = opened(me, letterId, by, chance.is(0.6) ? signer : null);
    const key = keys.find(({ account }) => account === by.username)?.key ?? seal(chance);
    const proof = { key, sig: op.proof?.sig ?? `${seal(chance)}${seal(chance)}` };
    await me.say(chance.is(0.5) ? op : me.reproved('signed with the key of another', op, proof));
  },
  'another-signs-in': async (me) => {
    const { chance, desk } = me;
    const { sessions } = await me.peek();
    const by = chance.is(0.4) ? 'admin' : somebody(chance).username;
    const account = accountOf(by);
    const session = chance.is(0.6) ? some(chance, sessions) : undefined;
    const signer = chance.is(0.5) ? (desk.signers.get(dishonestAccount) ?? null) : null;
    const args = { account: by, ...(session === undefined ? {} : { session }) };
    const inside = me.forgedOp('the sign-in of another', 'session.signIn', args, { account, position: null, signer });
    const save = me.forgedOp(
      'an account made administrator',
      'account.save',
      { doc: { ...accountOf(dishonestAccount), personId: dishonestAccount, admin: true } },
      { account, position: null, signer },
    );
    await me.say(inside, save);
  },
  'more-rights': async (me) => {
    const { chance } = me;
    const holders = [
      { id: 'khayal', personId: dishonestAccount, kind: 'definitif', from: '1990-01-01', to: null },
    ] as const;
    const doc = aPosition(chance.pick(['kepala-dinas', me.position]), {
      rights: ['book', 'book-secret', 'void'],
      holders,
    });
    await me.say(me.forgedOp('master data', 'position.save', { doc }));
  },
  'secret-letter': async (me) => {
    const { chance } = me;
    const letterId = some(chance, (await me.peek()).secretLetters);
    if (letterId === undefined) return;
    const by = { username: dishonestAccount, position: me.position };
    await me.say(opened(me, letterId, by, me.desk.signers.get(dishonestAccount) ?? null));
    const set = { addressedTo: [me.position] };
    await me.say(me.forgedOp('a letter it may not read', 'letter.correct', { letterId, set }));
  },
  'changed-after': async (me) => {
    const { chance, desk } = me;
    const op = me.bookOp({ book: 'SM', year: yearOf(me), no: null, lease: null, provisional: null });
    const proof = some(
      chance,
      desk.past.map((one) => (one.op as Operation).proof),
    ) ?? {
      ...op.proof,
      sig: `${seal(chance)}${seal(chance)}`.slice(0, 86),
    };
    await me.say(me.reproved('with the signature of another entry', op, chance.is(0.2) ? undefined : proof));
  },
  'moved-entry': async (me) => {
    const { desk, chance } = me;
    const first = some(chance, desk.past)?.op as Operation | undefined;
    if (!first?.proof) return;
    const { desk: from, inc, seq, prev, proof } = first;
    const args = { letterId: some(chance, (await me.peek()).openLetters) ?? 'khayal', to: me.position };
    const raw = { signedAt: { desk: from, inc, seq, prev, proof }, origin: { desk: from, inc, seq } };
    const op = me.forgedOp('moved from where it was not', 'letter.forward', args, { raw, signer: null });
    await me.say(op);
  },
  'other-desks-key': async (me) => {
    const { desk, other, chance } = me;
    const signer = other.signers.get(dishonestAccount);
    const letterId = some(chance, (await me.peek()).openLetters);
    if (!signer || letterId === undefined || other.family === desk.family) return;
    await me.say(me.forgedOp('the key of another desk', 'letter.forward', { letterId, to: me.position }, { signer }));
  },
  'ended-key': async (me) => {
    const { desk, chance } = me;
    if (desk.endedKeys.length === 0 || chance.is(0.3)) await desk.signIn(dishonestAccount);
    const signer = some(chance, desk.endedKeys);
    const letterId = some(chance, (await me.peek()).openLetters);
    if (!signer || letterId === undefined) return;
    const op = me.forgedOp('a key that has ended', 'letter.forward', { letterId, to: me.position }, { signer });
    me.signedByEnded(op);
    await me.say(op);
    if (!me.restored()) await me.refused('a sign-in with a key that has ended', desk.signIn(dishonestAccount, signer));
  },
  'ended-session': async (me) => {
    const { desk, other, chance } = me;
    const scopes = { office: 0 };
    const body = { proto: 1, epoch: null, scopes, limit: 100 };
    const session = some(chance, desk.endedSessions);
    if (session !== undefined && !me.restored())
      await me.refused('a session that has ended', desk.send(paths.pull, body, { session }));
    await me.refused('nobody', desk.send(paths.pull, body, { session: null }));
    await me.refused('a stranger', desk.send(paths.pull, body, { desk: null, session: seal(chance) }));
    const theirs = other.sessions.get(dishonestAccount);
    if (theirs !== undefined && other.family !== desk.family)
      await me.refused('a session of another desk', desk.send(paths.pull, body, { session: theirs }));
  },
  'wrong-passwords': async (me) => {
    const { chance, desk } = me;
    const username = chance.is(0.5) ? 'admin' : somebody(chance).username;
    const key = chance.is(0.5) ? desk.signers.get(dishonestAccount)?.key : undefined;
    const body = { username, password: `coba-${chance.hex(6)}`, ...(key === undefined ? {} : { key }) };
    await me.refused('a wrong password', desk.send(paths.session, body, { session: null }));
  },
  'foreign-scopes': async (me) => {
    const { chance, desk } = me;
    const scope = `position:${somebody(chance).position}`;
    await desk.send(paths.pull, { proto: 1, epoch: null, scopes: { [scope]: 0, office: 0 }, limit: 2000 });
    const body = { proto: 1, scope };
    await me.refused(`of ${scope}`, desk.send(paths.snapshot, { ...body, token: null }));
    await me.refused(`sums of ${scope}`, desk.send(paths.buckets, body));
    await me.refused(`a part of ${scope}`, desk.send(paths.bucket, { ...body, bucket: chance.int(256) }));
    await desk.send(paths.pull, { proto: 1, epoch: null, scopes: { office: absurd(chance) }, limit: 2000 });
  },
  'hello-water': async (me) => {
    await me.desk.hello({ water: water(me, await me.peek()), answered: 900, cursorMax: 9e15, seen: 999_999 });
  },
  'hello-past': async (me) => {
    const { chance, desk } = me;
    const { blocks } = await me.peek();
    const certificates = desk.certificates.map((one) => ({ ...one, account: 'admin' }));
    const key = desk.signers.get(dishonestAccount)?.key ?? seal(chance);
    const forgery = { desk: desk.id, account: 'admin', key: seal(chance), at: 1, seal: seal(chance) };
    await desk.hello({
      ...(chance.is(0.5) ? { inc: desk.inc + chance.between(1, 5) } : {}),
      ...(chance.is(0.5) ? { lastSeq: chance.pick([desk.seq + 1, 0, 2 ** 40, absurd(chance)]) } : {}),
      ...(chance.is(0.5) ? { lastHash: chance.hex(64) } : {}),
      ...(chance.is(0.2) ? { machine: `mesin-${chance.hex(4)}` } : {}),
      ...(chance.is(0.5) ? { life: { inc: desk.inc + 1, start: chance.between(0, 1e6), seal: seal(chance) } } : {}),
      ...{ certificates: chance.some([...certificates, ...desk.certificates, forgery, { ...forgery, key }], 0.5) },
      leases: chance.some(blocks, 0.5).map(({ id, to }) => ({ id, used: to })),
      late: chance.pick([0, 1, absurd(chance)]),
    });
  },
  'past-retold': async (me) => replay(me, past(me), inventedBlocks(me, await me.peek())),
  'past-invented': async (me) => {
    const peek = await me.peek();
    // The true past first, as far as the register lacks it: what is invented has to find its place behind it.
    await replay(me, inventedPast(me, peek), []);
  },
  'past-then-lies': async (me) => {
    const { desk, chance } = me;
    const handshake = await desk.hello();
    if (handshake?.state !== 'recovery') return;
    await me.resync();
    const missing = desk.past.filter(({ op }) => {
      const { seq, inc, desk: from } = op as Operation;
      return from === desk.id && inc === desk.inc && seq > desk.seq;
    });
    const body = { proto: 1, app: 'lain', inc: desk.inc, start: 0, life: desk.lifetime, oldEpoch: null, leases: [] };
    await desk.send(paths.reconcile, {
      ...body,
      ops: missing.slice(0, chance.between(0, missing.length)),
      done: false,
    });
    await me.resync();
    const leases = inventedBlocks(me, await me.peek());
    await desk.send(paths.reconcile, { ...body, ops: inventedPast(me, await me.peek()), leases, done: chance.is(0.7) });
    await me.resync();
  },
  'earlier-life': async (me) => {
    const { chance } = me;
    const earlier = some(chance, me.earlier);
    if (!earlier) return;
    const now = me.desk;
    me.desk = earlier;
    await earlier.hello();
    await earlier.push([me.bookOp({ book: 'SM', year: yearOf(me), no: null, lease: null, provisional: null })]);
    await earlier.push(earlier.past.map(({ op }) => op).slice(-20));
    if (chance.is(0.4)) await earlier.renew();
    if (chance.is(0.5)) me.desk = now;
    await me.resync();
  },
  'new-lives': async (me) => {
    const { chance, desk } = me;
    const { seq, inc } = desk;
    const more = chance.pick<Record<string, unknown>>([
      {},
      { lastSeq: seq + chance.between(1, 1000) },
      { inc: inc + chance.between(1, 999) },
      { lastSeq: 2 ** 40 },
      { inc: 999_999 },
      { machine: `mesin-${chance.hex(4)}` },
    ]);
    me.earlier.push(desk.copy());
    await desk.renew(more);
    await me.resync();
  },
  fork: async (me) => {
    const { desk, chance } = me;
    const twin = desk.copy();
    await me.say(me.bookOp({ book: 'SM', year: yearOf(me), no: null, lease: null, provisional: null }));
    me.desk = twin;
    const op = me.bookOp({ book: 'SM', year: yearOf(me), no: null, lease: null, provisional: null });
    await twin.push([chance.is(0.5) ? op : { ...op, seq: op.seq + chance.between(1, 50) }]);
    await twin.push([{ ...op, desk: some(chance, (await me.peek()).desks)?.id ?? 'lain' }]);
    me.desk = desk;
    await me.resync();
  },
  'into-anothers-sequence': async (me) => {
    const { chance, desk } = me;
    const { desks } = await me.peek();
    const target = some(chance, desks);
    if (!target || target.id === desk.id) return;
    // It even knows where the other stands; only the token and the keys are not its own.
    const twin = desk.copy();
    me.desk = twin;
    [twin.inc, twin.seq, twin.prev] = [target.inc, target.seq, target.hash];
    const raw = { desk: target.id };
    const op = me.forgedOp(
      'at the place of another desk',
      'letter.forward',
      { letterId: 'khayal', to: me.position },
      { raw },
    );
    await twin.push([op], target.inc);
    const manifest = {
      ...{ format: 'lembar-bundle', version: 1, desk: { id: target.id, code: 'D01', name: 'lain' }, inc: target.inc },
      ...{ madeAt: '2026-10-08T09:00:00.000+07:00', hashes: [op.hash], scans: [] },
    };
    const body = { proto: 1, manifest, signature: chance.hex(64), ops: [op] };
    if (!me.desks().has(target.id)) await me.refused('a file another desk never made', twin.send(paths.carried, body));
    me.desk = desk;
  },
  'used-id': async (me) => {
    const { chance } = me;
    const { openLetters, opIds } = await me.peek();
    const theirs = [...me.seenIds()].filter((id) => !id.startsWith('bohong'));
    const lost = theirs.filter((id) => !opIds.includes(id));
    const opId = some(chance, lost.length > 0 && chance.is(0.7) ? lost : theirs);
    if (opId === undefined) return;
    // It is an entry of his own all the same, and must take nothing from whoever has the id.
    const args = { letterId: some(chance, openLetters) ?? 'khayal', to: me.position };
    await me.say(me.ownOp('letter.forward', args, { opId }));
  },
  'numbers-from-nowhere': async (me) => {
    const { chance } = me;
    const { blocks, books } = await me.peek();
    const block = some(chance, blocks);
    const next = Math.max(1, ...books.map((book) => book.next));
    const no = chance.pick([
      ...[next + chance.between(0, 500), 999_999, 1, absurd(chance)],
      ...(block ? [chance.between(block.from, block.to)] : []),
    ]);
    const lease = chance.pick([null, block?.id ?? 'khayal', 'khayal']);
    await me.say(me.bookOp({ book: chance.is(0.9) ? 'SM' : 'XY', year: yearOf(me), no, lease, provisional: null }));
  },
  'a-number-twice': async (me) => {
    const { chance } = me;
    const lease = some(chance, me.desk.leases) ?? (await me.lease());
    if (!lease) return;
    const { book, year, from, id } = lease;
    const op = () => me.bookOp({ book, year, no: from, lease: id, provisional: null });
    await me.say(op());
    await me.say(op());
  },
  'numbers-after-close': async (me) => {
    const lease = (await me.lease()) ?? me.desk.leases.at(-1);
    if (!lease) return;
    const { desk, chance } = me;
    const { book, year, from, to, id } = lease;
    await me.say(me.bookOp({ book, year, no: to, lease: id, provisional: null }));
    const highestUsed = chance.pick([null, from, to + 1, absurd(chance)]);
    await desk.send(paths.closeLease, { lease: id, inc: desk.inc, highestUsed });
    await me.say(me.bookOp({ book, year, no: chance.between(from, to), lease: id, provisional: null }));
  },
  'blocks-of-others': async (me) => {
    const { chance, desk } = me;
    const { blocks } = await me.peek();
    for (const { id, desk: of, from } of chance.some(blocks, 0.3)) {
      if (me.desks().has(of)) continue;
      const asked = desk.send(paths.closeLease, { lease: id, inc: desk.inc, highestUsed: chance.pick([null, from]) });
      await me.refused('who closes the block of another', asked);
    }
  },
  'many-blocks': async (me) => {
    const year = yearOf(me) + (me.chance.is(0.2) ? me.chance.pick([1, -1, 40]) : 0);
    for (let n = 0; n < 30; n++) await me.lease(undefined, year);
  },
  'wrong-clock': async (me) => {
    const { chance } = me;
    const wall = chance.pick(['1970-01-01T00:00:00.000+07:00', '2199-12-31T23:59:59.000+07:00', 'kemarin', '']);
    const letterId = some(chance, (await me.peek()).openLetters) ?? 'khayal';
    const raw = { epoch: chance.pick([null, 'lain']), at: { wall, skewMs: absurd(chance) } };
    await me.say(me.ownOp('letter.forward', { letterId, to: me.position }, { raw }));
  },
  'no-shape': async (me) => {
    const { chance, desk } = me;
    const wild = (): unknown =>
      chance.pick<unknown>([null, 1, 'x', [], {}, { ops: 1 }, [[]], absurd(chance), { ...desk.waters.at(-1) }]);
    const path = chance.pick([paths.hello, paths.push, paths.pull, paths.reconcile, paths.renew, paths.lease]);
    await desk.send(
      path,
      chance.is(0.5) ? wild() : { proto: 1, app: '', inc: wild(), ops: [wild(), wild()], epoch: null },
    );
    await me.say(me.ownOp(chance.pick(['letter.register', 'case.open', 'letter.correct']), wild()));
  },
};

/** Those that only a restored register could believe. */
export const liesAboutThePast: readonly string[] = [
  'past-retold',
  'past-invented',
  'past-then-lies',
  'used-id',
  'hello-past',
];

export const knownLies: readonly string[] = Object.keys(lies);
