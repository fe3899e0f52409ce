import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openHighWater, type HighWater, type Opening } from '../../server/numbers/high-water.ts';
import type { MarkFile } from '../../server/numbers/mark.ts';
import { gapsOf } from '../../server/numbers/gaps.ts';
import { beginEpoch, recoveryState } from '../../server/sync/recovery.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let tu: DeskClient;
let text: string | null;
let mark: HighWater;

const file: MarkFile = {
  read: () => (text === null ? Promise.reject(new Error('ENOENT')) : Promise.resolve(text)),
  write: (next) => {
    text = next;
    return Promise.resolve();
  },
};

/** Starts on the files there, as the server does; the mark is kept by hand. */
async function open(opening: Partial<Opening> = {}): Promise<boolean> {
  const at = { asked: false, now: register.clock.now(), ...opening };
  const opened = await openHighWater(
    { beside: file, outside: null },
    register.store,
    newId('epoch'),
    () => () => undefined,
    fail,
    at,
  );
  mark = opened.highWater;
  return opened.restored !== null;
}

function fail(error: unknown): never {
  throw error;
}

/** Replaces the register by a backup and starts on it. */
async function restore(backup: Buffer, opening: Partial<Opening> = {}): Promise<boolean> {
  register = await testRegister({ from: backup, at: register.clock.now() });
  tu.wire = register.wire;
  return open(opening);
}

beforeEach(async () => {
  text = null;
  register = await testRegister();
  await open();
  tu = await register.desk('tu');
});

const state = () => register.store.read(recoveryState);
const counted = [{ book: 'SM', year: 2026 }];

async function book(): Promise<Letter> {
  const letterId = newId('letter');
  await tu.register(registerArgs({ letterId }));
  await mark.raise(counted);
  return (await tu.letter<Letter>(letterId)) as Letter;
}

