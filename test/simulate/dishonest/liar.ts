import { isoWib } from '../../../shared/dates/wib.ts';
import type { Operation } from '../../../shared/sync/operation.ts';
import { paths, type Lease } from '../../../shared/sync/protocol.ts';
import type { EnrolAnswer } from '../../../shared/sync/session-api.ts';
import { registerArgs } from '../../support/builders.ts';
import type { EntryOptions } from '../../support/desk-chain.ts';
import { dishonestAccount, dishonestPosition, password } from '../base-office.ts';
import type { Chance } from '../random.ts';
import type { SimServer } from '../sim-server.ts';
import type { Timeline } from '../timeline.ts';
import type { WorldCrypto } from '../world-crypto.ts';
import { LyingDesk, type ObservedResult, type LyingWire } from './lying-desk.ts';
import { lies, liesAboutThePast } from './lies.ts';
import { peekInto, type Peek } from './peek.ts';

/** Everything that can be found by its name in what honest people get to see. */
const prefix = 'bohong';

/** What the checks want to know of a liar. */
export interface LiarRecord {
  /** Ids of its documents and entries begin with it. */
  readonly prefix: string;
  readonly account: string;
  readonly position: string;
  readonly desks: ReadonlySet<string>;
  /** By hash: entries its account may make itself, whatever number or time it writes on them. */
  readonly own: ReadonlySet<string>;
  /** By hash: why an entry must not take effect. */
  readonly forged: ReadonlyMap<string, string>;
  /** By hash: entries signed with a key that has ended, which a register restored to before may not know. */
  readonly ended: ReadonlySet<string>;
  /** Words that came with some answer, and with which. */
  readonly heard: ReadonlyMap<string, string>;
  /** Numbers it wrote on letters as if they were its own. */
  readonly burned: number;
  /** When a block was given to it, ms, by desk. */
  readonly blocks: ReadonlyMap<string, readonly number[]>;
}

export interface LiarWorld {
  readonly timeline: Timeline;
  readonly chance: Chance;
  readonly clock: { now(): number };
  readonly server: SimServer;
  readonly crypto: WorldCrypto;
  readonly today: () => string;
  /** Which lies it knows. */
  readonly kinds: readonly string[];
  /** Until when, virtual ms, and how long it waits between two lies. */
  readonly untilMs: number;
  readonly pauseMs: number;
  /** Whether the register was restored in this world: it may have forgotten what ended. */
  readonly restored: () => boolean;
  readonly note: (line: string) => void;
  readonly broken: (what: string) => void;
}

/** One who sits at a desk of the office, with a password of his own and a program of his own. */
export interface Liar {
  readonly chance: Chance;
  readonly position: string;
  /** Two desks it enrolled; what it sends from one may belong to the other. */
  desk: LyingDesk;
  other: LyingDesk;
  /** The desk as it was some time ago. */
  readonly earlier: LyingDesk[];
  peek(): Promise<Peek>;
  /** Ids of all entries it ever saw, also those that a restored register has lost. */
  seenIds(): ReadonlySet<string>;
  newId(): string;
  word(): string;
  today(): string;
  /** An entry that its account may make. */
  ownOp(name: string, args: unknown, more?: EntryOptions): Operation;
  /** An entry that nobody may believe. */
  forgedOp(why: string, name: string, args: unknown, more?: EntryOptions): Operation;
  /** The same with another proof; the chain does not cover it. */
  reproved(why: string, op: Operation, proof: unknown): Operation;
  signedByEnded(op: Operation): void;
  bookOp(agenda: Operation['agenda']): Operation;
  /** Sends, and finds its place again when the register says otherwise. */
  say(...ops: readonly unknown[]): Promise<ObservedResult | null>;
  /** Stands where the register has the desk. */
  resync(): Promise<void>;
  lease(opId?: string, year?: number): Promise<Lease | null>;
  /** What is asked must not be answered. */
  refused(what: string, asked: Promise<ObservedResult | null>): Promise<void>;
  restored(): boolean;
  /** Every desk that was ever its own. */
  desks(): ReadonlySet<string>;
}

