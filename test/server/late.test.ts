import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../server/auth/tokens.ts';
import { identityOf } from '../../server/sync/entry.ts';
import { acceptQuarantined, listQuarantined, refuseQuarantined, rerunUnknown } from '../../server/sync/late.ts';
import { masterCache } from '../../server/sync/masters.ts';
import { gapsOf } from '../../server/numbers/gaps.ts';
import { err } from '../../shared/result.ts';
import type { QuarantinedEntry, ShownEntry } from '../../shared/sync/trust-api.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import { registerArgs } from '../support/builders.ts';
import { burned, newId, type DeskClient } from '../support/desk-client.ts';
import { testRegister, type TestRegister } from '../support/register.ts';
import { namedAs } from '../support/shown-entry.ts';

let register: TestRegister;
let kadis: DeskClient;

beforeEach(async () => {
  register = await testRegister();
  kadis = await register.desk('kadis');
});

const aLetter = (more = {}) => registerArgs({ letterId: newId('letter'), ...more });
const parts = () => {
  const { store, clock } = register;
  const onBug = (error: unknown): never => {
    throw error;
  };
  return { store, clock, masters: masterCache(), onBug };
};
/** Every page of the list. */
const list = async (): Promise<readonly QuarantinedEntry[]> => {
  const entries: QuarantinedEntry[] = [];
  for (let after: number | null = 0; after !== null;) {
    const from: number = after;
    const page = await register.store.read((tx) => listQuarantined(tx, from));
    entries.push(...page.entries);
    after = page.next;
  }
  return entries;
};
const none = { opId: 'unknown', desk: 'x', inc: 1, seq: 1, hash: 'x' };
/** What the list shows under an id. */
const shown = async (opId: string): Promise<ShownEntry> => {
  const entry = (await list()).find((one) => one.opId === opId);
  return entry ? namedAs(entry) : none;
};
const tryAccept = (entry: ShownEntry) => register.store.write((tx) => acceptQuarantined(tx, parts(), entry, 'admin'));
const tryRefuse = (entry: ShownEntry, reason: string) =>
  register.store.write((tx) => refuseQuarantined(tx, parts(), entry, 'admin', reason));
const judged = (answer: Awaited<ReturnType<typeof tryAccept>>) => {
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
};
const accept = async (opId: string) => judged(await tryAccept(await shown(opId)));
const refuse = async (opId: string, reason: string) => judged(await tryRefuse(await shown(opId), reason));

/** An entry whose author lacked the right. */
async function quarantined(options = {}, more = {}) {
  const args = aLetter(more);
  const result = await kadis.register(args, options);
  expect(result.status).toBe('quarantined');
  return { args, opId: result.opId };
}

