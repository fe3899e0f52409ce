import { describe, expect, it } from 'vitest';
import type { SettingsFile } from '../../../main/desk/ports.ts';
import { account, enrolled, memoryFile, openTestDesk, tinyServer, valueOf } from '../../support/desk-parts.ts';
import { memoryDisk, reserving } from '../../support/memory-disk.ts';

const password = 'kata-sandi-benar';

/** A desk whose small files lie on the journal's disk; `fill` leaves not a byte of it. */
async function deskOnOneDisk({ reserve = true } = {}) {
  const disk = memoryDisk();
  disk.space = 4 * 1024 ** 3;
  const kept = reserving(disk);
  const inside = memoryFile();
  const file: SettingsFile = {
    read: () => inside.read(),
    write: (value) => {
      if (disk.space < 1000) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
      inside.write(value);
    },
  };
  const server = tinyServer();
  const parts = { disk: reserve ? kept.disk : disk, file, upstream: server.upstream };
  // The journal's own free() makes the reserve, so it is the one to ask.
  const open = () => openTestDesk({ ...parts, signedOut: true, bare: true });
  const core = await enrolled(await open());
  await valueOf(core.desk.describe());
  return { core, open, server, disk, kept, file, fill: () => void (disk.space = 0) };
}

describe('[D22] a disk without a byte of room', () => {
  it('lets people out and in, with the network and without it: the reserve makes room for the small files', async () => {
    const { core, server, kept, fill } = await deskOnOneDisk();
    expect(kept.held).toBeGreaterThan(0);
    for (const down of [false, true]) {
      server.down = down;
      fill();
      expect(await core.desk.signOut(account.id)).toMatchObject({ ok: true });
      expect(core.atWindow()).toBeNull();
      expect(await core.desk.signIn(account.username, password)).toMatchObject({ ok: true, value: { online: !down } });
      expect(kept.held).toBe(0);
      kept.held = 0;
      await roomAgain();
    }
    async function roomAgain(): Promise<void> {
      await kept.disk.reserve?.hold(32 * 1024 * 1024);
    }
  });

  it('lets people in at a program that was just started', async () => {
    const { core, open, server, kept, fill } = await deskOnOneDisk();
    await core.desk.signOut(account.id);
    await core.close();
    server.down = true;
    fill();
    const again = await open();
    expect(await again.desk.signIn(account.username, password)).toMatchObject({ ok: true });
    expect(kept.held).toBe(0);
  });

  it('reserves the space again as soon as there is some', async () => {
    const { core, kept, disk, fill } = await deskOnOneDisk();
    fill();
    await valueOf(core.desk.signOut(account.id));
    await valueOf(core.desk.signIn(account.username, password));
    expect(kept.held).toBe(0);
    disk.space = 4 * 1024 ** 3;
    await valueOf(core.desk.describe());
    expect(kept.held).toBeGreaterThan(0);
  });

  it('signs out all the same when nothing is left to release, and refuses a sign-in in words', async () => {
    const { core, file, fill } = await deskOnOneDisk({ reserve: false });
    fill();
    expect(await core.desk.signOut(account.id)).toMatchObject({ ok: true });
    expect(core.atWindow()).toBeNull();
    expect(await core.desk.signIn(account.username, password)).toMatchObject({
      ok: false,
      error: { code: 'DISK_FULL' },
    });
    expect(file.read()['current']).toBeDefined();
  });
});
