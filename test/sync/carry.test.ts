import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256 as digest } from '../../server/auth/tokens.ts';
import { scansOf } from '../../shared/letters/attached-scan.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { hashOperation, type Operation } from '../../shared/sync/operation.ts';
import { bringInAt, carriedFrom, changedFile, scansAt } from '../support/carried.ts';
import { letterArgs } from '../support/letter-args.ts';
import { openTestOffice, type TestDesk, type TestOffice } from '../support/office.ts';
import { hashOf, pdfBytes, pieces, scanArgs } from '../support/scan-parts.ts';
import { settled, until } from '../support/wait.ts';

const bytes = pdfBytes(1_300_000);
const sha256 = hashOf(bytes);

describe('what waits at a desk, carried away in a file', () => {
  let place: TestOffice;
  let tu: TestDesk;
  let other: TestDesk;
  /** A word of this test alone, in every letter it books. */
  let turn = '';
  let [a, b, c] = ['', '', ''];

  let made = 0;
  const ready = async (username: string): Promise<TestDesk> => {
    const desk = await place.desk(username, { deskName: `Meja ${++made}` });
    await until(desk.office, 'settled, with numbers', async () => {
      const leases = await desk.core.desk.leases();
      return settled(desk.office) && leases.ok && leases.value.length > 0;
    });
    return desk;
  };
  const offline = async (desk: TestDesk): Promise<void> => {
    desk.wire.cut();
    await desk.office.syncNow();
    await until(desk.office, 'offline', () => desk.office.sync().phase === 'offline');
  };
  const book = async (desk: TestDesk, id: string): Promise<void> => {
    expect(
      await desk.office.run('letter.register', letterArgs(id, { letterNumber: id, subject: `Rapat ${turn}` })),
    ).toMatchObject({ ok: true });
  };
  const attach = async ({ core, office, account }: TestDesk, letterId: string): Promise<void> => {
    const stored = await core.scans?.put(pieces(bytes, 300_000), letterId, account.id);
    if (!stored?.ok) throw new Error('not stored');
    const scan = scanArgs(stored.value, `scan-of-${letterId}`);
    expect(await office.run('letter.attachScan', { letterId, scan })).toMatchObject({ ok: true });
  };
  const letterAt = (desk: TestDesk, id: string) => desk.office.get<Letter>('letter', id);
  const statuses = async (desk: TestDesk, file: Blob): Promise<readonly string[]> => {
    const brought = await bringInAt(desk, file);
    if (!brought.ok) throw new Error(brought.error.code);
    expect(brought.value.ended).toBeNull();
    return brought.value.entries.map(({ result }) => result.status);
  };
  /** Why a file is not taken, whether it is seen here or by the server. */
  const refusal = async (desk: TestDesk, file: Blob): Promise<string | undefined> => {
    const brought = await bringInAt(desk, file);
    return brought.ok ? brought.value.ended?.code : brought.error.code;
  };

  beforeAll(async () => {
    place = await openTestOffice();
    other = await ready('sekretaris');
  });
  afterAll(() => place.close());
  // Another PC for every test, without the network.
  beforeEach(async () => {
    tu = await ready('tu');
    turn = `giliran${made}z`;
    [a, b, c] = [`a-${turn}`, `b-${turn}`, `c-${turn}`];
    await offline(tu);
  });
  afterEach(() => tu.close());

  it('[D9] a dead desk: its letters stand with the numbers they were given, its scan opens, and its return doubles nothing', async () => {
    await book(tu, a);
    await book(tu, b);
    await attach(tu, a);
    const numbers = [await letterAt(tu, a), await letterAt(tu, b)].map((letter) => letter?.agenda.no);
    expect(numbers.every((no) => typeof no === 'number')).toBe(true);
    const carried = await carriedFrom(tu);
    expect(carried).toMatchObject({ entries: 3, scans: 1, left: [], scansRead: true });
    expect(carried.name).toMatch(/^lembar-D\d+-2026-10-08\.lembar$/);
    await tu.close();

    const brought = await bringInAt(other, carried.file);
    expect(brought).toMatchObject({ ok: true, value: { of: 3, scans: 1, scansLeft: [], ended: null } });
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

  it('[D9] brought in twice, cut off in the middle, and begun again, every entry stands once', async () => {
    for (let i = 0; i < 130; i++) await book(tu, `m${i}-${turn}`);
    const { file, entries } = await carriedFrom(tu);
    expect(entries).toBe(130);
    // The first batch arrives and its answer is lost; then nobody answers.
    other.wire.loseAnswers('/api/sync/carried', 1);
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

  it('[D9] a file made later holds everything; the earlier one after it changes nothing', async () => {
    await book(tu, a);
    const early = await carriedFrom(tu);
    await book(tu, b);
    const late = await carriedFrom(tu);
    expect(await statuses(other, late.file)).toEqual(['applied', 'applied']);
    expect(await statuses(other, early.file)).toEqual(['applied']);
  });

  it('[D9] [P6] a server that takes less at once gets less at once', async () => {
    for (const id of [a, b, c]) await book(tu, id);
    const { file } = await carriedFrom(tu);
    other.wire.answerOnce('/api/sync/carried', 413, 'TOO_LARGE');
    expect(await statuses(other, file)).toEqual(['applied', 'applied', 'applied']);
  });

  it('[D9] a desk that began another life after the file was made: the file is out of date', async () => {
    const image = await tu.image();
    await book(tu, a);
    const { file } = await carriedFrom(tu);
    tu.wire.mend();
    await tu.office.syncNow();
    await until(tu.office, 'settled', () => settled(tu.office));
    const rewound = await tu.restart({ folder: image });
    await book(rewound, b);
    await rewound.office.syncNow();
    await until(rewound.office, 'settled in the new life', () => settled(rewound.office), 15_000);
    expect(await refusal(other, file)).toBe('CARRY_FORK');
    await rewound.close();
  });

  it('[D9] a desk put out of use meanwhile is heard all the same', async () => {
    await book(tu, a);
    const { file } = await carriedFrom(tu);
    const info = await tu.core.desk.describe();
    const id = (info.ok && info.value.desk?.id) || '';
    const admin = await ready('admin');
    const headers = { 'content-type': 'application/json', 'x-lembar-account': admin.account.id };
    const body = new TextEncoder().encode(JSON.stringify({ lost: true }));
    const { status } = await admin.core.forward({ path: `/api/desks/${id}/retire`, method: 'POST', headers, body });
    expect(status).toBe(200);
    expect(await statuses(other, file)).toEqual(['applied']);
  });

  describe('changed on the way', () => {
    const manifestOf = (inside: { manifests: { manifest: { hashes: string[] } }[] }) => {
      const [first] = inside.manifests;
      if (!first) throw new Error('no manifest');
      return first.manifest;
    };
    const rewritten = (op: Operation, change: Partial<Operation>): Operation => {
      const next = { ...op, ...change };
      return { ...next, hash: hashOperation(next, digest) };
    };
    let file: Blob;
    beforeEach(async () => {
      await book(tu, a);
      ({ file } = await carriedFrom(tu));
    });
    afterEach(async () => {
      expect(await letterAt(other, a)).toBeNull();
      // The true file goes in all the same.
      expect(await statuses(other, file)).toEqual(['applied']);
    });

    it('[D9] an entry with another content is refused, also when its hash was made to fit', async () => {
      const plain = await changedFile(file, (inside) => {
        inside.ops = inside.ops.map((op) => ({ ...op, args: letterArgs(a, { subject: 'Lain' }) }));
      });
      expect(await refusal(other, plain)).toBe('CARRY_CHANGED');
      const fitting = await changedFile(file, (inside) => {
        inside.ops = inside.ops.map((op) => rewritten(op, { args: letterArgs(a, { subject: 'Lain' }) }));
        manifestOf(inside).hashes = inside.ops.map(({ hash }) => hash);
      });
      expect(await refusal(other, fitting)).toBe('CARRY_CHANGED');
    });

    it('[D9] nothing can be added and nothing taken out', async () => {
      const more = await changedFile(file, (inside) => {
        const last = inside.ops.at(-1) as Operation;
        inside.ops.push(rewritten(last, { seq: last.seq + 1, prev: last.hash, opId: 'added' }));
      });
      expect(await refusal(other, more)).toBe('CARRY_CHANGED');
      const named = await changedFile(more, (inside) => {
        manifestOf(inside).hashes = inside.ops.map(({ hash }) => hash);
      });
      expect(await refusal(other, named)).toBe('CARRY_CHANGED');
      const less = await changedFile(file, (inside) => void inside.ops.pop());
      expect(await refusal(other, less)).toBe('CARRY_CHANGED');
    });

    it('[D9] another signature, and one made with the token of another desk, are refused', async () => {
      const broken = await changedFile(file, (inside) => {
        inside.manifests = inside.manifests.map((one) => ({ ...one, signature: '0'.repeat(64) }));
      });
      expect(await refusal(other, broken)).toBe('CARRY_CHANGED');
      await offline(other);
      await book(other, 'mine');
      const own = await other.core.desk.carryAway();
      const stolen = own.ok ? own.value.pieces[0]?.signed.signature : undefined;
      other.wire.mend();
      await other.office.syncNow();
      const foreign = await changedFile(file, (inside) => {
        inside.manifests = inside.manifests.map((one) => ({ ...one, signature: stolen ?? '' }));
      });
      expect(await refusal(other, foreign)).toBe('CARRY_CHANGED');
    });

    it('[D9] a desk nobody knows is named in words', async () => {
      const unknown = await changedFile(file, (inside) => {
        const { desk } = inside.manifests[0]?.manifest ?? {};
        if (desk) desk.id = 'from-another-office';
      });
      expect(await refusal(other, unknown)).toBe('CARRY_DESK_UNKNOWN');
    });
  });

  it('[D9] a scan that is damaged in the file is left out and named; the entries go in', async () => {
    await book(tu, a);
    await attach(tu, a);
    const { file } = await carriedFrom(tu);
    const spoilt = await changedFile(file, ({ files }) => files[`scans/${sha256}`]?.fill(0, 500, 600));
    const brought = await bringInAt(other, spoilt);
    expect(brought).toMatchObject({
      ok: true,
      value: { scans: 0, scansLeft: [{ name: 'surat.pdf', refusal: { code: 'CARRY_WITHOUT_SCAN' } }], ended: null },
    });
    // The whole one is taken later.
    expect(await bringInAt(other, file)).toMatchObject({ ok: true, value: { scans: 1, scansLeft: [] } });
  });

  it('[D9] [A4] a scan another account of the desk attached is carried away too', async () => {
    await book(tu, a);
    await tu.core.scans?.put(pieces(bytes, 300_000), a, 'another-account');
    expect(await scansAt(tu).get(tu.account.id, a, sha256)).toMatchObject({ ok: false });
    expect(await carriedFrom(tu)).toMatchObject({ scans: 1, left: [] });
  });

  it('[D9] [A4] a scan of a letter that is hidden from who brings it in is named, and sent by who may read it', async () => {
    const sekretaris = await ready('sekretaris');
    await offline(sekretaris);
    const secret = letterArgs(a, { security: 'rahasia', addressedTo: ['kepala-dinas'], letterNumber: a });
    expect(await sekretaris.office.run('letter.register', secret)).toMatchObject({ ok: true });
    await attach(sekretaris, a);
    const { file } = await carriedFrom(sekretaris);
    const prakom = await ready('prakom');
    expect(await bringInAt(prakom, file)).toMatchObject({
      ok: true,
      value: { scans: 0, scansLeft: [{ name: 'surat.pdf', refusal: { code: 'CARRY_SCAN_HIDDEN' } }] },
    });
    const kadis = await ready('kadis');
    const atKadis = () => scansAt(kadis).get(kadis.account.id, a, sha256);
    expect((await atKadis()).ok).toBe(false);
    // Somebody who may read it signs in at the desk at which it lies.
    const signed = await prakom.core.desk.signIn('kadis', 'lembar-demo');
    if (!signed.ok) throw new Error(signed.error.code);
    const epoch = (await prakom.store.get('meta', 'epoch'))?.value as string;
    await until(prakom.office, 'sent', async () => {
      await prakom.office.syncNow();
      await prakom.core.desk.sendScans(signed.value.account.id, epoch);
      return (await atKadis()).ok;
    });
  });

  it('[D9] a scan that cannot be read at the desk is left out and named', async () => {
    await book(tu, a);
    await attach(tu, a);
    const none = { carried: () => scansAt(tu).carried('0'.repeat(64)) };
    const carried = await tu.office.carryAway(none);
    expect(carried).toMatchObject({ ok: true, value: { entries: 2, scans: 0, left: [{ name: 'surat.pdf' }] } });
  });

  it('[D9] where nothing waits there is nothing to carry away', async () => {
    expect(await other.office.carryAway(scansAt(other))).toMatchObject({
      ok: false,
      error: { code: 'NOTHING_TO_CARRY' },
    });
  });

  it('[D9] [D6] entries that only the journal has are carried away too', async () => {
    await book(tu, a);
    const again = await tu.restart({ storeLost: true });
    expect(await carriedFrom(again)).toMatchObject({ entries: 1 });
    await again.close();
  });

  it('[D9] entries of a register that was put back to before them are missed: the file says so', async () => {
    const restore = await place.backup();
    tu.wire.mend();
    await book(tu, a);
    await until(tu.office, 'settled', () => settled(tu.office));
    await offline(tu);
    await book(tu, b);
    const { file } = await carriedFrom(tu);
    await restore();
    expect(await refusal(other, file)).toBe('CARRY_GAP');
  });
});