describe('a quarantined entry', () => {
  it('[P13] is listed with who, when, what and why', async () => {
    const { args, opId } = await quarantined();
    expect(await list()).toEqual([
      {
        opId,
        desk: { id: kadis.id, code: 'D01', name: 'Meja uji' },
        inc: 1,
        seq: 2,
        hash: kadis.prev,
        name: 'letter.register',
        by: { account: 'kadis', position: null },
        at: '2026-10-08T09:15:00.000+07:00',
        receivedAt: register.clock.now(),
        code: 'NO_RIGHT_TO_BOOK',
        args,
        acceptable: true,
        hidden: false,
      },
    ]);
  });

  it('[P13] accepted by an administrator it runs as if the right had been there, and its desk is notified', async () => {
    const { args, opId } = await quarantined();
    const { upTo } = (await kadis.hello()).late;
    const done = await accept(opId);
    expect(done.result).toMatchObject({ status: 'applied', decided: { by: 'admin', at: register.clock.now() } });
    expect(done.counted).toEqual([{ book: 'SM', year: 2026 }]);
    const letter = await kadis.letter<Letter>(args.letterId);
    expect(letter).toMatchObject({ agenda: { no: 1 }, registered: { at: '2026-10-08T09:15:00.000+07:00' } });
    expect(letter?.registered.by.account).toBe('kadis');
    const { late } = await kadis.hello({ late: upTo });
    expect(late.results).toEqual([done.result]);
    expect((await kadis.hello({ late: late.upTo })).late.results).toEqual([]);
    expect(await list()).toEqual([]);
  });

  it('[P13] the answer that changed is the one given when the push is repeated', async () => {
    const op = kadis.registerOp(aLetter());
    await kadis.push([op]);
    const done = await accept(op.opId);
    expect((await kadis.push([op])).results).toEqual([done.result]);
  });

  it('[P13] only the right is waived: what the letter says against it stands', async () => {
    const tu = await register.desk('tu');
    const args = aLetter();
    await tu.register(args);
    const result = await kadis.say('letter.correct', { letterId: args.letterId, set: { subject: 'Lain' } });
    await tu.say('letter.void', { letterId: args.letterId, reason: 'Salah kirim' });
    expect((await accept(result.opId)).result).toMatchObject({ status: 'rejected', code: 'LETTER_IS_VOID' });
    expect((await tu.letter<Letter>(args.letterId))?.subject).toBe(args.subject);
  });

  it('[P13] also one nobody vouches for, or whose author was disabled', async () => {
    const tu = await register.desk('tu');
    const stranger = { ...tu.account, id: 'sekretaris', username: 'sekretaris', personId: 'sekretaris' };
    const first = await tu.register(aLetter(), { account: stranger });
    await register.put('account', { ...stranger, admin: false, disabled: true });
    expect(first).toMatchObject({ status: 'quarantined', code: 'UNPROVEN' });
    expect((await accept(first.opId)).result.status).toBe('applied');
  });

  it('[P13] accepted twice or never quarantined there is nothing to accept', async () => {
    const entry = await shown((await quarantined()).opId);
    await tryAccept(entry);
    const { rv } = await register.store.read((tx) => tx.clock());
    expect(await tryAccept(entry)).toEqual(err('NOT_FOUND'));
    expect(await tryAccept(none)).toEqual(err('NOT_FOUND'));
    expect((await register.store.read((tx) => tx.clock())).rv).toBe(rv);
  });

  it('[P13] refused with a reason it is rejected; its body is kept and its desk is notified', async () => {
    const { opId } = await quarantined();
    const { upTo } = (await kadis.hello()).late;
    const done = await refuse(opId, 'Bukan tugas pimpinan');
    expect(done.result).toMatchObject({
      status: 'rejected',
      code: 'REFUSED_BY_ADMIN',
      decided: { by: 'admin', reason: 'Bukan tugas pimpinan' },
    });
    expect((await kadis.hello({ late: upTo })).late.results).toEqual([done.result]);
    const place = { desk: kadis.id, inc: kadis.inc, seq: kadis.seq, forked: false };
    expect((await register.store.read((tx) => tx.desks.op(place)))?.body).toContain('letter.register');
  });

  it('[P13] [N2] the number it had burned is not given to anyone else when it is refused', async () => {
    // Entered while he still had the right.
    const lease = { id: 'block', book: 'SM', year: 2026, from: 1, to: 10 };
    const closing = { closed: false, highestUsed: null, reason: null, closedBy: null, closedAt: null } as const;
    await register.store.write(async (tx) => {
      await tx.numbers.putBook({ book: 'SM', year: 2026, next: 11 });
      await tx.numbers.putLease({
        ...lease,
        desk: kadis.id,
        inc: kadis.inc,
        opId: 'o',
        grantedAt: null,
        home: null,
        ...closing,
      });
    });
    const { opId } = await quarantined({ agenda: burned(lease, 1) });
    await refuse(opId, 'Bukan tugas pimpinan');
    const { ranges } = await register.store.read((tx) => gapsOf(tx, { book: 'SM', year: 2026 }));
    expect(ranges[0]).toMatchObject({ from: 1, to: 1, class: 'void', reason: 'refused' });
  });

  it('[P13] [E4] sent again under a new sequence number it is one entry, and every desk that sent it gets the answer', async () => {
    const { args, opId } = await quarantined();
    const copy = await register.desk('kadis', 'Salinan');
    const twin = await copy.register(args, { opId });
    expect(twin).toMatchObject({ status: 'quarantined', code: 'NO_RIGHT_TO_BOOK' });
    expect(await list()).toHaveLength(1);
    const before = [await kadis.hello(), await copy.hello()].map(({ late }) => late.upTo);
    const entry = await shown(opId);
    const done = await accept(opId);
    expect(await list()).toEqual([]);
    expect(await tryAccept(entry)).toEqual(err('NOT_FOUND'));
    expect((await kadis.hello({ late: before[0] })).late.results).toEqual([done.result]);
    const atCopy = { ...done.result, seq: twin.seq, seal: expect.any(String) as string };
    expect((await copy.hello({ late: before[1] })).late.results).toEqual([atCopy]);
  });

  it('[P13] a sequence number at which its id stood over other content keeps its own answer', async () => {
    const { opId } = await quarantined();
    const other = await register.desk('sekretaris');
    await other.register(aLetter(), { opId });
    const { upTo } = (await other.hello()).late;
    await refuse(opId, 'Bukan tugas pimpinan');
    expect((await other.hello({ late: upTo })).late.results).toEqual([]);
  });

  it.each([
    ['hash', 'x'],
    ['desk', 'another'],
    ['inc', 2],
    ['seq', 7],
  ] as const)('[P13] of which the %s is not the one that was shown is not decided on', async (field, value) => {
    const { opId, args } = await quarantined();
    const entry = { ...(await shown(opId)), [field]: value };
    expect(await tryAccept(entry)).toEqual(err('NOT_AS_SHOWN'));
    expect(await tryRefuse(entry, 'Keliru')).toEqual(err('NOT_AS_SHOWN'));
    expect(await kadis.letter(args.letterId)).toBeNull();
    expect(await list()).toMatchObject([{ opId }]);
  });

  it('[P13] a sign-in that did not count is no entry', async () => {
    const account = { ...kadis.account, id: 'aptika', username: 'aptika', personId: 'aptika' };
    await kadis.push([kadis.signInOp(account)]);
    expect(await list()).toEqual([]);
  });
});

