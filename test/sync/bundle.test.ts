import { describe, expect, it } from 'vitest';
import { scansOf } from '../../shared/letters/attached-scan.ts';
import { importAt, bundleFrom, scansAt } from '../support/bundle.ts';
import {
  a,
  attach,
  b,
  beginEachWithCarrying,
  book,
  c,
  letterAt,
  offline,
  other,
  place,
  ready,
  refusal,
  sha256,
  statuses,
  tu,
  turn,
} from '../support/bundle-office.ts';
import { hashOf } from '../support/scan-parts.ts';
import { settled, until } from '../support/wait.ts';

describe('pending operations of a desk, exported in a bundle', () => {
  beginEachWithCarrying();

  it('[D9] a dead desk: its letters stand with the numbers they were given, its scan opens, and its return doubles nothing', async () => {
    await book(tu, a);
    await book(tu, b);
    await attach(tu, a);
    const numbers = [await letterAt(tu, a), await letterAt(tu, b)].map((letter) => letter?.agenda.no);
    expect(numbers.every((no) => typeof no === 'number')).toBe(true);
    const bundle = await bundleFrom(tu);
    expect(bundle).toMatchObject({ entries: 3, scans: 1, left: [], scansRead: true });
    expect(bundle.name).toMatch(/^lembar-D\d+-2026-10-08\.lembar$/);
    await tu.close();

    const imported = await importAt(other, bundle.file);
    expect(imported).toMatchObject({ ok: true, value: { of: 3, scans: 1, scansLeft: [], ended: null } });
    await other.office.syncNow();
    await until(other.office, 'the letters are here', async () => (await letterAt(other, b)) !== null);
    expect([await letterAt(other, a), await letterAt(other, b)].map((letter) => letter?.agenda.no)).toEqual(numbers);
    expect((await letterAt(other, a))?.agenda.provisional ?? null).toBeNull();
    const kadis = await ready('kadis');
    await until(kadis.office, 'the scan is at the server', async () => {
      const got = await scansAt(kadis).get(kadis.account.id, a, sha256);
      return got.ok && hashOf(new Uint8Array(await got.value.arrayBuffer())) === sha256;
    });

    const back = await tu.restart();
    back.wire.mend();
    await back.office.syncNow();
    await until(back.office, 'settled', () => settled(back.office));
    expect(await back.office.attention()).toEqual([]);
    await book(back, c);
    await until(back.office, 'settled again', () => settled(back.office));
    expect(numbers).not.toContain((await letterAt(back, c))?.agenda.no);
    expect(scansOf((await letterAt(back, a)) ?? {})).toHaveLength(1);
    expect(back.office.letters({ text: turn }).total).toBe(3);
    await back.close();
  });

  it('[D9] imported twice, cut off in the middle, and begun again, every entry is applied once', async () => {
    for (let i = 0; i < 130; i++) await book(tu, `m${i}-${turn}`);
    const { file, entries } = await bundleFrom(tu);
    expect(entries).toBe(130);
    // The first answer is lost, the first batch arrives and its answer is lost too; then nobody answers.
    other.wire.loseAnswers('/api/sync/carried', 2);
    expect(await refusal(other, file)).toBe('CARRY_NO_SERVER');
    other.wire.cut();
    expect(await refusal(other, file)).toBe('CARRY_NO_SERVER');
    other.wire.mend();
    const first = await statuses(other, file);
    expect(first).toHaveLength(130);
    expect(new Set(first)).toEqual(new Set(['applied']));
    expect(await statuses(other, file)).toEqual(first);
    await until(other.office, 'all are here', () => other.office.letters({ text: turn }).total === 130);
  });

  it('[D9] a later bundle holds everything; the earlier one after it changes nothing', async () => {
    await book(tu, a);
    const early = await bundleFrom(tu);
    await book(tu, b);
    const late = await bundleFrom(tu);
    expect(await statuses(other, late.file)).toEqual(['applied', 'applied']);
    expect(await statuses(other, early.file)).toEqual(['applied']);
  });

  it('[D9] [P6] a server that takes less at once gets less at once', async () => {
    for (const id of [a, b, c]) await book(tu, id);
    const { file } = await bundleFrom(tu);
    other.wire.answerOnce('/api/sync/carried', 413, 'TOO_LARGE');
    expect(await statuses(other, file)).toEqual(['applied', 'applied', 'applied']);
  });

  it('[D9] a desk that began a new incarnation after the export: the bundle is out of date', async () => {
    const image = await tu.image();
    await book(tu, a);
    const { file } = await bundleFrom(tu);
    tu.wire.mend();
    await tu.office.syncNow();
    await until(tu.office, 'settled', () => settled(tu.office));
    const rewound = await tu.restart({ folder: image });
    await book(rewound, b);
    await rewound.office.syncNow();
    await until(rewound.office, 'settled in the new incarnation', () => settled(rewound.office));
    expect(await refusal(other, file)).toBe('CARRY_FORK');
    await rewound.close();
  });

  it('[D9] [T2] the entries of a retired desk are quarantined: its keys have ended', async () => {
    await book(tu, a);
    const { file } = await bundleFrom(tu);
    const info = await tu.core.desk.describe();
    const id = (info.ok && info.value.desk?.id) || '';
    const admin = await ready('admin');
    const headers = { 'content-type': 'application/json', 'x-lembar-account': admin.account.id };
    const body = new TextEncoder().encode(JSON.stringify({ lost: true }));
    const { status } = await admin.core.forward({ path: `/api/desks/${id}/retire`, method: 'POST', headers, body });
    expect(status).toBe(200);
    expect(await statuses(other, file)).toEqual(['quarantined']);
  });

  it('[D9] without pending operations there is nothing to export', async () => {
    expect(await other.office.exportBundle(scansAt(other))).toMatchObject({
      ok: false,
      error: { code: 'NOTHING_TO_CARRY' },
    });
  });

  it('[D9] [D6] entries that only the journal has are exported too', async () => {
    await book(tu, a);
    const again = await tu.restart({ storeLost: true });
    expect(await bundleFrom(again)).toMatchObject({ entries: 1 });
    await again.close();
  });

  it('[D9] entries that a restored register lacks before those of the bundle are missed, and the import says so', async () => {
    const restore = await place.backup();
    tu.wire.mend();
    await book(tu, a);
    await until(tu.office, 'settled', () => settled(tu.office));
    await offline(tu);
    await book(tu, b);
    const { file } = await bundleFrom(tu);
    await restore();
    expect(await refusal(other, file)).toBe('CARRY_GAP');
  });
});