describe('the mark beside the register', () => {
  it('[E1] [N4] reveals a restored register; numbering continues above the highest ever issued', async () => {
    const backup = await register.copy();
    const lost = [await book(), await book()];
    const { rv } = await register.store.read((tx) => tx.clock());
    expect(await restore(backup)).toBe(true);
    expect((await register.store.read((tx) => tx.clock())).rv).toBeGreaterThan(rv);
    expect(await state()).toMatchObject({ numbering: 'open', since: register.clock.now() });
    expect((await tu.hello()).state).toBe('recovery');
    await tu.recover();
    expect((await book()).agenda.no).toBe((lost[1]?.agenda.no ?? 0) + 1);
    expect(await tu.letter(lost[0]?.id ?? '')).toMatchObject({ agenda: { no: 1 } });
  });

  it('[N4] what it skipped is of the restored server until the letters are back', async () => {
    const backup = await register.copy();
    await book();
    await book();
    await restore(backup);
    const gaps = () => register.store.read((tx) => gapsOf(tx, { book: 'SM', year: 2026 }));
    expect((await gaps()).ranges).toMatchObject([{ from: 1, to: 2, class: 'restored' }]);
    await tu.recover();
    expect((await gaps()).ranges).toEqual([]);
  });

  it('[E2] restores a desk that was enrolled after the backup, with all it can report', async () => {
    const backup = await register.copy();
    const later = await register.desk('sekretaris', 'Meja baru');
    const letterId = newId('letter');
    await later.register(registerArgs({ letterId }));
    await mark.raise(counted);
    await restore(backup);
    later.wire = register.wire;
    // The session was opened after the backup too: the password is asked for again.
    await later.signIn('sekretaris', 'kata-sandi-uji');
    expect(await later.hello()).toMatchObject({ state: 'recovery', lastSeq: 0, inc: 0 });
    await later.recover();
    expect((await later.hello()).state).toBe('ok');
    expect(await later.letter(letterId)).toMatchObject({ agenda: { no: 1 } });
  });

  it('[E1] [E2] reveals a register that lacks a desk, though nobody has entered anything since', async () => {
    const backup = await register.copy();
    const later = await register.desk('sekretaris', 'Meja baru');
    await mark.raise(counted);
    expect(await restore(backup)).toBe(true);
    later.wire = register.wire;
    await later.signIn('sekretaris', 'kata-sandi-uji');
    expect((await later.hello()).state).toBe('recovery');
  });

  it('[E2] records a desk before the desk itself is answered', async () => {
    const raised: string[] = [];
    const keeping = await testRegister({
      highWater: {
        raise: async (books) => void (books.length > 0 && raised.push('on disk')),
        close: () => Promise.resolve(),
      },
    });
    await keeping.desk('tu');
    expect(raised).toContain('on disk');
  });

  it('[E1] a register that is not older is left as it is, start after start', async () => {
    await book();
    const { epoch } = await state();
    for (let i = 0; i < 3; i++) expect(await open()).toBe(false);
    expect((await state()).epoch).toBe(epoch);
  });

  it('[E1] a mark that was not yet written when a desk made a new epoch begin is no restored register', async () => {
    const old = text;
    await register.store.write((tx) =>
      beginEpoch(tx, { epoch: 'later', rv: 0, countersKnown: false, now: register.clock.now() }),
    );
    const { epoch } = await state();
    text = old;
    expect(await open()).toBe(false);
    expect((await state()).epoch).toBe(epoch);
  });

  it('[E1] [N4] a register its operator declares restored, with a mark that knows no more, numbers nothing for now', async () => {
    const { epoch } = await state();
    expect(await open({ asked: true })).toBe(true);
    expect(await state()).toMatchObject({ numbering: 'closed' });
    expect((await state()).epoch).not.toBe(epoch);
  });

  it('[E1] [N4] a register in use without a mark is not trusted: it may be any copy of it', async () => {
    const backup = await register.copy();
    await book();
    text = null;
    expect(await restore(backup)).toBe(true);
    expect((await state()).numbering).toBe('closed');
  });

  it('[N4] nor one without a mark', async () => {
    text = null;
    expect(await open({ asked: true })).toBe(true);
    expect((await state()).numbering).toBe('closed');
  });

  it('[N4] with a mark that knows more it continues numbering, though its operator declares it restored', async () => {
    const backup = await register.copy();
    await book();
    expect(await restore(backup, { asked: true })).toBe(true);
    expect((await state()).numbering).toBe('open');
  });

  it('[N4] a mark of a time when not every counter was known opens nothing', async () => {
    const backup = await register.copy();
    await open({ asked: true });
    await mark.raise(counted);
    expect(await restore(backup)).toBe(true);
    expect((await state()).numbering).toBe('closed');
  });

  it('[N4] records a number before its desk is answered, also when it could not be written at first', async () => {
    const parts = register;
    let broken = true;
    const marks: string[] = [];
    const { highWater } = await openHighWater(
      { beside: { read: file.read, write: async (next: string) => void marks.push(next) }, outside: null },
      parts.store,
      newId('epoch'),
      () => () => undefined,
      fail,
      { asked: false, now: parts.clock.now() },
    );
    const keeping = await testRegister({
      from: await parts.copy(),
      highWater: {
        raise: async (books) => {
          if (books.length > 0 && broken) throw new Error('ENOSPC');
          return highWater.raise(books);
        },
        close: () => Promise.resolve(),
      },
    });
    tu.wire = keeping.wire;
    const op = tu.registerOp(registerArgs({ letterId: newId('letter') }));
    expect((await tu.tryPush([op])).status).toBe(500);
    broken = false;
    const before = marks.length;
    const { results } = await tu.push([op]);
    expect(results[0]?.agenda?.no).toBe(1);
    expect(marks.length).toBeGreaterThan(before);
  });

  it('[N4] two marks are never written by two at once, also when one of them fails first', async () => {
    let [writing, atOnce] = [0, 0];
    let release: () => void = () => undefined;
    let broken = false;
    const slow = async (): Promise<void> => {
      writing += 1;
      atOnce = Math.max(atOnce, writing);
      if (broken) await new Promise<void>((resolve) => (release = resolve));
      writing -= 1;
    };
    const { highWater } = await openHighWater(
      {
        beside: { read: file.read, write: () => (broken ? Promise.reject(new Error('ENOSPC')) : Promise.resolve()) },
        outside: { read: file.read, write: slow },
      },
      register.store,
      newId('epoch'),
      () => () => undefined,
      fail,
      { asked: false, now: register.clock.now() },
    );
    broken = true;
    const first = highWater.raise(counted).then(
      () => 'kept',
      () => 'refused',
    );
    await vi.waitFor(() => expect(writing).toBe(1));
    const second = highWater.raise(counted).catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    expect(atOnce).toBe(1);
    broken = false;
    release();
    expect(await first).toBe('refused');
    await second;
    expect(atOnce).toBe(1);
  });
});