/** A liar acts from its enrolment to the end of all faults. Null: it was never enrolled. */
export function makeLiar(world: LiarWorld): { readonly record: LiarRecord; begin(): void } {
  const { timeline, chance, clock, server, crypto, note, broken } = world;
  const [own, ended, desks] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const forged = new Map<string, string>();
  const heard = new Map<string, string>();
  const seenIds = new Set<string>();
  const blocks = new Map<string, number[]>();
  let burned = 0;
  let doing = 'begins';

  const wire: LyingWire = {
    ask: async (request) => {
      await timeline.pass(chance.between(2, 80));
      try {
        const answer = await server.handle(request);
        await timeline.pass(chance.between(2, 80));
        if (answer.status >= 500) broken(`S20: ${doing} made ${request.path} answer ${answer.status}`);
        return answer;
      } catch {
        return null;
      }
    },
    received: (text, path) => {
      for (const [word] of text.matchAll(/kata[0-9a-f]{10}/g))
        if (!heard.has(word)) heard.set(word, `${doing}: ${path}`);
    },
    newSigner: (account) => crypto.signing.signerOf(account, chance.bytes(32)),
    newDesk: (id) => void desks.add(id),
  };

  const enrolAs = async (username: string): Promise<LyingDesk | null> => {
    const signer = wire.newSigner(username);
    const body = { username, password, deskName: `${prefix} ${username}`, machine: '', key: signer.key };
    const answer = await wire.ask({
      ...{ method: 'POST', path: paths.enrol, headers: {} },
      body: Buffer.from(JSON.stringify(body)),
    });
    if (answer?.status !== 200) return null;
    const enrolled = JSON.parse(Buffer.from(answer.bytes).toString()) as EnrolAnswer;
    desks.add(enrolled.desk.id);
    return new LyingDesk(wire, enrolled, signer);
  };

  /** An administrator enrols the PC, signs in and leaves; then the liar sits down. His key is gone with him. */
  const sitDown = async (): Promise<LyingDesk | null> => {
    const byAdmin = chance.is(0.5);
    const desk = await enrolAs(byAdmin ? 'admin' : dishonestAccount);
    if (!desk || !byAdmin) return desk;
    const { account } = desk;
    const args = { account: account.id, session: desk.sessionNames.get(account.id) };
    const signedIn = desk.op('session.signIn', args, { account, opId: newId() });
    own.add(signedIn.hash);
    await desk.push([signedIn]);
    await desk.signOut(account, newId());
    const heardIn = await desk.signIn(dishonestAccount);
    return heardIn?.status === 200 ? desk : null;
  };

  const newId = (): string => `${prefix}-${chance.hex(12)}`;
  const complete = (options: EntryOptions | undefined): EntryOptions => ({
    opId: newId(),
    position: dishonestPosition,
    wall: isoWib(clock.now()),
    ...options,
  });

  const liarOf = (first: LyingDesk, second: LyingDesk): Liar => {
    const me: Liar = {
      ...{ chance, position: dishonestPosition, desk: first, other: second, earlier: [], newId },
      today: world.today,
      restored: world.restored,
      desks: () => desks,
      word: () => `Perihal ${prefix}${chance.hex(10)}`,
      peek: async () => {
        const peek = peekInto(await server.backup());
        for (const opId of peek.opIds) seenIds.add(opId);
        return peek;
      },
      seenIds: () => seenIds,
      ownOp: (name, args, more) => {
        const op = me.desk.op(name, args, complete(more));
        own.add(op.hash);
        return op;
      },
      forgedOp: (why, name, args, more) => {
        const op = me.desk.op(name, args, complete(more));
        forged.set(op.hash, why);
        return op;
      },
      reproved: (why, { proof: _own, ...op }, proof) => {
        own.delete(op.hash);
        forged.set(op.hash, why);
        return (proof === undefined ? op : { ...op, proof }) as Operation;
      },
      signedByEnded: ({ hash }) => {
        forged.delete(hash);
        ended.add(hash);
      },
      bookOp: (agenda) => {
        const args = registerArgs({
          letterId: newId(),
          received: { date: me.today(), time: '10:00' },
          subject: me.word(),
          letterNumber: `007/${chance.int(1000)}`,
          addressedTo: [],
        });
        if (agenda && agenda.no !== null) burned++;
        return me.ownOp('letter.register', args, { agenda });
      },
      say: async (...ops) => {
        const answer = await me.desk.push(ops);
        if (answer?.status !== 200) await me.resync();
        return answer;
      },
      resync: async () => {
        const { desks: rows } = await me.peek();
        const row = rows.find(({ id }) => id === me.desk.id);
        if (row) [me.desk.inc, me.desk.seq, me.desk.prev] = [row.inc, row.seq, row.hash];
      },
      lease: async (opId = newId(), year = Number(me.today().slice(0, 4))) => {
        const { desk } = me;
        const answer = await desk.send(paths.lease, { opId, inc: desk.inc, book: 'SM', year });
        const lease = answer?.status === 200 ? (answer.json?.['lease'] as Lease | undefined) : undefined;
        if (!lease || desk.leases.some(({ id }) => id === lease.id)) return lease ?? null;
        desk.leases.push(lease);
        blocks.set(desk.id, [...(blocks.get(desk.id) ?? []), clock.now()]);
        return lease;
      },
      refused: async (what, asked) => {
        const answer = await asked;
        if (answer?.status === 200) broken(`S20: the register answered ${what}`);
      },
    };
    return me;
  };

  /** Reads all it is given, and asks for what it is not. */
  const read = async ({ desk }: Liar): Promise<void> => {
    const scopes = { office: 0, [`position:${dishonestPosition}`]: 0 };
    await desk.send(paths.pull, { proto: 1, epoch: null, scopes, limit: 2000 });
  };

  const honestly = async (me: Liar): Promise<void> => {
    const session = me.desk.sessionNames.get(dishonestAccount);
    if (chance.is(0.3)) {
      const signed = await me.desk.signIn(dishonestAccount, me.desk.signers.get(dishonestAccount));
      if (signed?.status !== 200) return;
    }
    const args = { account: dishonestAccount, ...(session === undefined ? {} : { session }) };
    await me.say(me.ownOp('session.signIn', args));
    if (chance.is(0.5)) await me.lease();
    const year = Number(me.today().slice(0, 4));
    await me.say(me.bookOp({ book: 'SM', year, no: null, lease: null, provisional: null }));
    await read(me);
  };

  const live = async (): Promise<void> => {
    let me: Liar | null = null;
    for (;;) {
      await timeline.pass(chance.wait(world.pauseMs));
      if (timeline.now() > world.untilMs) return;
      if (!me) {
        const [first, second] = [await sitDown(), await enrolAs(dishonestAccount)];
        if (first && second) me = liarOf(first, second);
        continue;
      }
      const kinds = world.restored() && chance.is(0.5) ? liesAboutThePast : world.kinds;
      const name = chance.is(0.3) ? 'honesty' : chance.pick(kinds);
      doing = name;
      note(`${prefix} ${name}`);
      if (chance.is(0.1)) me.earlier.push(me.desk.copy());
      if (chance.is(0.15)) [me.desk, me.other] = [me.other, me.desk];
      await (lies[name]?.(me) ?? honestly(me));
      await read(me);
    }
  };

  return {
    record: {
      ...{ prefix, account: dishonestAccount, position: dishonestPosition, desks, own, forged, ended, heard, blocks },
      get burned() {
        return burned;
      },
    },
    begin: () => {
      void live().catch((error: unknown) =>
        broken(`a liar threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
      );
    },
  };
}
