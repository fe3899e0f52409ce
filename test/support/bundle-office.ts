import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { importAt } from './bundle.ts';
import { letterArgs } from './letter-args.ts';
import { openTestOffice, type TestDesk, type TestOffice } from './office.ts';
import { hashOf, pdfBytes, pieces, scanArgs } from './scan-parts.ts';
import { settled, until } from './wait.ts';

export const bytes = pdfBytes(1_300_000);
export const sha256 = hashOf(bytes);

export let place: TestOffice;
export let tu: TestDesk;
export let other: TestDesk;
/** A word of this test alone, in every letter it books. */
export let turn = '';
export let a = '';
export let b = '';
export let c = '';

let made = 0;
/** Those who book letters; nobody else gets a block (PROTOCOL N9). */
const books = ['tu', 'sekretaris'];
export const ready = async (username: string): Promise<TestDesk> => {
  const desk = await place.desk(username, { deskName: `Meja ${++made}` });
  await until(desk.office, 'settled, with numbers', async () => {
    const leases = await desk.core.desk.leases();
    const numbered = !books.includes(username) || (leases.ok && leases.value.length > 0);
    return settled(desk.office) && numbered;
  });
  return desk;
};
export const offline = async (desk: TestDesk): Promise<void> => {
  desk.wire.cut();
  await desk.office.syncNow();
  await until(desk.office, 'offline', () => desk.office.sync().phase === 'offline');
};
export const book = async (desk: TestDesk, id: string): Promise<void> => {
  expect(
    await desk.office.run('letter.register', letterArgs(id, { letterNumber: id, subject: `Rapat ${turn}` })),
  ).toMatchObject({ ok: true });
};
export const attach = async ({ core, office, account }: TestDesk, letterId: string): Promise<void> => {
  const stored = await core.scans?.put(pieces(bytes, 300_000), letterId, account.id);
  if (!stored?.ok) throw new Error('not stored');
  const scan = scanArgs(stored.value, `scan-of-${letterId}`);
  expect(await office.run('letter.attachScan', { letterId, scan })).toMatchObject({ ok: true });
};
export const letterAt = (desk: TestDesk, id: string) => desk.office.get<Letter>('letter', id);
export const statuses = async (desk: TestDesk, file: Blob): Promise<readonly string[]> => {
  const imported = await importAt(desk, file);
  if (!imported.ok) throw new Error(imported.error.code);
  expect(imported.value.ended).toBeNull();
  return imported.value.entries.map(({ result }) => result.status);
};
/** The refusal of a bundle, whether by this desk or by the server. */
export const refusal = async (desk: TestDesk, file: Blob): Promise<string | undefined> => {
  const imported = await importAt(desk, file);
  return imported.ok ? imported.value.ended?.code : imported.error.code;
};

/** One office for the tests of bundles, and another PC without the network for each of them. */
export function beginEachWithCarrying(): void {
  beforeAll(async () => {
    place = await openTestOffice();
    other = await ready('sekretaris');
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    tu = await ready('tu');
    turn = `giliran${made}z`;
    [a, b, c] = [`a-${turn}`, `b-${turn}`, `c-${turn}`];
    await offline(tu);
  });
  afterEach(() => tu.close());
}
