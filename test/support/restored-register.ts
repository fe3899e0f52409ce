import { beforeEach, expect } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import type { Lease } from '../../shared/sync/protocol.ts';
import { desksAnswer, trustPaths } from '../../shared/sync/trust-api.ts';
import { newId, type DeskClient } from './desk-client.ts';
import { registerArgs } from './builders.ts';
import { testRegister, type TestRegister } from './register.ts';

/** The running register; another one after every restore. */
export let register: TestRegister;
export let tu: DeskClient;
export let other: DeskClient;
/** There only after {@link beginEachWithAdministrator}. */
export let admin: DeskClient;
/** All desks of the test that runs: they go on with whichever register is there. */
let desks: readonly DeskClient[] = [];

/** A register of its own for each test of the file, with a clerk's desk and the secretary's. */
export function beginEachWithTwoDesks(): void {
  beforeEach(async () => {
    register = await testRegister();
    tu = await register.desk('tu');
    other = await register.desk('sekretaris');
    desks = [tu, other];
  });
}

/** The same beside the desk of an administrator, who is there first. */
export function beginEachWithAdministrator(): void {
  beforeEach(async () => {
    register = await testRegister();
    admin = await register.desk('admin');
    tu = await register.desk('tu');
    other = await register.desk('sekretaris');
    desks = [admin, tu, other];
  });
}

/** What an administrator reads of a desk's faults. */
export async function faultsOf({ id }: DeskClient): Promise<readonly string[]> {
  const { desks } = desksAnswer.parse((await admin.send('GET', trustPaths.desks)).json);
  return desks.find((desk) => desk.id === id)?.faults.map(({ kind }) => kind) ?? [];
}

/** The number the book of 2026 goes on with. */
export const nextOf = () => register.store.read(async (tx) => (await tx.numbers.book('SM', 2026))?.next ?? 1);

export const aLetter = (more = {}) => registerArgs({ letterId: newId('letter'), ...more });
export const clockOf = () => register.store.read((tx) => tx.clock());

/** Replaces the register by a backup, and its mark with it: nobody knows. */
export async function restore(backup: Buffer): Promise<void> {
  register = await testRegister({ from: backup, at: register.clock.now() });
  for (const desk of desks) desk.wire = register.wire;
}

/** As the engine does: with the register's newest water. */
export async function shakeHands(desk: DeskClient) {
  return desk.hello();
}

/** A block as the desk that holds it remembers it. */
export const rememberedBlock = (lease: Lease, used: number | null = null, closed = false) => ({
  ...lease,
  inc: 1,
  used,
  closed,
});

/** Restores, and lets `tu`, which had received the register's last water, discover it. */
export async function restored(backup: Buffer): Promise<string> {
  const { epoch } = await clockOf();
  await tu.hello();
  await restore(backup);
  expect((await shakeHands(tu)).state).toBe('recovery');
  return epoch;
}

export async function book(desk: DeskClient, options = {}, more = {}): Promise<Letter> {
  const args = aLetter(more);
  await desk.register(args, options);
  return (await desk.letter<Letter>(args.letterId)) as Letter;
}

export const subjectOf = async (id: string) => (await tu.letter<Letter>(id))?.subject;
export const correct = (desk: DeskClient, letterId: string, subject: string, base = {}) =>
  desk.say('letter.correct', { letterId, set: { subject } }, { base });