describe('an entry of a command that was unknown', () => {
  /** As a server left it that did not know the command. */
  async function unknownThen(args = aLetter(), account = 'tu'): Promise<Operation> {
    const desk = await register.desk(account);
    const op = desk.registerOp(args);
    const result = { seq: op.seq, opId: op.opId, status: 'quarantined', rv: null, code: 'UNKNOWN_OP' } as const;
    await register.store.write(async (tx) => {
      const { opId, hash, seq, inc } = op;
      const answer = { status: 'quarantined', result: JSON.stringify(result), rv: null, late: null };
      const came = { desk: desk.id, inc, seq, forked: false, opId, hash, receivedAt: register.clock.now() };
      const { entry, author } = identityOf({ ...op }, sha256);
      const whose = { entry, author, vouched: true, lineage: desk.id };
      await tx.desks.addOp({ ...came, ...answer, ...whose, body: JSON.stringify(op) });
      const row = await tx.desks.get(desk.id);
      if (row) await tx.desks.put({ ...row, lastSeq: seq, lastHash: hash });
    });
    return op;
  }

  it('[P13] [V2] runs by itself once the command is known, with the rights of its author', async () => {
    const args = aLetter();
    const known = await unknownThen(args);
    const without = await unknownThen(aLetter(), 'aptika');
    expect(await rerunUnknown(parts())).toBe(2);
    const answers = await Promise.all(
      [known, without].map(({ desk, inc, seq }) =>
        register.store.read(async (tx) => (await tx.desks.op({ desk, inc, seq, forked: false }))?.result ?? ''),
      ),
    );
    expect(answers.map((text) => JSON.parse(text) as unknown)).toMatchObject([
      { status: 'applied', agenda: { no: 1 } },
      { status: 'quarantined', code: 'NO_RIGHT_TO_BOOK' },
    ]);
    expect(await rerunUnknown(parts())).toBe(0);
    expect((await kadis.letter<Letter>(args.letterId))?.agenda.no).toBe(1);
  });

  it('[V2] [E4] sent again under a new sequence number it runs once', async () => {
    const args = aLetter();
    const { opId } = await unknownThen(args);
    const copy = await register.desk('tu', 'Salinan');
    const twin = await copy.register(args, { opId });
    const { upTo } = (await copy.hello()).late;
    expect(await rerunUnknown(parts())).toBe(1);
    expect((await copy.hello({ late: upTo })).late.results).toMatchObject([
      { seq: twin.seq, status: 'applied', agenda: { no: 1 } },
    ]);
  });

  it('[V2] stays quarantined as long as it is not; an administrator cannot accept it before', async () => {
    const { opId, status } = await kadis.say('letter.telepathy', { x: 1 });
    expect(status).toBe('quarantined');
    expect(await rerunUnknown(parts())).toBe(0);
    expect(await list()).toMatchObject([{ opId, code: 'UNKNOWN_OP', acceptable: false }]);
    expect((await accept(opId)).result).toMatchObject({ status: 'quarantined', code: 'UNKNOWN_OP' });
  });

  it('[P13] is sent many changed answers a piece at a time', async () => {
    for (let i = 0; i < 6; i++) await kadis.push(Array.from({ length: 100 }, () => kadis.registerOp(aLetter())));
    for (const entry of await list()) await tryRefuse(namedAs(entry), 'Uji');
    const received = new Set<string>();
    for (let after = 0, more = true; more;) {
      const { late } = await kadis.hello({ late: after });
      for (const { opId } of late.results) received.add(opId);
      more = late.results.length > 0;
      after = late.upTo;
    }
    expect(received.size).toBe(600);
  });
});
