import { beforeEach, describe, expect, it } from 'vitest';
import { desksAnswer, gapsAnswer, trustPaths, type DeskEntry } from '../../shared/sync/trust-api.ts';
import { registerArgs } from '../support/builders.ts';
import { burned, newId, type DeskClient } from '../support/desk-client.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let admin: DeskClient;
let tu: DeskClient;
beforeEach(async () => {
  register = await testRegister();
  admin = await register.desk('admin', 'Meja Admin');
  tu = await register.desk('tu', 'Loket');
});

async function entry(id: string): Promise<DeskEntry | undefined> {
  const answer = await admin.send('GET', trustPaths.desks);
  return desksAnswer.parse(answer.json).desks.find((desk) => desk.id === id);
}
const change = (body: unknown, by: DeskClient = admin) => by.send('POST', `${trustPaths.desks}/${tu.id}`, body);
const retire = (lost: boolean) => admin.send('POST', `${trustPaths.desks}/${tu.id}/retire`, { lost });
const ranges = async () =>
  gapsAnswer
    .parse((await admin.send('GET', `${trustPaths.gaps}?book=SM&year=2026`)).json)
    .ranges.map(({ from, to, class: name, reason, by }) => [from, to, name, reason, by]);

describe('the desks of the office', () => {
  it('are listed with their blocks, and without token, chain or machine', async () => {
    const lease = await tu.lease(2026);
    const answer = await admin.send('GET', trustPaths.desks);
    expect(await entry(tu.id)).toMatchObject({
      code: 'D02',
      name: 'Loket',
      inc: 1,
      retired: false,
      lost: false,
      blocks: [{ book: 'SM', year: 2026, from: lease.from, to: lease.to }],
    });
    expect(answer.bytes.toString()).not.toMatch(/token|hash|machine/i);
  });

  it('take another name and another size of block', async () => {
    expect((await change({ name: '  Loket Depan ', blockSize: 25 })).status).toBe(200);
    expect(await entry(tu.id)).toMatchObject({ name: 'Loket Depan', blockSize: 25 });
    expect((await tu.hello()).blockSize).toBe(25);
  });

  it.each([{ name: ' ' }, { blockSize: 0 }, { blockSize: 501 }, { blockSize: 1.5 }, { name: 'x'.repeat(61) }])(
    'do not take %o',
    async (body) => {
      expect((await change(body)).json).toEqual({ code: 'BAD_REQUEST' });
      expect(await entry(tu.id)).toMatchObject({ name: 'Loket', blockSize: 10 });
    },
  );

  it('are for administrators alone', async () => {
    const paths = ['', '/retire', '/return'].map((end) => `${trustPaths.desks}/${admin.id}${end}`);
    expect((await tu.send('GET', trustPaths.desks)).status).toBe(403);
    for (const path of paths) expect((await tu.send('POST', path, { name: 'x', lost: true })).status).toBe(403);
    expect((await entry(admin.id))?.retired).toBe(false);
  });

  it('one that does not exist is not found', async () => {
    for (const path of ['none', 'none/retire']) {
      const answer = await admin.send('POST', `${trustPaths.desks}/${path}`, { lost: true });
      expect(answer.json).toEqual({ code: 'NOT_FOUND' });
    }
  });
});

describe('a retired desk', () => {
  it('[N6] exchanges no more, and its open numbers stay empty', async () => {
    const lease = await tu.lease(2026);
    await tu.register(registerArgs({ letterId: newId('letter') }), { agenda: burned(lease, 1) });
    expect((await retire(false)).status).toBe(200);
    expect(await entry(tu.id)).toMatchObject({ retired: true, lost: false, blocks: [] });
    expect((await tu.tryPush([])).json).toEqual({ code: 'DESK_RETIRED' });
    expect(await ranges()).toEqual([[2, 10, 'void', 'retired', 'admin']]);
  });

  it('[N3] taken back is accepted again, and a number it burned before it knew stands on its letter', async () => {
    const lease = await tu.lease(2026);
    await retire(true);
    const back = await admin.send('POST', `${trustPaths.desks}/${tu.id}/return`, {});
    expect(back.json).toMatchObject({ retired: false, lost: false, blocks: [] });
    const letterId = newId('letter');
    await tu.signIn('tu', password);
    const result = await tu.register(registerArgs({ letterId }), { agenda: burned(lease, 4) });
    expect(result).toMatchObject({ status: 'applied' });
    expect(await ranges()).toEqual([
      [1, 3, 'lost', 'lost', 'admin'],
      [5, 10, 'lost', 'lost', 'admin'],
    ]);
    expect((await tu.lease(2026)).from).toBe(11);
  });

  it('[N2] declared lost: its open numbers may stand on paper and are given to nobody', async () => {
    await tu.lease(2026);
    await retire(true);
    expect(await entry(tu.id)).toMatchObject({ retired: true, lost: true });
    expect(await ranges()).toEqual([[1, 10, 'lost', 'lost', 'admin']]);
    const other = await register.desk('sekretaris', 'Meja lain');
    expect((await other.lease(2026)).from).toBe(11);
  });
});
