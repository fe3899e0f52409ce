import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gapsAnswer, trustPaths, type GapsAnswer } from '../../shared/sync/trust-api.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { letterArgs } from '../support/letter-args.ts';
import { openTestOffice, type TestDesk, type TestOffice } from '../support/office.ts';
import { settled, until } from '../support/wait.ts';

let place: TestOffice;
beforeEach(async () => {
  place = await openTestOffice({ blockSize: 10 });
});
afterEach(() => place.close());

let made = 0;

async function ready(username: string, deskName: string): Promise<TestDesk> {
  const desk = await place.desk(username, { deskName });
  await until(desk.office, 'settled', () => settled(desk.office));
  return desk;
}

async function offline({ office, wire }: TestDesk): Promise<void> {
  wire.cut();
  await office.syncNow();
  await until(office, 'offline', () => office.sync().phase === 'offline');
}

async function online({ office, wire }: TestDesk): Promise<void> {
  wire.mend();
  await office.syncNow();
  await until(office, 'settled', () => settled(office));
}

async function enter({ office }: TestDesk): Promise<string> {
  const id = `letter-${++made}`;
  const saved = await office.run('letter.register', letterArgs(id, { letterNumber: id }));
  if (!saved.ok) throw new Error(saved.error[0]?.code);
  return id;
}

const numberOf = async ({ office }: TestDesk, id: string): Promise<number | null> =>
  (await office.get<Letter>('letter', id))?.agenda.no ?? null;

/** Books a letter and waits for its number. */
async function book(desk: TestDesk): Promise<number> {
  const id = await enter(desk);
  await until(desk.office, 'numbered', async () => (await numberOf(desk, id)) !== null);
  await until(desk.office, 'settled', () => settled(desk.office));
  return (await numberOf(desk, id)) ?? 0;
}

async function gaps(desk: TestDesk): Promise<GapsAnswer> {
  const answer = await desk.core.forward({
    path: `${trustPaths.gaps}?book=SM&year=2026`,
    method: 'GET',
    headers: { 'x-lembar-account': desk.account.id },
    body: null,
  });
  return gapsAnswer.parse(await new Response(answer.body).json());
}

const from = (first: number, length: number): readonly number[] => Array.from({ length }, (_, i) => first + i);

describe('agenda numbers', () => {
  it('[N13] run on at one desk, with the network and without it', async () => {
    const tu = await ready('tu', 'Meja TU 1');
    const first = (await gaps(tu)).highest + 1;
    const numbers = [await book(tu), await book(tu), await book(tu)];
    await offline(tu);
    for (let i = 0; i < 2; i++) {
      const id = await enter(tu);
      numbers.push((await numberOf(tu, id)) ?? 0);
    }
    await online(tu);
    numbers.push(await book(tu));
    expect(numbers).toEqual(from(first, 6));
  });

  it('[N13] [N14] run on over three desks that take turns', async () => {
    const one = await ready('tu', 'Meja TU 1');
    const first = (await gaps(one)).highest + 1;
    const desks = [one, await ready('sekretaris', 'Meja Sekretaris'), await ready('tu', 'Peramban TU')];
    const numbers: number[] = [];
    for (let i = 0; i < 12; i++) numbers.push(await book(desks[i % 3] as TestDesk));
    expect(numbers).toEqual(from(first, 12));
  });

  it('[N14] run on when a whole stack is entered offline while another desk holds numbers', async () => {
    const other = await ready('sekretaris', 'Meja Sekretaris');
    const tu = await ready('tu', 'Meja TU 1');
    const first = (await gaps(tu)).highest + 1;
    await offline(tu);
    const leases = await tu.core.desk.leases();
    const left = leases.ok ? leases.value.filter(({ closed }) => !closed) : [];
    const ids: string[] = [];
    for (let i = 0; i < 60; i++) ids.push(await enter(tu));
    const burned = (await Promise.all(ids.map((id) => numberOf(tu, id)))).filter((no) => no !== null);
    await online(tu);
    await until(tu.office, 'numbered', async () => (await numberOf(tu, ids.at(-1) ?? '')) !== null);
    await until(other.office, 'settled', () => settled(other.office));
    const numbers = await Promise.all(ids.map((id) => numberOf(tu, id)));
    expect(left.length).toBeGreaterThan(0);
    // Those burned ahead of the sequence are met by it: not one number is left out.
    const rest = 60 - burned.length;
    expect([...numbers].sort((a, b) => (a ?? 0) - (b ?? 0)).slice(0, rest)).toEqual(from(first, rest));
    expect((await gaps(tu)).counts).toMatchObject({ leased: 0, lost: 0 });
  });

  it('[N14] jump over the numbers of a desk that cannot be reached, and say whose they are; the rest come home', async () => {
    const tu = await ready('tu', 'Meja TU 1');
    const away = await ready('sekretaris', 'Meja Sekretaris');
    await until(tu.office, 'moved', () => settled(tu.office));
    const first = (await gaps(tu)).highest + 1;
    const theirs = await away.core.desk.leases();
    const block = theirs.ok ? theirs.value.find(({ closed }) => !closed) : undefined;
    expect(block).toBeDefined();
    await offline(away);
    await place.pass(60_000);
    const numbers: number[] = [];
    const [begin, end] = [block?.from ?? 0, block?.to ?? 0];
    for (let no = first; no < begin + 3; no++) numbers.push(await book(tu));
    expect(numbers.slice(0, begin - first)).toEqual(from(first, begin - first));
    expect(numbers.slice(begin - first)).toEqual(from(end + 1, 3));
    await tu.office.syncNow();
    expect(tu.office.sync().numbers[0]?.absent).toMatchObject([{ from: begin, to: end, name: 'Meja Sekretaris' }]);
    const range = (await gaps(tu)).ranges.find((one) => one.from === begin);
    expect(range).toMatchObject({ class: 'leased', desk: { name: 'Meja Sekretaris' } });
    expect(range?.at).toEqual(expect.any(Number));
    await online(away);
    await until(tu.office, 'they came home', async () => {
      const found = (await gaps(tu)).ranges.find((one) => one.from === begin);
      return found?.class === 'void' && found.reason === 'returned';
    });
    expect(await book(away)).toBe(end + 4);
  });
});
