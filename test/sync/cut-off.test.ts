import { describe, expect, it } from 'vitest';
import { exportBundle } from '../../renderer/data/export-bundle.ts';
import type { DeskCore } from '../../main/desk/desk.ts';
import { refuse } from '../../shared/refusal.ts';
import { err } from '../../shared/result.ts';
import { importAt } from '../support/bundle.ts';
import {
  a,
  b,
  beginEachWithCarrying,
  book,
  c,
  letterAt,
  offline,
  other,
  place,
  ready,
  refusal,
  statuses,
  tu,
} from '../support/bundle-office.ts';
import { memoryFile } from '../support/desk-parts.ts';
import { letterArgs } from '../support/letter-args.ts';
import { password, type TestDesk } from '../support/office.ts';
import { settled, until } from '../support/wait.ts';

/** The desk as it starts when both copies of its settings are gone: its token, its accounts and their keys. */
const withoutSettings = async (desk: TestDesk) => {
  const file = memoryFile();
  return { file, core: await desk.coreAlone({ file }) };
};
const repairOf = async ({ desk }: DeskCore) => {
  const info = await desk.describe();
  return info.ok ? info.value.repair : null;
};
const enrolAgain = ({ desk }: DeskCore, username: string) =>
  desk.enrol({ server: 'http://elsewhere.invalid', deskName: 'Lain', username, password });
const fileOf = async ({ desk }: DeskCore): Promise<Blob> => {
  const carried = { carried: () => Promise.resolve(err(refuse('SCAN_STAYS_HERE'))) };
  const made = await exportBundle({ desk, clock: place.clock, scansOf: () => Promise.resolve(null) }, carried);
  if (!made.ok) throw new Error(made.error.code);
  return made.value.file;
};
/** Two letters of `tu` and one of the secretary wait at the desk. */
const threeWait = async (): Promise<readonly (number | null | undefined)[]> => {
  // Known at this desk, so that she gets in without the network.
  tu.wire.mend();
  const secretary = await tu.windowOf('sekretaris');
  await until(secretary, 'settled', () => settled(secretary));
  expect(await tu.core.desk.signIn('tu', password)).toMatchObject({ ok: true });
  await tu.office.syncNow();
  await until(tu.office, 'settled', () => settled(tu.office));
  await offline(tu);
  await book(tu, a);
  await book(tu, b);
  expect(await tu.core.desk.signIn('sekretaris', password)).toMatchObject({ ok: true });
  expect(await secretary.run('letter.register', letterArgs(`s-${a}`))).toMatchObject({ ok: true });
  return [await letterAt(tu, a), await letterAt(tu, b)].map((letter) => letter?.agenda.no);
};

describe('a desk whose settings are gone', () => {
  beginEachWithCarrying();

  it('[D23] says what waits in its journal and of whom, and lets nobody in before it is enrolled again', async () => {
    await threeWait();
    const { core } = await withoutSettings(tu);
    expect(await repairOf(core)).toMatchObject({
      why: 'lost',
      pending: [
        { username: null, entries: 2 },
        { username: null, entries: 1 },
      ],
    });
    expect(await core.desk.signIn('tu', password)).toMatchObject({ ok: false });
    expect(await core.desk.pending(10)).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } });
    await core.close();
  });

  it('[T40][D23] goes on under its own name on an administrator’s word, with every entry and its number', async () => {
    const numbers = await threeWait();
    const { core, file } = await withoutSettings(tu);
    expect(await enrolAgain(core, 'admin')).toMatchObject({ ok: false, error: { code: 'SERVER_UNREACHABLE' } });
    tu.wire.mend();
    expect(await enrolAgain(core, 'tu')).toMatchObject({ ok: false, error: { code: 'NEEDS_ADMINISTRATOR' } });
    const before = await core.desk.describe();
    expect(await enrolAgain(core, 'admin')).toMatchObject({ ok: true, value: { online: true } });
    expect(await repairOf(core)).toBeNull();
    expect(await enrolAgain(core, 'admin')).toMatchObject({ ok: false, error: { code: 'ALREADY_ENROLLED' } });
    const after = await core.desk.describe();
    expect(after.ok && before.ok && after.value.desk).toEqual(before.ok && before.value.desk);
    await core.close();
    const back = await tu.restart({ folder: { file } });
    await back.office.syncNow();
    await until(back.office, 'settled', () => settled(back.office));
    expect(await back.office.attention()).toEqual([]);
    await other.office.syncNow();
    await until(other.office, 'the letters are here', async () => (await letterAt(other, b)) !== null);
    expect([await letterAt(other, a), await letterAt(other, b)].map((letter) => letter?.agenda.no)).toEqual(numbers);
    await book(back, c);
    await until(back.office, 'settled again', () => settled(back.office));
    expect(numbers).not.toContain((await letterAt(back, c))?.agenda.no);
    await back.close();
  });

  it('[T40] ends the old token, and the sessions it was used with', async () => {
    const image = await tu.image();
    const { core } = await withoutSettings(tu);
    tu.wire.mend();
    expect(await enrolAgain(core, 'admin')).toMatchObject({ ok: true });
    await core.close();
    const thief = await tu.coreAlone(image);
    expect(await thief.desk.signIn('tu', password)).toMatchObject({ ok: false, error: { code: 'DESK_UNKNOWN' } });
    // It learns that it was refused, and can be repaired the same way.
    expect(await repairOf(thief)).toMatchObject({ why: 'refused' });
    await thief.close();
  });

  it('[T41] signs with the new key what its author’s former ones vouch for, and nothing else', async () => {
    await threeWait();
    const { core, file } = await withoutSettings(tu);
    tu.wire.mend();
    await enrolAgain(core, 'admin');
    tu.wire.cut();
    await core.close();
    tu.wire.mend();
    const again = await tu.coreAlone({ file });
    expect(await again.desk.signIn('tu', password)).toMatchObject({ ok: true, value: { online: true } });
    const waiting = await again.desk.pending(100);
    if (!waiting.ok) throw new Error(waiting.error.code);
    const letters = waiting.value.filter(({ name }) => name === 'letter.register');
    const mine = letters.filter(({ by }) => by.account === tu.account.id);
    const signIn = waiting.value.findLast(({ name }) => name === 'session.signIn');
    expect(mine).toHaveLength(2);
    expect(mine.map(({ proof }) => proof?.key)).toEqual([signIn?.proof?.key, signIn?.proof?.key]);
    const theirs = letters.find(({ by }) => by.account !== tu.account.id);
    expect(theirs?.proof?.key).not.toBe(signIn?.proof?.key);
    await again.close();
  });

  it('[T42] gives a file out that only an administrator brings in; what its authors signed counts, with its numbers', async () => {
    const numbers = await threeWait();
    const { core } = await withoutSettings(tu);
    const file = await fileOf(core);
    await core.close();
    expect(await refusal(other, file)).toBe('CARRY_UNSIGNED');
    const admin = await ready('admin');
    expect(await statuses(admin, file)).toEqual(['applied', 'applied', 'applied']);
    expect((await importAt(admin, file)).ok).toBe(true);
    await other.office.syncNow();
    await until(other.office, 'the letters are here', async () => (await letterAt(other, b)) !== null);
    expect([await letterAt(other, a), await letterAt(other, b)].map((letter) => letter?.agenda.no)).toEqual(numbers);
    await admin.close();
  });
});
