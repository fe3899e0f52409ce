import { describe, expect, it } from 'vitest';
import { makeScanBox } from '../../../shared/scans/scan-box.ts';
import type { AskBlobs } from '../../../shared/scans/scan-sender.ts';
import type { ScanVerdict } from '../../../shared/desk/scans.ts';
import { notePath } from '../../../shared/scans/scan-note.ts';
import { memorySpace } from '../../support/memory-space.ts';
import { hashOf, pdfBytes, pieces, storeDeps } from '../../support/scan-parts.ts';

const dayMs = 86_400_000;

/** A desk with one scan, attached by `tu` and known to nobody else. */
async function aDesk() {
  const space = memorySpace();
  const bytes = pdfBytes();
  const scan = { sha256: hashOf(bytes), letter: 'letter-1' };
  const server = { has: false, asked: 0 };
  const ask: AskBlobs = async () => {
    server.asked++;
    return { status: server.has ? 200 : 404, headers: {}, body: new Uint8Array(), code: null };
  };
  let now = 1000;
  const started = () => {
    const box = makeScanBox({
      ...storeDeps(space),
      clock: { now: () => now },
      ask,
      queueIsEmpty: async () => true,
      maxBytes: Number.MAX_SAFE_INTEGER,
    });
    return {
      box,
      opens: async (account: string) => (await box.get(scan.sha256, scan.letter, account)).ok,
      judge: (account: string, is: ScanVerdict['is']) => box.judge(account, [{ ...scan, is }]),
    };
  };
  const desk = started();
  const { box } = desk;
  await box.put(pieces(bytes), scan.letter, 'tu');
  return {
    ...{ ...desk, bytes, scan, server, room: space, restarted: started },
    files: () => [...space.files.keys()].length,
    /** A round, this many days later. */
    round: async (days = 0) => {
      now += days * dayMs;
      server.asked = 0;
      await box.send('tu', 'e1');
      return server.asked;
    },
  };
}

describe('scans of letters that leave a desk', () => {
  it('[A4] are shown from there to those accounts alone whose store has the letter', async () => {
    const { opens, judge } = await aDesk();
    expect([await opens('tu'), await opens('prakom')]).toEqual([true, false]);
    await judge('prakom', 'named');
    expect([await opens('tu'), await opens('prakom')]).toEqual([true, true]);
    await judge('prakom', 'gone');
    expect([await opens('tu'), await opens('prakom')]).toEqual([true, false]);
  });

  it('[A4] go with the last account that had it, but not before the server has them', async () => {
    const { judge, opens, round, files, server } = await aDesk();
    await judge('prakom', 'named');
    await judge('tu', 'gone');
    await judge('prakom', 'gone');
    await round();
    expect([await opens('tu'), files()]).toEqual([false, 2]);
    server.has = true;
    await round();
    expect(files()).toBe(0);
  });

  it('[A4] whose note was lost are shown from there to nobody who asks, but to whom the letter is here', async () => {
    const { scan, room: space, restarted } = await aDesk();
    space.files.set(notePath(scan.sha256), { bytes: Buffer.from('{ torn'), synced: 6 });
    const { opens, box, judge } = restarted();
    expect(await opens('prakom')).toBe(false);
    expect(await box.states([scan.sha256], scan.letter, 'prakom')).toMatchObject([{ here: false }]);
    expect(await opens('tu')).toBe(false);
    await judge('tu', 'named');
    await judge('prakom', 'gone');
    expect([await opens('tu'), await opens('prakom')]).toEqual([true, false]);
    expect(await box.waiting()).toMatchObject([scan]);
  });

  it('[A4] are taken in by who gets the letter before they went', async () => {
    const { judge, opens, round, server } = await aDesk();
    await judge('tu', 'gone');
    await judge('tu', 'named');
    server.has = true;
    await round();
    expect(await opens('tu')).toBe(true);
  });
});

describe('scans no letter names', () => {
  it('[A3] are asked about and exported no more after a day, and go after 30 days', async () => {
    const { box, judge, round, files } = await aDesk();
    await judge('tu', 'unnamed');
    expect([(await round()) > 0, (await box.waiting()).length]).toEqual([true, 1]);
    await round(1);
    await judge('tu', 'unnamed');
    expect([await round(), (await box.waiting()).length, files()]).toEqual([0, 0, 2]);
    await round(29);
    expect(files()).toBe(2);
    await round(1);
    expect(files()).toBe(0);
  });

  it('[A3] are pending again once a letter names them, and only those who attached them know whether one does', async () => {
    const { box, judge, round, files } = await aDesk();
    await round(1);
    await judge('prakom', 'unnamed');
    expect(await box.waiting()).toHaveLength(1);
    await judge('tu', 'unnamed');
    expect(await box.waiting()).toHaveLength(0);
    await judge('tu', 'named');
    expect([(await round(40)) > 0, files()]).toEqual([true, 2]);
  });

  it('[A3] [E1] one that was sent is judged by the server, which may have been restored', async () => {
    const { judge, round, files, server } = await aDesk();
    server.has = true;
    await round();
    await round(1);
    await judge('tu', 'unnamed');
    await round(40);
    expect(files()).toBe(2);
  });
});
