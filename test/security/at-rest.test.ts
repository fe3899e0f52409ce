import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeContents } from '../../main/desk/contents.ts';
import { meta, readMeta } from '../../renderer/data/meta.ts';
import { meta as registerMeta } from '../../server/store/meta.ts';
import { ownSequence } from '../../server/store/op-place.ts';
import { openBoxes } from '../../server/sync/boxes.ts';
import { openChunk } from '../../server/blobs/sealed-chunk.ts';
import { sha256 as digest } from '../../server/auth/tokens.ts';
import { keysIn } from '../../shared/scans/scan-seal.ts';
import { chunkLength, uploadBox } from '../../shared/sync/blob-api.ts';
import { contentOf, type Operation } from '../../shared/sync/operation.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { trustPaths } from '../../shared/sync/trust-api.ts';
import { registerArgs } from '../support/builders.ts';
import { importAt, bundleFrom, changedFile, scansAt } from '../support/bundle.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { letterArgs } from '../support/letter-args.ts';
import { openTestOffice, type TestDesk, type TestOffice } from '../support/office.ts';
import { testRegister, type TestRegister } from '../support/register.ts';
import { judgeShown } from '../support/shown-entry.ts';
import { hashOf, pdfBytes, pieces, scanArgs } from '../support/scan-parts.ts';
import { settled, until } from '../support/wait.ts';

const subject = 'Hasil audit keamanan yang tidak untuk semua';
const note = 'Tutup celah yang disebut auditor sebelum akhir bulan';
const scanWords = 'kata-kata di dalam pindaian rahasia';
const bytes = ((): Uint8Array => {
  const pdf = Buffer.from(pdfBytes(1_300_000));
  for (const at of [300, 1_100_000]) pdf.write(scanWords, at, 'utf8');
  return new Uint8Array(pdf);
})();

/** Files of a desk that hold the text: the journal, the settings, the scans. */
function filesHolding({ disk, file, room }: TestDesk, text: string): readonly string[] {
  const wanted = Buffer.from(text, 'utf8');
  const files = [...disk.files, ...room.files].map(([name, one]) => [name, Buffer.from(one.bytes)] as const);
  const all = [...files, ['desk.json', Buffer.from(JSON.stringify(file.read()))] as const];
  return all.filter(([, content]) => content.includes(wanted)).map(([name]) => name);
}

