import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import type { Position } from '../../shared/people/people.ts';
import { textOf } from '../support/failing-store.ts';
import { letterArgs } from '../support/letter-args.ts';
import type { TestDesk } from '../support/office.ts';
import { officeForEach } from '../support/office-for-each.ts';
import { settled, until } from '../support/wait.ts';

const subject = 'Hasil audit keamanan yang tidak untuk semua';
const inflate = (bytes: Uint8Array): string => inflateRawSync(bytes).toString('utf8');

/** Everything of a desk on its disk or received from the server, as text. */
async function everythingOf(desk: TestDesk): Promise<string> {
  const journal = [...desk.disk.files.values()].map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
  return [await textOf(desk.store, inflate), ...journal, desk.wire.received().toString('utf8')].join('\n');
}

describe('secret letters', () => {
  const place = officeForEach();
  const { ready } = place;
  const newest = { received: { date: '2026-10-08', time: '23:00' }, subject, addressedTo: ['kepala-dinas'] } as const;
  const secret = (id: string) => letterArgs(id, { ...newest, addressedTo: ['kepala-dinas'], security: 'rahasia' });

  it('[S1] [S2] whom it is not addressed to has its number, dates and level, and no byte more', async () => {
    const booked = await ready('sekretaris');
    const addressed = await ready('kadis');
    const other = await ready('prakom');
    await booked.office.run('letter.register', secret('s'));
    await until(booked.office, 'sent', () => settled(booked.office));
    await until(
      addressed.office,
      'read',
      async () => (await addressed.office.get<Letter>('letter', 's'))?.subject === subject,
    );
    await until(other.office, 'the stub', async () => (await other.office.get('letterStub', 's')) !== null);
    expect(other.office.letters({}).line(0)).toMatchObject({
      id: 's',
      hidden: true,
      subject: '',
      sender: '',
      security: 'rahasia',
    });
    expect(other.office.letters({ text: 'audit keamanan' }).total).toBe(0);
    expect(await everythingOf(other)).not.toContain(subject);
    expect(await everythingOf(addressed)).toContain(subject);
    const third = await ready('kabid.statistik');
    expect(await everythingOf(third)).not.toContain(subject);
    expect(third.office.letters({}).line(0)).toMatchObject({ hidden: true });
  });

  it('[S3] [L5] a letter that becomes secret leaves every desk it is not addressed to, also out of the packs', async () => {
    const sekretaris = await ready('sekretaris');
    const open = letterArgs('s', { ...newest, addressedTo: ['kepala-dinas'] });
    await sekretaris.office.run('letter.register', open);
    await until(sekretaris.office, 'sent', () => settled(sekretaris.office));
    // One desk holds it as a row, one inside a pack of its first sync.
    const other = await ready('prakom');
    expect(await textOf(other.store, inflate)).toContain(subject);
    await sekretaris.office.run('letter.correct', { letterId: 's', set: { security: 'rahasia' } });
    await until(other.office, 'gone', async () => (await other.office.get('letter', 's')) === null);
    expect(other.office.letters({}).line(0)).toMatchObject({ id: 's', hidden: true });
    expect(await textOf(other.store, inflate)).not.toContain(subject);
    const again = await other.restart();
    expect(again.office.letters({ text: 'audit' }).total).toBe(0);
    expect(again.office.letters({}).line(0)).toMatchObject({ id: 's', hidden: true });
    await again.close();
  });

  it('[S2] [L1] who joins the chain gets it, and who leaves the position loses it', async () => {
    const sekretaris = await ready('sekretaris');
    const kabid = await ready('kabid.persandian');
    const admin = await ready('admin');
    await sekretaris.office.run('letter.register', secret('s'));
    await sekretaris.office.run('disposition.transcribe', {
      letterId: 's',
      parent: null,
      from: 'kepala-dinas',
      to: [{ position: 'kabid-persandian', due: null }],
      instructions: [],
      note: 'Telaah',
      date: '2026-10-08',
    });
    await until(kabid.office, 'it came', async () => (await kabid.office.get('letter', 's')) !== null);
    const position = admin.office.master<Position>('position').find(({ id }) => id === 'kabid-persandian') as Position;
    const holders = position.holders.map((holder) => ({ ...holder, to: '2026-10-07' }));
    await admin.office.run('position.save', { doc: { ...position, holders } });
    await until(admin.office, 'sent', () => settled(admin.office));
    await kabid.office.syncNow();
    await until(kabid.office, 'it went', async () => (await kabid.office.get('letter', 's')) === null);
    expect(await textOf(kabid.store, inflate)).not.toContain(subject);
    expect(kabid.office.letters({}).line(0)).toMatchObject({ id: 's', hidden: true });
  });

  it('booking a secret letter takes a right of its own', async () => {
    const tu = await ready('tu');
    expect(await tu.office.run('letter.register', secret('s'))).toMatchObject({
      ok: false,
      error: [{ code: 'NO_RIGHT_TO_BOOK_SECRET', field: 'security' }],
    });
  });
});
