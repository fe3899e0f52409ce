import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Office } from '../../renderer/data/office.ts';
import type { RecordKind } from '../../shared/records/kind.ts';
import type { RecordType } from '../../shared/records/kinds.ts';
import type { Memo, Note } from '../support/example-kinds.ts';
import { textOf } from '../support/failing-store.ts';
import { openTestOffice, type TestDesk, type TestOffice } from '../support/office.ts';
import { settled, until } from '../support/wait.ts';

// The line that a new kind is in the registry. Nothing else of the program knows the two.
vi.mock('../../shared/records/registry.ts', async (original) => {
  const { recordKinds } = await original<{ readonly recordKinds: readonly RecordKind[] }>();
  const { memoKind, noteKind } = await import('../support/example-kinds.ts');
  return { recordKinds: [...recordKinds, noteKind, memoKind] };
});

/** A screen of a kind names it; the compiler knows those of the registry as it is. */
const [note, memo] = ['note', 'memo'] as unknown as readonly [RecordType, RecordType];
const rowsOf = async ({ store }: TestDesk) =>
  (await store.keys('rows')).filter((key) => String(key).startsWith('memo:'));
const notesOf = ({ office }: TestDesk) => office.records(note) as unknown as readonly Note[];

describe('a kind of record that is a definition and a line in the registry', () => {
  let place: TestOffice;
  beforeEach(async () => {
    place = await openTestOffice();
  });
  afterEach(() => place.close());

  const ready = async (username: string): Promise<TestDesk> => {
    const desk = await place.desk(username);
    await until(desk.office, 'settled', () => settled(desk.office));
    return desk;
  };
  const write = (office: Office, noteId: string, secretFor: readonly string[] = []) =>
    office.run('note.write', { noteId, text: 'Catatan rapat', secretFor });

  it('is entered at a desk without the network, judged by the register, and stands on another desk', async () => {
    const [tu, kadis] = [await ready('tu'), await ready('kadis')];
    tu.wire.cut();
    expect(await write(tu.office, 'n')).toMatchObject({ ok: true });
    expect(await write(tu.office, 'n')).toMatchObject({ ok: false, error: [{ code: 'ALREADY_BOOKED' }] });
    expect(notesOf(tu)).toMatchObject([{ id: 'n', text: 'Catatan rapat' }]);
    expect(notesOf(kadis)).toEqual([]);
    tu.wire.mend();
    await tu.office.syncNow();
    await until(kadis.office, 'it arrives', () => notesOf(kadis).length === 1);
    await kadis.office.run('note.remark', { noteId: 'n', text: 'Setuju' });
    await until(tu.office, 'the remark arrives', () => notesOf(tu)[0]?.acts.length === 1);
    expect(await tu.office.get(note, 'n')).toEqual(await kadis.office.get(note, 'n'));
    expect(await tu.office.attention()).toEqual([]);
  });

  it('reaches a desk that comes later and one whose store was lost', async () => {
    const tu = await ready('tu');
    await write(tu.office, 'n');
    await until(tu.office, 'sent', () => settled(tu.office));
    const later = await ready('kadis');
    expect(notesOf(later)).toMatchObject([{ id: 'n' }]);
    const again = await tu.restart({ storeLost: true });
    await until(again.office, 'read again', () => settled(again.office));
    expect(notesOf(again)).toMatchObject([{ id: 'n' }]);
  });

  it('[S2] is hidden by its own readers', async () => {
    const [tu, kadis, other] = [await ready('tu'), await ready('kadis'), await ready('prakom')];
    await write(tu.office, 's', ['kepala-dinas']);
    await write(tu.office, 'n');
    await until(kadis.office, 'both arrive', () => notesOf(kadis).length === 2);
    await until(other.office, 'the open one arrives', () => notesOf(other).length === 1);
    expect(notesOf(other)).toMatchObject([{ id: 'n' }]);
    expect(await textOf(other.store, () => '')).not.toContain('"s"');
  });

  it('[N1] [N7] takes numbers from its own book, at the desk without the network and from the register with it', async () => {
    const [tu, kadis] = [await ready('tu'), await ready('kadis')];
    const memoOf = (memoId: string) => ({ memoId, on: '2026-10-08', subject: 'Contohan', remark: '' });
    const numberOf = async (memoId: string) => (await kadis.office.get<Memo>(memo, memoId))?.agenda;
    const letters = tu.office.letters({}).line(0)?.agenda.no ?? 0;
    tu.wire.cut();
    await until(tu.office, 'offline', () => tu.office.sync().phase === 'offline');
    expect(await tu.office.run('memo.write', memoOf('a'))).toMatchObject({
      value: { agenda: { book: 'ND', no: 1 } },
    });
    expect(letters).toBeGreaterThan(1);
    tu.wire.mend();
    await tu.office.syncNow();
    await until(tu.office, 'sent', () => settled(tu.office));
    await tu.office.run('memo.write', memoOf('b'));
    await until(kadis.office, 'both arrive', async () => ((await numberOf('b'))?.no ?? null) !== null);
    expect(await numberOf('a')).toMatchObject({ book: 'ND', no: 1, conflict: false });
    expect((await numberOf('b'))?.no).toBeGreaterThan(1);
    expect(await tu.office.attention()).toEqual([]);
  });

  it('is listed if it says so: its lines in the book, its documents in the packs of the first sync', async () => {
    const tu = await ready('tu');
    for (let i = 0; i < 30; i++) {
      await tu.office.run('memo.write', { memoId: `m${i}`, on: '2026-10-08', subject: `Contohan ${i}`, remark: 'isi' });
    }
    await until(tu.office, 'sent', () => settled(tu.office));
    const later = await ready('kadis');
    expect(later.office.letters({ text: 'contohan' }).total).toBe(30);
    expect(await rowsOf(later)).toEqual([]);
    expect(await later.office.get<Memo>(memo, 'm7')).toMatchObject({ subject: 'Contohan 7', remark: 'isi' });
    const again = await later.restart();
    await until(again.office, 'settled', () => settled(again.office));
    expect(await again.office.get<Memo>(memo, 'm7')).toMatchObject({ subject: 'Contohan 7', remark: 'isi' });
    expect(again.office.letterLine('m7')).toMatchObject({ subject: 'Contohan 7' });
    // The sums agreed: nothing was fetched again, into rows of its own.
    expect(await rowsOf(again)).toEqual([]);
  });
});