describe('what a desk keeps', () => {
  let place: TestOffice;
  let writer: TestDesk;
  let letterId = '';
  beforeAll(async () => {
    place = await openTestOffice();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    letterId = newId('rahasia');
    writer = await place.desk('sekretaris', { deskName: `Meja ${letterId}` });
    await until(writer.office, 'settled', () => settled(writer.office));
    writer.wire.cut();
    await writer.office.syncNow();
    const letter = letterArgs(letterId, { subject, addressedTo: ['kepala-dinas'], security: 'rahasia' });
    expect(await writer.office.run('letter.register', letter)).toMatchObject({ ok: true });
    const to = [{ position: 'kabid-persandian', due: null }];
    const said = {
      letterId,
      from: 'kepala-dinas',
      to,
      instructions: ['Untuk ditindaklanjuti'],
      note,
      date: '2026-10-08',
    };
    expect(await writer.office.run('disposition.transcribe', { ...said, parent: null })).toMatchObject({ ok: true });
    const stored = await writer.core.scans?.put(pieces(bytes, 300_000), letterId, writer.account.id);
    if (!stored?.ok) throw new Error('not stored');
    const scan = scanArgs(stored.value, `scan-of-${letterId}`);
    expect(await writer.office.run('letter.attachScan', { letterId, scan })).toMatchObject({ ok: true });
  });
  afterEach(() => writer.close());

  it('[T36] [T38] is read from no file of it, while its author is here and when he is gone', async () => {
    const secrets = [subject, letterId.toUpperCase(), note, scanWords, bytes.slice(0, 40).toString()];
    for (const words of secrets) expect(filesHolding(writer, words), words).toEqual([]);
    await writer.core.desk.signOut(writer.account.id);
    for (const words of secrets) expect(filesHolding(writer, words), words).toEqual([]);
    // The search itself finds what stands there in the open.
    expect(filesHolding(writer, 'letter.register')).not.toEqual([]);
  });

  it('[T36] says nothing in its hash to who guesses at what was entered', async () => {
    const said = { letterId, to: 'kepala-dinas' };
    for (let i = 0; i < 2; i++) {
      expect(await writer.office.run('letter.forward', said, { acting: 'sekretaris' })).toMatchObject({ ok: true });
    }
    const pending = await writer.core.desk.pending(100);
    const ops = pending.ok ? pending.value.filter(({ name }) => name === 'letter.forward') : [];
    expect(ops.map(({ args }) => args)).toEqual([said, said]);
    const [one, two] = ops.map(({ content }) => content);
    expect([one, two]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(one).not.toBe(two);
  });

  it('[T36] is there for its author again, after a restart and a sign-in without the network', async () => {
    const again = await writer.restart();
    const pending = await again.core.desk.pending(100);
    const entry = pending.ok ? pending.value.find(({ name }) => name === 'letter.register') : undefined;
    expect(entry?.args).toMatchObject({ letterId, subject });
    const got = await scansAt(again).get(again.account.id, letterId, hashOf(bytes));
    expect(got.ok && hashOf(new Uint8Array(await got.value.arrayBuffer()))).toBe(hashOf(bytes));
    await again.close();
  });

  it('[T37] [T38] reaches the register though its author is gone, and nobody at the desk may read it', async () => {
    await writer.core.desk.signOut(writer.account.id);
    writer.wire.mend();
    const window = await writer.windowOf('prakom');
    await until(window, 'sent', async () => {
      await window.syncNow();
      return settled(window);
    });
    const kadis = await place.desk('kadis', { deskName: newId('Meja kadis') });
    await until(kadis.office, 'read', async () => {
      await kadis.office.syncNow();
      return (await kadis.office.get<Letter>('letter', letterId))?.subject === subject;
    });
    expect(await kadis.office.get<Letter>('letter', letterId)).toMatchObject({ subject });
    expect(filesHolding(writer, subject)).toEqual([]);
    // Who may read the letter sends its scan at that desk, without a key to the file.
    const epoch = (await readMeta(writer.store, meta.epoch)) ?? '';
    const reader = await writer.windowOf('kadis');
    const sha256 = hashOf(bytes);
    const states = await writer.core.desk.scanStates(kadis.account.id, letterId, [sha256]);
    expect(states).toMatchObject({ value: [{ here: false, damaged: false }] });
    await until(reader, 'the scan is at the register', async () => {
      await reader.syncNow();
      await writer.core.desk.sendScans(kadis.account.id, epoch);
      const got = await scansAt(kadis).get(kadis.account.id, letterId, sha256);
      return got.ok && hashOf(new Uint8Array(await got.value.arrayBuffer())) === sha256;
    });
    await kadis.close();
  });

  it('[T37] [D9] is read from no bundle, which is imported all the same', async () => {
    const { file, entries, scans } = await bundleFrom(writer);
    expect([entries, scans]).toEqual([3, 1]);
    let inside = '';
    await changedFile(file, ({ ops, files }) => {
      inside =
        JSON.stringify(ops) +
        Object.values(files)
          .map((one) => Buffer.from(one).toString('latin1'))
          .join('');
    });
    for (const words of [subject, note, scanWords]) expect(inside.includes(words), words).toBe(false);
    const kadis = await place.desk('kadis', { deskName: newId('Meja kadis') });
    const imported = await importAt(kadis, file);
    expect(imported).toMatchObject({ ok: true, value: { of: 3, scans: 1, scansLeft: [], ended: null } });
    await until(kadis.office, 'read', async () => {
      await kadis.office.syncNow();
      return (await kadis.office.get<Letter>('letter', letterId))?.subject === subject;
    });
    const epoch = (await readMeta(kadis.store, meta.epoch)) ?? '';
    await until(kadis.office, 'the scan is at the register', async () => {
      await kadis.core.desk.sendScans(kadis.account.id, epoch);
      const got = await scansAt(kadis).get(kadis.account.id, letterId, hashOf(bytes));
      return got.ok && hashOf(new Uint8Array(await got.value.arrayBuffer())) === hashOf(bytes);
    });
    await kadis.close();
  });
});

describe('boxes at the register', () => {
  let register: TestRegister;
  let desk: DeskClient;
  beforeEach(async () => {
    register = await testRegister();
    desk = await register.desk('tu');
  });

  const keyOf = (of: DeskClient): string => of.enrolled.storeKey ?? '';
  const contentsUnder = (storeKey: string) =>
    makeContents({ storeKeyOf: () => storeKey }, { letterbox: () => null }, (length) => randomBytes(length));
  /** An entry as a desk keeps it whose author is gone. */
  const boxed = (args: unknown, storeKey = keyOf(desk), raw = {}): Operation => {
    const salt = newId('salt');
    const agenda = { book: 'SM', year: 2026, no: null, lease: null, provisional: null };
    const content = contentOf(args, salt, digest);
    return contentsUnder(storeKey).seal(desk.op('letter.register', args, { agenda, raw: { salt, content, ...raw } }));
  };
  const codes = async (ops: readonly unknown[]) =>
    (await desk.push(ops)).results.map(({ status, code }) => code ?? status);
  const aLetter = () => registerArgs({ letterId: newId('letter') });

  it('[T37] are opened, and what lies in them is judged and kept as any entry', async () => {
    const args = aLetter();
    const op = boxed(args);
    expect(JSON.stringify(op)).not.toContain(args.subject);
    expect(await codes([op])).toEqual(['applied']);
    const kept = await register.store.read((tx) => tx.desks.op({ ...ownSequence(desk), seq: op.seq }));
    expect(JSON.parse(kept?.body ?? '{}')).toMatchObject({ args: { subject: args.subject } });
    expect(kept?.body).not.toContain('"box"');
  });

  it('[T37] another account, at this desk or another, cannot open', async () => {
    const op = boxed(aLetter());
    for (const key of [keyOf(await register.desk('sekretaris')), randomBytes(32).toString('base64url')]) {
      expect(contentsUnder(key).open(op)).toBe(op);
    }
    expect(contentsUnder(keyOf(desk)).open(op)).toHaveProperty('args');
  });

  it('[T37] under a key nobody gave are quarantined, and stop nothing behind them', async () => {
    const ops = [boxed(aLetter(), randomBytes(32).toString('base64url')), boxed(aLetter())];
    expect(await codes(ops)).toEqual(['UNREADABLE', 'applied']);
  });

  it.each([
    ['changed', (box: string) => `${box.slice(0, 40)}${box[40] === 'A' ? 'B' : 'A'}${box.slice(41)}`],
    ['cut', (box: string) => box.slice(0, 20)],
    ['empty', () => ''],
  ])('[T37] %s on the way, are quarantined', async (_how, spoil) => {
    const op = boxed(aLetter());
    expect(await codes([{ ...op, box: spoil(op.box ?? '') }, boxed(aLetter())])).toEqual(['UNREADABLE', 'applied']);
  });

  it('[T37] moved to another entry, with or without its id, are quarantined', async () => {
    const first = boxed(aLetter());
    const second = boxed(aLetter());
    const third = boxed(aLetter(), keyOf(desk), { opId: first.opId });
    expect(await codes([first, { ...second, box: first.box }, { ...third, box: first.box }])).toEqual([
      'applied',
      'UNREADABLE',
      'OP_ID_TAKEN',
    ]);
  });

  it('[T37] with other content than their author signed are quarantined, whoever made them', async () => {
    const op = boxed(aLetter());
    const { box } = contentsUnder(keyOf(desk)).seal({ ...op, box: undefined, args: aLetter(), salt: 'x' });
    expect(await codes([{ ...op, box }])).toEqual(['UNREADABLE']);
  });

  it('[T37] beside which something else stands, or with content that is not that of the hash, are no operation of a desk', async () => {
    const op = boxed(aLetter());
    expect((await desk.tryPush([{ ...op, args: aLetter() }])).json).toMatchObject({ code: 'FORK' });
    const { box: _box, ...bare } = op;
    expect((await desk.tryPush([{ ...bare, args: aLetter(), salt: 'x' }])).json).toMatchObject({ code: 'FORK' });
    expect((await desk.tryPush([{ ...bare, args: aLetter() }])).json).toMatchObject({ code: 'FORK' });
  });

  it('[T37] deep or endless inside, are not parsed', async () => {
    const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
    const ops = [boxed(deep(200)), boxed(Array.from({ length: 60_000 }, () => 1)), boxed(aLetter())];
    expect(await codes(ops)).toEqual(['UNREADABLE', 'UNREADABLE', 'applied']);
  });

  it('[T37] longer than an entry may be get their answer', async () => {
    const op = { ...boxed(aLetter()), box: 'A'.repeat(1_500_000) };
    expect(await codes([op])).toEqual(['INVALID']);
    expect(await codes([boxed(aLetter())])).toEqual(['applied']);
  });

  it('[T37] of an entry that stood at an earlier place are known by its id and content', async () => {
    const args = aLetter();
    const first = boxed(args);
    await desk.push([first]);
    const { opId, content } = first;
    const again = boxed(args, randomBytes(32).toString('base64url'), { opId, content });
    expect(await codes([again])).toEqual(['applied']);
  });

  it('[T37] open with a key the register had before', async () => {
    const op = boxed(aLetter());
    await register.store.write(async (tx) => {
      const old = await tx.meta(registerMeta.seal);
      await tx.setMeta(registerMeta.olderSeals, [old ?? '']);
      await tx.setMeta(registerMeta.seal, randomBytes(32).toString('hex'));
    });
    const [opened] = await openBoxes(register.store, digest, desk.id, [op]);
    expect(opened).toHaveProperty('args.subject');
  });

  it('[T37] in quarantine are shown to the administrator, who cannot accept them', async () => {
    const admin = await register.desk('admin');
    const op = boxed(aLetter(), randomBytes(32).toString('base64url'));
    await desk.push([op]);
    const list = await admin.send('GET', trustPaths.quarantine);
    expect(list.status === 200 ? list.json : list.status).toMatchObject({
      entries: [{ opId: op.opId, code: 'UNREADABLE', args: null, acceptable: false }],
    });
    expect((await judgeShown(admin, op.opId, { decision: 'accept' })).json).toEqual({ code: 'NOT_FOUND' });
  });
});

describe('the key of a scan', () => {
  it('[T38] opens it for its own letter alone', async () => {
    const place = await openTestOffice({ demo: true });
    const writer = await place.desk('sekretaris');
    await until(writer.office, 'settled', () => settled(writer.office));
    const stored = await writer.core.scans?.put(pieces(bytes, 300_000), 'surat-a', writer.account.id);
    if (!stored?.ok) throw new Error('not stored');
    const { sha256 } = stored.value;
    const lies = writer.room.files.get(`${sha256.slice(0, 2)}/${sha256}`)?.bytes ?? new Uint8Array();
    const [key] = keysIn(lies);
    if (!key) throw new Error('no key');
    const info = await writer.core.desk.describe();
    const desk = (info.ok && info.value.desk?.id) || '';
    await place.whileStopped(async () => {
      const { openSqlite } = await import('../../server/store/sqlite/open.ts');
      const opened = openSqlite(`${place.dataDir}/lembar.db`, 'x');
      if (!opened.ok) throw new Error(opened.error);
      const chunk = Buffer.from(lies.subarray(8, 8 + chunkLength + 16));
      const sealed = { desk, sha256, offset: 0, chunk, box: uploadBox(key) };
      const own = await openChunk(opened.value, { ...sealed, letter: 'surat-a' });
      expect(own && Buffer.compare(own, Buffer.from(bytes.subarray(0, chunkLength)))).toBe(0);
      expect(await openChunk(opened.value, { ...sealed, letter: 'surat-saya' })).toBeNull();
      expect(await openChunk(opened.value, { ...sealed, letter: 'surat-a', offset: chunkLength })).toBeNull();
      expect(await openChunk(opened.value, { ...sealed, letter: 'surat-a', sha256: '0'.repeat(64) })).toBeNull();
      await opened.value.close();
    });
    await place.close();
  });
});
