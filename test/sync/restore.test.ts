import { describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import type { Position } from '../../shared/people/people.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { letterArgs } from '../support/letter-args.ts';
import { openTestOffice, type TestDesk } from '../support/office.ts';
import { officeForEach } from '../support/office-for-each.ts';
import { settled, until } from '../support/wait.ts';

describe('a server that was restored from a backup', () => {
  const place = officeForEach();
  const { ready } = place;
  const again = async (desk: TestDesk): Promise<void> => {
    // Makes a handshake due, as a restart of the server does by breaking the connection.
    desk.wire.answerOnce('/api/sync/pull', 500, 'INTERNAL');
    await desk.office.syncNow();
    await desk.office.syncNow();
    await until(desk.office, 'settled', () => settled(desk.office) && desk.office.sync().reachable);
  };
  const numberOf = async (desk: TestDesk, id: string): Promise<number | null> =>
    (await desk.office.get<Letter>('letter', id))?.agenda.no ?? null;
  const book = async (desk: TestDesk, id: string): Promise<void> => {
    await desk.office.run('letter.register', letterArgs(id, { letterNumber: id }));
    await until(desk.office, 'settled', () => settled(desk.office));
  };

  it.each([['kept'], [undefined]] as const)(
    '[E2] [E1] gets everything replayed, with the numbers it had, and nobody has to act (mark: %s)',
    async (mark) => {
      const tu = await ready('tu');
      const kadis = await ready('kadis');
      await book(tu, 'before');
      const restore = await place.backup();
      await again(tu);
      for (const id of ['a', 'b', 'c']) await book(tu, id);
      const numbers = await Promise.all(['before', 'a', 'b', 'c'].map((id) => numberOf(tu, id)));
      await restore(mark === undefined ? {} : { mark });
      await again(tu);
      await again(kadis);
      await until(kadis.office, 'there', () => kadis.office.letters({ text: 'Rapat koordinasi' }).total === 4);
      await again(tu);
      expect(await Promise.all(['before', 'a', 'b', 'c'].map((id) => numberOf(tu, id)))).toEqual(numbers);
      expect(await Promise.all(['before', 'a', 'b', 'c'].map((id) => numberOf(kadis, id)))).toEqual(numbers);
      expect(await tu.office.attention()).toEqual([]);
      expect(tu.office.sync()).toMatchObject({ phase: 'idle', pause: null, numbering: 'open' });
      await book(tu, 'd');
      expect(numbers).not.toContain(await numberOf(tu, 'd'));
      expect(await numberOf(tu, 'd')).not.toBeNull();
    },
  );

  it.each([['kept'], [undefined]] as const)(
    '[E2] gets everything replayed before a desk pulls, though no broken connection caused a handshake (mark: %s)',
    async (mark) => {
      const tu = await ready('tu');
      const restore = await place.backup();
      await book(tu, 'a');
      const number = await numberOf(tu, 'a');
      await restore(mark === undefined ? {} : { mark });
      await tu.office.syncNow();
      await tu.office.syncNow();
      await until(tu.office, 'settled', () => settled(tu.office) && tu.office.sync().reachable);
      expect(await numberOf(tu, 'a')).toBe(number);
      expect(await tu.office.attention()).toEqual([]);
      const kadis = await ready('kadis');
      expect(await numberOf(kadis, 'a')).toBe(number);
    },
  );

  it.each([['goes on'], ['is started again']] as const)(
    '[E1] [T12] is found by a desk that merely read what was lost, and goes on with it (the program: %s)',
    async (program) => {
      const tu = await ready('tu');
      let kadis = await ready('kadis');
      const restore = await place.backup();
      await again(tu);
      await again(kadis);
      await book(tu, 'a');
      await kadis.office.syncNow();
      expect(await kadis.office.get<Letter>('letter', 'a')).not.toBeNull();
      tu.wire.cut();
      await restore();
      if (program === 'is started again') kadis = await kadis.restart();
      await again(kadis);
      expect(kadis.office.sync()).toMatchObject({ phase: 'idle', reachable: true, numbering: 'closed' });
    },
  );

  it("[E2] [T10] what an administrator changed takes effect again by the register's seal, whoever's window replays it", async () => {
    const tu = await ready('tu');
    const restore = await place.backup();
    await again(tu);
    const admin = await tu.windowOf('admin');
    await until(admin, 'settled', () => settled(admin));
    const position = admin.master<Position>('position').find(({ id }) => id === 'tu-agenda') as Position;
    const saved = await admin.run('position.save', { doc: { ...position, shortTitle: 'TU baru' } });
    await until(admin, 'settled', () => settled(admin));
    await restore({ mark: 'kept' });
    await tu.core.desk.signIn('tu', 'lembar-demo');
    await again(tu);
    expect(await tu.office.attention()).toEqual([]);
    await tu.core.desk.signIn('admin', 'lembar-demo');
    await admin.syncNow();
    const titleOf = () => admin.master<Position>('position').find(({ id }) => id === 'tu-agenda')?.shortTitle;
    await until(admin, 'replayed', () => titleOf() === 'TU baru' && settled(admin));
    expect(saved.ok).toBe(true);
    expect(await admin.attention()).toEqual([]);
  });

  it('[E2] interrupted after every piece it goes on from what the server has', async () => {
    const tu = await ready('tu');
    const restore = await place.backup();
    await again(tu);
    for (const id of ['a', 'b', 'c', 'd', 'e']) await book(tu, id);
    const numbers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => numberOf(tu, id)));
    await restore();
    // Pieces of one, and answers that are lost.
    tu.wire.answerOnce(paths.reconcile, 413, 'TOO_LARGE');
    tu.wire.loseAnswers(paths.reconcile, 3);
    await until(
      tu.office,
      'settled',
      async () => {
        await tu.office.syncNow();
        return settled(tu.office) && tu.office.sync().reachable;
      },
      20_000,
    );
    await again(tu);
    const kadis = await ready('kadis');
    expect(await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => numberOf(kadis, id)))).toEqual(numbers);
    expect(await tu.office.attention()).toEqual([]);
  });

  it('[E2] pending operations go after what was lost, in one round', async () => {
    const tu = await ready('tu');
    const restore = await place.backup();
    await again(tu);
    await book(tu, 'a');
    tu.wire.cut();
    await tu.office.syncNow();
    await tu.office.run('letter.correct', { letterId: 'a', set: { subject: 'Rapat koordinasi kedua' } });
    await restore();
    tu.wire.mend();
    await tu.office.syncNow();
    await until(tu.office, 'settled', () => settled(tu.office));
    const kadis = await ready('kadis');
    expect(await kadis.office.get('letter', 'a')).toMatchObject({ subject: 'Rapat koordinasi kedua' });
    expect(await tu.office.attention()).toEqual([]);
  });

  it('[N4] without its mark it gives out no number until every desk has reported; letters wait for theirs', async () => {
    const tu = await ready('tu');
    const kadis = await ready('kadis');
    const restore = await place.backup();
    await again(tu);
    await again(kadis);
    await book(tu, 'a');
    await restore();
    kadis.wire.cut();
    await again(tu);
    expect(tu.office.sync()).toMatchObject({ numbering: 'closed', reachable: true });
    await tu.office.run('letter.register', letterArgs('b', { letterNumber: 'b' }));
    await until(tu.office, 'settled', () => settled(tu.office));
    expect(await tu.office.get<Letter>('letter', 'b')).toMatchObject({ agenda: { no: null } });
    kadis.wire.mend();
    await again(kadis);
    await until(tu.office, 'numbered', async () => (await numberOf(tu, 'b')) !== null);
    place.clock.set(place.clock.now() + 61_000);
    await tu.office.syncNow();
    expect(tu.office.sync().numbering).toBe('open');
    expect(await numberOf(tu, 'b')).not.toBe(await numberOf(tu, 'a'));
  });
});

