import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryStore } from '../../../renderer/data/memory-store.ts';
import type { Store } from '../../../renderer/data/store.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { letterArgs } from '../../support/letter-args.ts';
import { openTestOffice, type TestDesk, type TestOffice } from '../../support/office.ts';
import { settled, until } from '../../support/wait.ts';

interface DoorStore extends Store {
  /** Name of the error with which it refuses to be opened; null: it opens. */
  fault: string | null;
  opened: number;
  /** Called before every read of all rows. */
  beforeRows: () => Promise<void>;
}

/** A store that opens only when it is allowed to. */
function doorStore(inner: Store = memoryStore()): DoorStore {
  const store: DoorStore = {
    ...inner,
    fault: null,
    opened: 0,
    beforeRows: () => Promise.resolve(),
    open: async () => {
      store.opened++;
      if (store.fault !== null) throw new DOMException('the local store does not open', store.fault);
      await inner.open();
    },
    all: async (table) => {
      if (table === 'rows') await store.beforeRows();
      return inner.all(table);
    },
  };
  return store;
}

describe('[D6] a window on a stand-in of its store', () => {
  let place: TestOffice;
  beforeEach(async () => {
    place = await openTestOffice({ report: () => undefined });
  });
  afterEach(() => place.close());

  const subjects = ({ office }: Pick<TestDesk, 'office'>): string[] => {
    const list = office.letters({ text: 'sementara' });
    return Array.from({ length: list.total }, (_, i) => list.line(i)?.subject ?? '').sort();
  };
  const book = (desk: TestDesk, id: string) =>
    desk.office.run('letter.register', letterArgs(id, { subject: `Sementara ${id}`, letterNumber: id }));
  const isBack = ({ office }: TestDesk) => until(office, 'back', () => settled(office) && !office.sync().safeMode);

  /** A desk with the letter `a` in its store, opened again while the store refuses. */
  const standing = async (fault = 'UnknownError'): Promise<{ desk: TestDesk; store: DoorStore }> => {
    const store = doorStore();
    const before = await place.desk('tu', { store });
    await until(before.office, 'read', () => settled(before.office));
    expect(await book(before, 'a')).toMatchObject({ ok: true });
    await until(before.office, 'sent', () => settled(before.office));
    store.fault = fault;
    const desk = await before.restart();
    expect(desk.office.sync().safeMode).toBe(true);
    await until(desk.office, 'read again', () => settled(desk.office) && subjects(desk).length === 1);
    return { desk, store };
  };

  it('goes on on the store by itself once that answers, with everything entered meanwhile', async () => {
    const { desk, store } = await standing();
    expect(await book(desk, 'b')).toMatchObject({ ok: true });
    await until(desk.office, 'sent', () => settled(desk.office));
    desk.wire.cut();
    expect(await book(desk, 'c')).toMatchObject({ ok: true });
    store.fault = null;
    await until(desk.office, 'back', () => !desk.office.sync().safeMode);
    expect((await store.all('outbox')).map(({ key }) => key)).toEqual(['letter:c']);
    desk.wire.mend();
    await isBack(desk);
    expect(subjects(desk)).toEqual(['Sementara a', 'Sementara b', 'Sementara c']);
    expect(await book(desk, 'd')).toMatchObject({ ok: true });
    expect(await store.get('rows', 'letter:d')).toBeDefined();
    expect(desk.office.pendingOf('letter', 'c')).toBe(0);
  });

  it('shows at every moment what it showed, so that no form is closed over it', async () => {
    const { desk, store } = await standing();
    await book(desk, 'b');
    await until(desk.office, 'sent', () => settled(desk.office));
    const missing: unknown[] = [];
    const look = async (): Promise<void> => {
      if ((await desk.office.get<Letter>('letter', 'b')) === null) missing.push(desk.office.sync());
      if (subjects(desk).length < 2) missing.push(subjects(desk));
    };
    const stop = desk.office.onChange(() => void look());
    store.fault = null;
    await isBack(desk);
    await look();
    stop();
    expect(missing).toEqual([]);
  });

  it('keeps in sight what was entered while the store was being read', async () => {
    const { desk, store } = await standing();
    desk.wire.cut();
    let entered: unknown = null;
    store.beforeRows = async () => {
      store.beforeRows = () => Promise.resolve();
      entered = await book(desk, 'b');
    };
    store.fault = null;
    await until(desk.office, 'back', () => !desk.office.sync().safeMode);
    expect(entered).toMatchObject({ ok: true });
    expect(subjects(desk)).toEqual(['Sementara a', 'Sementara b']);
    expect((await store.all('outbox')).map(({ key }) => key)).toEqual(['letter:b']);
  });

  it('takes over an entry that is confirmed only after the move', async () => {
    const { desk, store } = await standing();
    desk.wire.cut();
    const core = desk.core.desk as { append: typeof desk.core.desk.append };
    const append = core.append;
    let confirm = (): void => undefined;
    const held = new Promise<void>((resolve) => (confirm = resolve));
    core.append = async (draft) => {
      await held;
      return append(draft);
    };
    const saving = book(desk, 'b');
    store.fault = null;
    await until(desk.office, 'back', () => !desk.office.sync().safeMode);
    confirm();
    expect(await saving).toMatchObject({ ok: true });
    core.append = append;
    await until(desk.office, 'there', () => subjects(desk).length === 2);
    expect(await store.get('rows', 'letter:b')).toBeDefined();
  });

  it('leaves alone a store of a later program', async () => {
    const { desk, store } = await standing('VersionError');
    const { opened } = store;
    store.fault = null;
    await place.pass(10 * 60_000);
    expect(desk.office.sync().safeMode).toBe(true);
    expect(store.opened).toBe(opened);
  });

  it('closes while its store still refuses', async () => {
    const { desk, store } = await standing();
    await place.pass(45_000);
    const { opened } = store;
    await desk.office.close();
    await place.pass(10 * 60_000);
    expect(store.opened).toBe(opened);
  });
});
