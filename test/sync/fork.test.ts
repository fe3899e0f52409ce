import { describe, expect, it } from 'vitest';
import { copiedName, type CopiedDesks } from '../../renderer/data/office.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { serverThrough } from '../support/core-server.ts';
import { letterArgs } from '../support/letter-args.ts';
import type { TestDesk } from '../support/office.ts';
import { officeForEach } from '../support/office-for-each.ts';
import { settled, until } from '../support/wait.ts';

describe('a desk that was rewound, copied or lost its journal', () => {
  const place = officeForEach();
  const { ready } = place;
  const offline = async (desk: TestDesk): Promise<void> => {
    desk.wire.cut();
    await until(desk.office, 'offline', () => desk.office.sync().phase === 'offline');
  };
  const online = async (desk: TestDesk): Promise<void> => {
    desk.wire.mend();
    await desk.office.syncNow();
    await until(desk.office, 'settled', () => settled(desk.office));
  };
  const numberOf = async (desk: TestDesk, id: string): Promise<number | null> =>
    (await desk.office.get<Letter>('letter', id))?.agenda.no ?? null;
  const book = (desk: TestDesk, id: string) => desk.office.run('letter.register', letterArgs(id, { letterNumber: id }));
  const allNumbers = async (desk: TestDesk, ids: readonly string[]): Promise<readonly (number | null)[]> =>
    Promise.all(ids.map((id) => numberOf(desk, id)));

  it('[E4] [E6] rewound to an earlier state it goes on by itself: nothing is lost, nothing twice, no number twice', async () => {
    const tu = await ready('tu');
    const image = await tu.image();
    await book(tu, 'after-image');
    await until(tu.office, 'settled', () => settled(tu.office));
    const rewound = await tu.restart({ folder: image });
    await offline(rewound);
    await book(rewound, 'a');
    await book(rewound, 'b');
    const shown = await allNumbers(rewound, ['a', 'b']);
    await online(rewound);
    expect(rewound.office.sync()).toMatchObject({ pause: null, pending: 0 });
    const kadis = await ready('kadis');
    const ids = ['after-image', 'a', 'b'];
    const numbers = await allNumbers(kadis, ids);
    expect(numbers.slice(1)).toEqual(shown);
    expect(new Set(numbers).size).toBe(3);
    expect(await allNumbers(rewound, ids)).toEqual(numbers);
    expect(rewound.office.letters({ text: 'Rapat koordinasi' }).total).toBe(3);
    expect(await rewound.store.all('outbox')).toEqual([]);
    await book(rewound, 'c');
    await until(rewound.office, 'and goes on', () => settled(rewound.office));
    await rewound.close();
  });

  it('[E5] copied to another PC both go on, each as a desk of its own, without a number twice', async () => {
    const tu = await ready('tu');
    const image = await tu.image();
    const copy = await place.desk('tu', { folder: image, machine: 'another PC' });
    await until(copy.office, 'settled', () => settled(copy.office));
    await offline(tu);
    await offline(copy);
    for (const id of ['a1', 'a2']) await book(tu, id);
    for (const id of ['b1', 'b2']) await book(copy, id);
    await online(tu);
    await online(copy);
    await tu.office.syncNow();
    const ids = ['a1', 'a2', 'b1', 'b2'];
    const numbers = await allNumbers(tu, ids);
    expect(numbers).not.toContain(null);
    expect(new Set(numbers).size).toBe(4);
    expect(await allNumbers(copy, ids)).toEqual(numbers);
    const [here, there] = await Promise.all([tu.core.desk.describe(), copy.core.desk.describe()]);
    expect(here.ok && there.ok && here.value.desk?.id).not.toBe(there.ok && there.value.desk?.id);
  });

  /** What an account learns of a fork: the codes of the other desks, as often as it is to be looked at. */
  const noticesAt = async ({ office }: TestDesk): Promise<readonly (readonly string[])[]> =>
    (await office.attention())
      .filter(({ name, seen }) => name === copiedName && !seen)
      .map(({ args }) => (args as CopiedDesks).desks.map(({ code }) => code));
  const codeOf = async ({ core }: TestDesk): Promise<string> => {
    const info = await core.desk.describe();
    return (info.ok && info.value.desk?.code) || '';
  };
  /** Longer than a handshake lasts. */
  const later = async (desk: TestDesk): Promise<void> => {
    place.clock.set(place.clock.now() + 31 * 60_000);
    await online(desk);
  };

  it('[E7] both sides of a copy are notified of it without a number doubled, and each account once', async () => {
    const tu = await ready('tu');
    const image = await tu.image();
    const copy = await place.desk('tu', { folder: image, machine: 'another PC' });
    await until(copy.office, 'settled', () => settled(copy.office));
    await later(tu);
    const [here, there] = [await codeOf(tu), await codeOf(copy)];
    expect(here).not.toBe(there);
    expect([await noticesAt(tu), await noticesAt(copy)]).toEqual([[[there]], [[here]]]);
    expect(tu.office.sync().attention).toBe(1);
    await tu.office.markSeen(['copied']);
    await later(tu);
    expect(await noticesAt(tu)).toEqual([]);
    const stranger = await ready('kadis');
    expect(await noticesAt(stranger)).toEqual([]);
  });

  it('[E7] a copy on a PC of the same image is notified, whichever of the two comes back first', async () => {
    const tu = await ready('tu');
    const image = await tu.image();
    await book(tu, 'after-image');
    await until(tu.office, 'settled', () => settled(tu.office));
    await offline(tu);
    // The copy returns first and continues as the desk; the original becomes a desk of its own.
    const copy = await place.desk('tu', { folder: image });
    await until(copy.office, 'settled', () => settled(copy.office));
    expect(await noticesAt(copy)).toEqual([[]]);
    await online(tu);
    await later(copy);
    const [here, there] = [await codeOf(tu), await codeOf(copy)];
    expect([await noticesAt(tu), await noticesAt(copy)]).toEqual([[[there]], [[here]]]);
  });

  it('[E4] ended in the middle of taking a new incarnation, the next start renumbers the pending operations', async () => {
    const tu = await ready('tu');
    const image = await tu.image();
    await book(tu, 'after-image');
    await until(tu.office, 'settled', () => settled(tu.office));
    const rewound = await tu.restart({ folder: image });
    await offline(rewound);
    await book(rewound, 'a');
    rewound.wire.mend();
    // The journal began its new incarnation, which the store does not know yet.
    const waits = await rewound.core.desk.pending(10);
    const body = { proto: 1, app: 'uji', epoch: null, inc: 1, ops: waits.ok ? waits.value : [] };
    const pushed = await serverThrough(rewound.core, rewound.account.id).call(paths.push, body);
    expect(pushed).toMatchObject({ ok: false, error: { code: 'FORK' } });
    expect(await rewound.core.desk.renew()).toMatchObject({ ok: true });
    rewound.wire.cut();
    const next = await rewound.restart();
    const pending = await next.core.desk.pending(10);
    const waiting = await next.store.all('outbox');
    expect(waiting.map(({ opId }) => opId)).toHaveLength(1);
    const op = pending.ok ? pending.value.find(({ opId }) => opId === waiting[0]?.opId) : undefined;
    expect(waiting[0]).toMatchObject({ seq: op?.seq, op: { inc: op?.inc } });
    await online(next);
    expect(next.office.letters({ text: 'Rapat koordinasi' }).total).toBe(2);
    await next.close();
  });

  it('[D4] a journal rewound to an earlier state gets from the store what it lost, with the numbers that were shown', async () => {
    const tu = await ready('tu');
    await offline(tu);
    const { disk } = await tu.image();
    await book(tu, 'a');
    await book(tu, 'b');
    const shown = await allNumbers(tu, ['a', 'b']);
    const again = await tu.restart({ folder: { disk } });
    expect(again.office.sync().pending).toBe(2);
    await book(again, 'c');
    const numbers = await allNumbers(again, ['a', 'b', 'c']);
    expect(numbers.slice(0, 2)).toEqual(shown);
    expect(new Set(numbers).size).toBe(3);
    await online(again);
    const kadis = await ready('kadis');
    expect(await allNumbers(kadis, ['a', 'b', 'c'])).toEqual(numbers);
    expect(await again.office.attention()).toEqual([]);
    await again.close();
  });

  it('[P7] only a server that refuses the desk a new incarnation stops the exchange, and nothing is dropped', async () => {
    const tu = await ready('tu');
    const image = await tu.image();
    await book(tu, 'after-image');
    await until(tu.office, 'settled', () => settled(tu.office));
    const rewound = await tu.restart({ folder: image });
    rewound.wire.answerAlways('/api/sync/renew', 400, 'BAD_REQUEST');
    await rewound.office.syncNow();
    await until(rewound.office, 'paused', () => rewound.office.sync().pause === 'fork');
    expect(await book(rewound, 'a')).toMatchObject({ ok: true });
    await online(rewound);
    expect(rewound.office.letters({ text: 'Rapat koordinasi' }).total).toBe(2);
    await rewound.close();
  });
});
