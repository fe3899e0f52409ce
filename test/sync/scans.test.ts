import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { digest } from '../../renderer/data/sha256.ts';
import { scansOf } from '../../shared/letters/attached-scan.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { idOfAccount } from '../../shared/sync/account-ids.ts';
import { letterArgs } from '../support/letter-args.ts';
import type { TestDesk } from '../support/office.ts';
import { officeForEach } from '../support/office-for-each.ts';
import { hashOf, pdfBytes, pieces, scanArgs } from '../support/scan-parts.ts';
import { settled, until } from '../support/wait.ts';

const letterId = '0198aaaa-0000-7000-8000-00000000000a';
const bytes = pdfBytes(1_300_000);
const sha256 = hashOf(bytes);

/** As the screen does it: first the file is safe, then the letter names it. */
async function attach({ core, office, account }: TestDesk, id = 'scan-1'): Promise<void> {
  const stored = await core.scans?.put(pieces(bytes, 300_000), letterId, account.id);
  if (!stored?.ok) throw new Error('not stored');
  expect(await office.run('letter.attachScan', { letterId, scan: scanArgs(stored.value, id) })).toMatchObject({
    ok: true,
  });
}

async function stateAt({ core, account }: TestDesk) {
  const states = await core.desk.scanStates(account.id, letterId, [sha256]);
  return states.ok ? states.value[0] : null;
}

/** The sum of what opens, or why nothing does: comparing a million bytes one by one takes a second. */
async function openAt({ core, account }: TestDesk): Promise<string> {
  const opened = await core.scans?.get(sha256, letterId, account.id);
  return opened?.ok ? hashOf(opened.value.bytes) : (opened?.error.code ?? 'no scans here');
}