it('[E3] learns of the blocks given out after its backup, and gives none of their numbers to another desk', async () => {
  const place = await openTestOffice({ blockSize: 4 });
  const rangesOf = async ({ core }: TestDesk): Promise<readonly (readonly [number, number])[]> => {
    const leases = await core.desk.leases();
    return leases.ok ? leases.value.map(({ from, to }) => [from, to] as const) : [];
  };
  try {
    const [tu, sekretaris] = [await place.desk('tu'), await place.desk('sekretaris')];
    const both = [tu, sekretaris];
    const rest = async (): Promise<void> => {
      for (const { office } of both) {
        await office.syncNow();
        await until(office, 'settled', () => settled(office) && office.sync().reachable);
      }
    };
    await rest();
    for (const desk of both) await until(desk.office, 'a block', async () => (await rangesOf(desk)).length === 1);
    const restore = await place.backup();
    tu.wire.cut();
    await tu.office.syncNow();
    for (const id of ['a', 'b', 'c']) await tu.office.run('letter.register', letterArgs(id, { letterNumber: id }));
    tu.wire.mend();
    await rest();
    await until(tu.office, 'a second block', async () => (await rangesOf(tu)).length === 2);
    await restore();
    await rest();
    await rest();
    sekretaris.wire.cut();
    await sekretaris.office.syncNow();
    for (const id of ['d', 'e', 'f']) {
      await sekretaris.office.run('letter.register', letterArgs(id, { letterNumber: id }));
    }
    sekretaris.wire.mend();
    await rest();
    await until(sekretaris.office, 'a second block', async () => (await rangesOf(sekretaris)).length === 2);
    const taken = (await Promise.all(both.map(rangesOf))).flat().sort(([a], [b]) => a - b);
    for (const [i, [from]] of taken.entries()) if (i > 0) expect(from).toBeGreaterThan(taken[i - 1]?.[1] ?? 0);
    expect(taken).toHaveLength(4);
  } finally {
    await place.close();
  }
});
