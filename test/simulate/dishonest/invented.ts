/** What a dishonest desk makes up before it says it: entries of others, a past, blocks, what the register said. */
import type { Account } from '../../../shared/people/people.ts';
import type { Signer, Water } from '../../../shared/sync/proof.ts';
import { paths, type Lease } from '../../../shared/sync/protocol.ts';
import type { PastOperation } from '../../../shared/sync/recovery-api.ts';
import { dishonestAccount, staff } from '../base-office.ts';
import type { Chance } from '../random.ts';
import type { Liar } from './liar.ts';
import type { Peek } from './peek.ts';

export const accountOf = (id: string): Account => ({
  id,
  username: id,
  personId: id,
  admin: id === 'admin',
  disabled: false,
});
export const somebody = (chance: Chance) => chance.pick(staff.filter(({ position }) => position !== null));
export const some = <T>(chance: Chance, from: readonly T[]): T | undefined =>
  from.length === 0 ? undefined : chance.pick(from);
export const seal = (chance: Chance): string => Buffer.from(chance.bytes(32)).toString('base64url');
export const yearOf = (me: Liar): number => Number(me.today().slice(0, 4));

/** What would let the liar read a letter, in the name of one who may read it. */
export function opened(
  me: Liar,
  letterId: string,
  by: { username: string; position: string | null },
  signer: Signer | null,
) {
  const [name, args] = me.chance.is(0.5)
    ? (['letter.forward', { letterId, to: me.position }] as const)
    : ([
        'disposition.issue',
        {
          ...{ letterId, from: by.position, to: [{ position: me.position, due: null }], note: '', date: me.today() },
          instructions: ['Untuk diketahui'],
        },
      ] as const);
  const { username, position } = by;
  return me.forgedOp(`in the name of ${username}`, name, args, { account: accountOf(username), position, signer });
}

/** Numbers as far from what is true as they come. */
export const absurd = (chance: Chance): number => chance.pick([-1, 0, 1.5, 2 ** 31, 2 ** 40, 2 ** 53, 1e300]);

/** A water that was never given, or that was given long ago. */
export function water(me: Liar, { books, rv }: Peek): unknown {
  const { chance, desk, other } = me;
  const true_ = some(chance, desk.waters);
  const forged: Water = {
    ...(true_ ?? { epoch: 'lain', rv, entries: 0, books: [], seal: seal(chance) }),
    ...chance.pick<Partial<Water>>([
      { rv: rv + chance.between(1, 1_000_000) },
      { entries: 1_000_000 },
      { epoch: 'lain' },
      { books: books.map((book) => ({ ...book, next: book.next + chance.between(1, 500_000) })) },
    ]),
  };
  return chance.pick<unknown>([
    forged,
    true_ ?? null,
    some(chance, other.waters) ?? null,
    { ...forged, rv: absurd(chance) },
  ]);
}

/** The true past, replayed with other answers, by others, in another order. */
export function past(me: Liar): readonly unknown[] {
  const { chance, desk, other } = me;
  const chosen = chance.some(desk.past, 0.7);
  const twist = ({ op, result }: PastOperation): unknown => {
    const better = { ...result, status: 'applied', rv: result.rv ?? 7 };
    const { seal: _none, ...unsealed } = better;
    const foreign = some(chance, [...other.past, ...desk.past])?.result ?? result;
    return {
      op,
      result: chance.pick<unknown>([
        ...[result, result, result, better, unsealed, { ...foreign, seq: result.seq, opId: result.opId }],
        { ...result, rv: absurd(chance) },
        { ...result, agenda: { book: 'SM', year: yearOf(me), no: chance.between(1, 999_999) } },
      ]),
    };
  };
  return chosen.map(twist);
}

/** Entries that were never made, with answers nobody gave. */
export function inventedPast(me: Liar, { secretLetters, openLetters }: Peek): readonly unknown[] {
  const { chance, desk } = me;
  const by = somebody(chance);
  const letterId = some(chance, secretLetters) ?? some(chance, openLetters) ?? 'khayal';
  const signer = chance.is(0.5) ? null : (desk.signers.get(dishonestAccount) ?? null);
  const account = accountOf(by.username);
  const ops = [
    me.forgedOp('an invented sign-in', 'session.signIn', { account: by.username }, { account, position: null, signer }),
    opened(me, letterId, by, signer),
  ];
  const given = some(chance, desk.past)?.result.seal;
  return ops.map((op) => ({
    op,
    result: {
      ...{ seq: op.seq, opId: op.opId, status: 'applied', rv: chance.between(1, 900) },
      ...(chance.is(0.3) ? {} : { seal: chance.is(0.5) && given !== undefined ? given : seal(chance) }),
    },
  }));
}

/** Blocks nobody gave, another's, or its own made larger. */
export function inventedBlocks(me: Liar, { blocks, books }: Peek): readonly unknown[] {
  const { chance, desk, other } = me;
  const own = [...desk.leases, ...other.leases];
  const next = Math.max(1, ...books.map((book) => book.next));
  const from = chance.pick([1, next, next + chance.between(1, 5000), 900_000]);
  const made = { id: `khayal-${chance.hex(6)}`, book: 'SM', year: yearOf(me), from, to: from + chance.between(0, 999) };
  const kinds: readonly Partial<Lease>[] = [
    made,
    { ...made, seal: seal(chance) },
    { ...made, seal: some(chance, own)?.seal ?? seal(chance) },
    ...own.map((lease) => ({ ...lease, to: lease.to + 500 })),
    ...chance.some(own, 0.5),
    ...chance.some(blocks, 0.3).map(({ id, book, year, from: first, to }) => ({ id, book, year, from: first, to })),
  ];
  return chance.some(kinds, 0.5).map((lease) => ({
    ...lease,
    ...{ inc: chance.is(0.8) ? desk.inc : chance.between(0, 5), closed: chance.is(0.2) },
    used: chance.is(0.5) ? (lease.to ?? null) : null,
  }));
}

export async function replay(me: Liar, ops: readonly unknown[], leases: readonly unknown[]): Promise<void> {
  const { chance, desk } = me;
  const lifetime = chance.is(0.3)
    ? { inc: desk.inc + 1, start: chance.between(0, 5000), seal: seal(chance) }
    : desk.lifetime;
  const inc = chance.is(0.8) ? desk.inc : (lifetime?.inc ?? desk.inc + chance.between(1, 3));
  const start = chance.is(0.7) ? 0 : (lifetime?.start ?? chance.between(0, 100_000));
  const body = { ...{ proto: 1, app: 'lain', inc, start, life: lifetime, oldEpoch: null }, ops, leases };
  await desk.send(paths.reconcile, { ...body, done: chance.is(0.5) });
  await me.resync();
}