describe('scans in a whole office', () => {
  const place = officeForEach();
  let tu: TestDesk;
  let kadis: TestDesk;
  beforeEach(async () => {
    tu = await place.desk('sekretaris');
    kadis = await place.desk('kadis');
    for (const { office } of [tu, kadis]) await until(office, 'settled', () => settled(office));
  });

  const atServer = (desk: TestDesk): Promise<void> =>
    until(desk.office, 'the server has the file', async () => (await stateAt(desk))?.server === 'yes');

  it('[A1] the letter goes ahead of its file; the other desk says so, and opens it once the file was sent', async () => {
    tu.wire.cut();
    await until(tu.office, 'offline', () => tu.office.sync().phase === 'offline');
    await tu.office.run('letter.register', letterArgs(letterId));
    await attach(tu);
    expect(await openAt(tu)).toBe(sha256);
    tu.wire.loseAnswers('/api/blobs', 1000);
    tu.wire.mend();
    await tu.office.syncNow();
    await until(
      kadis.office,
      'the letter names the scan',
      async () => scansOf((await kadis.office.get<Letter>('letter', letterId)) ?? {}).length === 1,
    );
    expect(await stateAt(kadis)).toMatchObject({ here: false, server: 'no' });
    expect(await openAt(kadis)).toBe('SCAN_NOT_UPLOADED');
    tu.wire.loseAnswers('', 0);
    await tu.office.syncNow();
    await atServer(kadis);
    expect(await openAt(kadis)).toBe(sha256);
    kadis.wire.cut();
    expect(await openAt(kadis)).toBe(sha256);
  });

  it('[A4] of a secret letter nobody else gets the file, though he knows letter and name of the file', async () => {
    const persandian = await place.desk('kabid.aptika');
    await until(persandian.office, 'settled', () => settled(persandian.office));
    await tu.office.run(
      'letter.register',
      letterArgs(letterId, { security: 'rahasia', addressedTo: ['kepala-dinas'] }),
    );
    await attach(tu);
    await atServer(tu);
    expect(await openAt(kadis)).toBe(sha256);
    expect(await openAt(persandian)).toBe('SCAN_NOT_UPLOADED');
    expect(persandian.wire.received().includes(bytes.subarray(100, 200))).toBe(false);
    expect(persandian.wire.received().includes(sha256)).toBe(false);
  });

  it('[A4] [L5] a letter that becomes secret takes its scans along from every desk it leaves', async () => {
    const prakom = await place.desk('prakom');
    await until(prakom.office, 'settled', () => settled(prakom.office));
    await tu.office.run('letter.register', letterArgs(letterId));
    await attach(tu);
    await atServer(tu);
    for (const desk of [kadis, prakom]) {
      await until(desk.office, 'read', async () => (await desk.office.get('letter', letterId)) !== null);
      expect(await openAt(desk)).toBe(sha256);
    }
    const set = { security: 'rahasia', addressedTo: ['kepala-dinas'] };
    expect(await tu.office.run('letter.correct', { letterId, set })).toMatchObject({ ok: true });
    await until(prakom.office, 'gone', async () => (await prakom.office.get('letter', letterId)) === null);
    await until(prakom.office, 'the scan is gone', () => prakom.room.files.size === 0);
    expect(await openAt(prakom)).toBe('SCAN_NOT_UPLOADED');
    await kadis.office.syncNow();
    kadis.wire.cut();
    expect(await openAt(kadis)).toBe(sha256);
  });

  it('[A3] a scan whose letter was refused is offered to the server no more', async () => {
    await tu.core.scans?.put(pieces(bytes, 300_000), letterId, tu.account.id);
    const asked = (): number => tu.wire.requests.filter((path) => path.startsWith('/api/blobs')).length;
    await tu.office.syncNow();
    await until(tu.office, 'asked', () => asked() > 0);
    place.clock.set(place.clock.now() + 25 * 3_600_000);
    await tu.office.syncNow();
    await until(tu.office, 'judged', async () => (await tu.core.scans?.waiting())?.length === 0);
    const before = asked();
    await tu.office.syncNow();
    await tu.office.syncNow();
    expect(asked()).toBe(before);
  });

  it('[P15] a scan goes with its letter to the id it got when another account took its own', async () => {
    tu.wire.cut();
    await until(tu.office, 'offline', () => tu.office.sync().phase === 'offline');
    await tu.office.run('letter.register', letterArgs(letterId, { subject: 'Milik sekretaris' }));
    await attach(tu);
    const other = await place.desk('tu');
    await until(other.office, 'settled', () => settled(other.office));
    await other.office.run('letter.register', letterArgs(letterId, { subject: 'Milik orang lain' }));
    await until(other.office, 'settled', () => settled(other.office));
    tu.wire.mend();
    await tu.office.syncNow();
    const own = idOfAccount(digest, letterId, tu.account.id);
    const arrived = async (): Promise<boolean> => scansOf((await kadis.office.get('letter', own)) ?? {}).length === 1;
    await until(kadis.office, 'the letter has its own id', arrived);
    await until(kadis.office, 'its file is there', async () => {
      await tu.office.syncNow();
      const opened = await kadis.core.scans?.get(sha256, own, kadis.account.id);
      return opened?.ok === true && hashOf(opened.value.bytes) === sha256;
    });
    expect(await openAt(kadis)).toBe('SCAN_NOT_UPLOADED');
  });

  it('[E1] a server restored without the file gets it again from a desk that has it', async () => {
    await tu.office.run('letter.register', letterArgs(letterId));
    await attach(tu);
    await until(tu.office, 'settled', () => settled(tu.office));
    await atServer(tu);
    const restore = await place.backup();
    await tu.office.run('letter.register', letterArgs('0198aaaa-0000-7000-8000-00000000000b'));
    await until(tu.office, 'settled again', () => settled(tu.office));
    await restore();
    await rm(join(place.dataDir, 'blobs', sha256.slice(0, 2)), { recursive: true, force: true });
    expect(await openAt(kadis)).toBe('SCAN_NOT_UPLOADED');
    // What the server lost is noticed with the next entry.
    await tu.office.run('letter.register', letterArgs('0198aaaa-0000-7000-8000-00000000000c'));
    await until(tu.office, 'the lost letter is back', () => settled(tu.office));
    await tu.office.syncNow();
    await atServer(kadis);
    expect(await openAt(kadis)).toBe(sha256);
  });

  it('is sent after a restart of the desk', async () => {
    tu.wire.cut();
    await until(tu.office, 'offline', () => tu.office.sync().phase === 'offline');
    await tu.office.run('letter.register', letterArgs(letterId));
    await attach(tu);
    tu.wire.mend();
    const again = await tu.restart();
    await atServer(again);
    await again.close();
  });
});
