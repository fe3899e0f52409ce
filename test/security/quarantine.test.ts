import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../server/auth/tokens.ts';
import { identityOf } from '../../server/sync/entry.ts';
import { rerunUnknown } from '../../server/sync/late.ts';
import { masterCache } from '../../server/sync/masters.ts';
import { quarantineAnswer, trustPaths, type QuarantinedEntry } from '../../shared/sync/trust-api.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let admin: DeskClient;
let desk: DeskClient;
beforeEach(async () => {
  register = await testRegister();
  admin = await register.desk('admin', 'Meja Admin');
  desk = await register.desk('prakom', 'Loket bersama');
});

/** Something of a command nobody knows. */
const strange = (characters: number) => desk.op('surat.masa-depan', { pad: 'y'.repeat(characters) });
const send = async (characters: number) => (await desk.push([strange(characters)])).results[0];

interface Page {
  readonly entries: readonly QuarantinedEntry[];
  readonly bytes: number;
}

/** Every page an administrator is answered. */
async function pages(): Promise<readonly Page[]> {
  const found: Page[] = [];
  for (let after: number | null = 0; after !== null;) {
    const answer = await admin.send('GET', `${trustPaths.quarantine}?after=${after}`);
    expect(answer.status).toBe(200);
    const page = quarantineAnswer.parse(answer.json);
    found.push({ entries: page.entries, bytes: answer.bytes.length });
    after = page.next;
  }
  return found;
}

describe('a clerk who sends what nobody understands', () => {
  it('[P13] fills no more than a page at a time of what an administrator is shown, and he sees all of it', async () => {
    const sent: string[] = [];
    for (let i = 0; i < 4; i++) {
      sent.push((await send(400_000))?.opId ?? '');
      const few = Array.from({ length: 30 }, () => strange(100));
      sent.push(...(await desk.push(few)).results.map(({ opId }) => opId));
    }
    const shown = await pages();
    expect(shown.flatMap(({ entries }) => entries.map(({ opId }) => opId))).toEqual(sent);
    expect(Math.max(...shown.map(({ entries }) => entries.length))).toBeLessThanOrEqual(50);
    expect(Math.max(...shown.map(({ bytes }) => bytes))).toBeLessThan(1_000_000);
  });

  it('[P13] is refused what is more than anybody can decide on, and no other account at his desk', async () => {
    const answers: unknown[] = [];
    for (let i = 0; i < 17; i++) answers.push((await send(1_000_000))?.code);
    expect(answers.slice(0, 16)).toEqual(Array.from({ length: 16 }, () => 'UNKNOWN_OP'));
    const over = await send(10);
    expect(over).toMatchObject({ status: 'rejected', code: 'QUARANTINE_FULL', rv: null });
    await desk.push([desk.signOutOp()]);
    await desk.signIn('tu', password);
    await desk.push([desk.signInOp()]);
    expect(await desk.say('surat.masa-depan', {})).toMatchObject({ status: 'quarantined', code: 'UNKNOWN_OP' });
  });

  it('[P13] is not given the room of another one by a copy of his desk', async () => {
    for (let i = 0; i < 17; i++) await send(1_000_000);
    const copy = desk.copy();
    await copy.renew('mesin-lain');
    const [again] = (await copy.push([copy.op('surat.masa-depan', {})])).results;
    expect(again).toMatchObject({ status: 'rejected', code: 'QUARANTINE_FULL' });
  });
});

it('[V2] a start runs what it understands now a piece at a time, however much that is', async () => {
  const tu = await register.desk('tu');
  const waiting = 120;
  await register.store.write(async (tx) => {
    for (let i = 0; i < waiting; i++) {
      const op = tu.registerOp(registerArgs({ letterId: newId('letter') }));
      const { opId, hash, seq, inc } = op;
      const result = { seq, opId, status: 'quarantined', rv: null, code: 'UNKNOWN_OP' } as const;
      await tx.desks.addOp({
        ...{ desk: tu.id, inc, seq, forked: false, opId, hash, rv: null, late: null, lineage: tu.id, vouched: true },
        ...{ status: 'quarantined', result: JSON.stringify(result), body: JSON.stringify(op), receivedAt: 0 },
        ...{ entry: identityOf({ ...op }, sha256).entry, author: 'tu' },
      });
    }
  });
  const { store, clock } = register;
  let pieces = 0;
  const counted = {
    ...store,
    write: <T>(...asked: Parameters<typeof store.write<T>>) => {
      pieces += 1;
      return store.write(...asked);
    },
  };
  const onBug = (error: unknown): never => {
    throw error;
  };
  expect(await rerunUnknown({ store: counted, clock, masters: masterCache(), onBug })).toBe(waiting);
  expect(pieces).toBe(Math.ceil(waiting / 50));
});
