import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../shared/cases/case.ts';
import { caseState } from '../../shared/cases/case-state.ts';
import { buildApplication } from '../../shared/services/build-app.ts';
import type { Complaint } from '../../shared/complaints/complaint.ts';
import { textOf } from '../support/failing-store.ts';
import { letterArgs } from '../support/letter-args.ts';
import type { TestDesk } from '../support/office.ts';
import { officeForEach } from '../support/office-for-each.ts';
import { settled, until } from '../support/wait.ts';

const title = 'Aplikasi pelacakan bantuan sosial';
const inflate = (bytes: Uint8Array): string => inflateRawSync(bytes).toString('utf8');

const opening = (letterId: string, more: object = {}) => ({
  caseId: `case-${letterId}`,
  service: 'pembuatan-aplikasi',
  letterId,
  agency: { id: null, name: 'Dinas Sosial' },
  title,
  received: '2026-10-08',
  security: 'biasa',
  readers: [],
  ...more,
});

const act = (letterId: string, more: object) => ({ caseId: `case-${letterId}`, act: more });

const refusal = (note: string) => ({
  step: 'telaah',
  round: 1,
  outcome: 'ditolak',
  fields: { 'hasil-telaah': 'Sudah ada aplikasi yang sama.' },
  note,
  onBehalf: false,
  finishedOn: '2026-10-09',
});

const refusalLetter = {
  step: 'telaah',
  round: 1,
  code: 'surat-penolakan',
  number: '9/2026',
  date: '2026-10-09',
  signer: null,
  content: {},
};

/** Cases a test opened, without those of the demonstration office. */
const casesAt = ({ office }: TestDesk): readonly Case[] =>
  office.records('case').filter((found) => found.title === title);
const complaintsAt = ({ office }: TestDesk): readonly Complaint[] =>
  office.records('complaint').filter(({ id }) => id === 'c');

const only = (desk: TestDesk): Case => {
  const [found, more] = casesAt(desk);
  if (!found || more) throw new Error('not one case');
  return found;
};

const stateOf = (desk: TestDesk) => caseState(only(desk), () => buildApplication);

describe('cases at several desks', { timeout: 60_000 }, () => {
  const place = officeForEach();
  const { ready } = place;

  it('a case opened at one desk is in memory at the other, and again after a start', async () => {
    const tu = await ready('tu');
    const kabid = await ready('kabid.aptika');
    await tu.office.run('letter.register', letterArgs('l'));
    const changes: boolean[] = [];
    tu.office.onChange(({ records }) => changes.push(records));
    expect(await tu.office.run('case.open', opening('l'))).toMatchObject({ ok: true, value: { agenda: null } });
    expect(only(tu).title).toBe(title);
    expect(changes).toContain(true);
    await until(kabid.office, 'it arrives', () => casesAt(kabid).length === 1);
    expect(only(kabid)).toEqual(only(tu));
    const again = await kabid.restart();
    expect(only(again)).toEqual(only(tu));
    await again.close();
    // A desk that comes later gets it with its first reading.
    const late = await ready('kasi.aplikasi');
    expect(only(late)).toEqual(only(tu));
  });

  it('the same step finished at two desks counts once; the other record is kept without effect, flagged, and both agree', async () => {
    const tu = await ready('tu');
    const first = await ready('kabid.aptika', 'Meja A');
    const second = await ready('kabid.aptika', 'Meja B');
    await tu.office.run('letter.register', letterArgs('l'));
    await tu.office.run('case.open', opening('l'));
    for (const desk of [first, second]) await until(desk.office, 'it arrives', () => casesAt(desk).length === 1);
    expect(await first.office.run('case.document', act('l', refusalLetter))).toMatchObject({ ok: true });
    await until(second.office, 'the letter arrives', () => only(second).acts.length === 1);
    second.wire.cut();
    await until(second.office, 'offline', () => second.office.sync().phase === 'offline');
    expect(await second.office.run('case.finish', act('l', refusal('dari meja B')))).toMatchObject({ ok: true });
    expect(await first.office.run('case.finish', act('l', refusal('dari meja A')))).toMatchObject({ ok: true });
    // What was entered here is seen here at once, without the server.
    expect(stateOf(second)).toMatchObject({ phase: 'refused', records: [{ note: 'dari meja B', aside: false }] });
    await until(first.office, 'sent', () => settled(first.office));
    second.wire.mend();
    await second.office.syncNow();
    await until(second.office, 'flagged', async () => (await second.office.attention()).length === 1);
    await until(first.office, 'both records', () => only(first).acts.length === 3);
    await until(second.office, 'the same', () => JSON.stringify(only(second)) === JSON.stringify(only(first)));
    expect(stateOf(first)).toMatchObject({
      phase: 'refused',
      records: [
        { note: 'dari meja A', aside: false },
        { note: 'dari meja B', aside: true },
      ],
    });
    expect(await second.office.attention()).toMatchObject([
      { name: 'case.finish', status: 'flagged', code: 'CASE_ENDED', docType: 'case' },
    ]);
    expect(await first.office.attention()).toEqual([]);
  });

  it('a letter opened as a case at two desks keeps both, and the second is flagged', async () => {
    const first = await ready('tu', 'Meja A');
    const second = await ready('tu', 'Meja B');
    await first.office.run('letter.register', letterArgs('l'));
    await until(second.office, 'it arrives', async () => (await second.office.get('letter', 'l')) !== null);
    second.wire.cut();
    await until(second.office, 'offline', () => second.office.sync().phase === 'offline');
    await second.office.run('case.open', opening('l', { caseId: 'other' }));
    await first.office.run('case.open', opening('l'));
    await until(first.office, 'sent', () => settled(first.office));
    second.wire.mend();
    await second.office.syncNow();
    await until(second.office, 'flagged', async () => (await second.office.attention()).length === 1);
    expect(await second.office.attention()).toMatchObject([{ status: 'flagged', code: 'LETTER_HAS_CASE' }]);
    await until(first.office, 'both', () => casesAt(first).length === 2);
  });

  it('no case becomes one of a service that does not exist', async () => {
    const tu = await ready('tu');
    await tu.office.run('letter.register', letterArgs('l'));
    await tu.office.run('case.open', opening('l'));
    expect(await tu.office.run('case.service', act('l', { service: 'tidak-ada', reason: 'salah' }))).toMatchObject({
      ok: false,
      error: [{ code: 'UNKNOWN_SERVICE', field: 'service' }],
    });
  });

  it('[D2] an act saved twice from one form is one act', async () => {
    const tu = await ready('tu');
    await tu.office.run('letter.register', letterArgs('l'));
    await tu.office.run('case.open', opening('l'), { opId: 'once' });
    expect(await tu.office.run('case.open', opening('l'), { opId: 'once' })).toMatchObject({
      ok: true,
      value: { opId: 'once' },
    });
    expect(await tu.office.run('case.open', opening('l'))).toMatchObject({ ok: false, error: [{ code: 'CASE_OPEN' }] });
  });

  it('[S2] the case of a secret letter reaches only who may read it or has to act on it', async () => {
    const sekretaris = await ready('sekretaris');
    const kadis = await ready('kadis');
    const kabid = await ready('kabid.aptika');
    const other = await ready('kasi.data');
    const letter = letterArgs('l', { security: 'rahasia', addressedTo: ['kepala-dinas'] });
    await sekretaris.office.run('letter.register', letter);
    const args = opening('l', { security: 'rahasia', readers: ['kepala-dinas'] });
    expect(await sekretaris.office.run('case.open', args)).toMatchObject({ ok: true });
    await until(kadis.office, 'a reader has it', () => casesAt(kadis).length === 1);
    await until(kabid.office, 'who is on turn has it', () => casesAt(kabid).length === 1);
    await until(other.office, 'the stub', async () => (await other.office.get('letterStub', 'l')) !== null);
    expect(casesAt(other)).toEqual([]);
    expect(await textOf(other.store, inflate)).not.toContain(title);
    expect(other.wire.received().toString('utf8')).not.toContain(title);
  });

  it('[S2] the team of a secret case reads it through the positions of its people, as long as they are the team', async () => {
    const sekretaris = await ready('sekretaris');
    const member = await ready('kasi.data');
    await sekretaris.office.run('letter.register', letterArgs('l', { security: 'rahasia' }));
    await sekretaris.office.run('case.open', opening('l', { security: 'rahasia', readers: ['sekretaris'] }));
    const team = { people: ['demo-kasi-data'], positions: ['kasi-data'] };
    expect(await sekretaris.office.run('case.team', act('l', team))).toMatchObject({ ok: true });
    await until(member.office, 'the team has it', () => casesAt(member).length === 1);
    await sekretaris.office.run('case.team', act('l', { people: [], positions: [] }));
    await until(member.office, 'it is gone', () => casesAt(member).length === 0);
    expect(await textOf(member.store, inflate)).not.toContain(title);
  });

  it('[S3] a case follows its letter when that becomes secret', async () => {
    const sekretaris = await ready('sekretaris');
    const other = await ready('kasi.data');
    await sekretaris.office.run('letter.register', letterArgs('l', { addressedTo: ['kepala-dinas'] }));
    await sekretaris.office.run('case.open', opening('l'));
    await until(other.office, 'it is there', () => casesAt(other).length === 1);
    await sekretaris.office.run('letter.correct', { letterId: 'l', set: { security: 'rahasia' } });
    await until(other.office, 'it is gone', () => casesAt(other).length === 0);
    expect(await textOf(other.store, inflate)).not.toContain(title);
    await until(sekretaris.office, 'secret', () => only(sekretaris).security === 'rahasia');
    expect(only(sekretaris).readers).toContain('kepala-dinas');
  });

  it('[S3] a case opened for everybody before its desk learned that the letter is secret stands, secret, and is flagged', async () => {
    const sekretaris = await ready('sekretaris', 'Meja A');
    const second = await ready('sekretaris', 'Meja B');
    const other = await ready('kasi.data');
    await sekretaris.office.run('letter.register', letterArgs('l', { addressedTo: ['kepala-dinas'] }));
    await until(second.office, 'it arrives', async () => (await second.office.get('letter', 'l')) !== null);
    second.wire.cut();
    await until(second.office, 'offline', () => second.office.sync().phase === 'offline');
    await second.office.run('case.open', opening('l'));
    await sekretaris.office.run('letter.correct', { letterId: 'l', set: { security: 'rahasia' } });
    await until(sekretaris.office, 'sent', () => settled(sekretaris.office));
    second.wire.mend();
    await second.office.syncNow();
    await until(second.office, 'flagged', async () => (await second.office.attention()).length === 1);
    expect(await second.office.attention()).toMatchObject([{ status: 'flagged', code: 'CASE_NOT_SECRET' }]);
    await until(second.office, 'as secret as its letter', () => only(second).security === 'rahasia');
    expect(only(second).readers).toContain('kepala-dinas');
    await until(sekretaris.office, 'who reads the letter has it', () => casesAt(sekretaris).length === 1);
    await other.office.syncNow();
    await until(other.office, 'settled', () => settled(other.office));
    expect(casesAt(other)).toEqual([]);
    expect(other.wire.received().toString('utf8')).not.toContain(title);
  });

  it('[S2] a secret complaint reaches who leads and who it was given to, and nobody else', async () => {
    const tu = await ready('tu');
    const kabid = await ready('kabid.ikp');
    const other = await ready('kasi.data');
    const complaint = {
      ...{ complaintId: 'c', kind: 'pengaduan', channel: 'surat', trackingId: '', received: '2026-10-08' },
      ...{ reporter: { name: '', contact: '' }, anonymous: true, secret: true, class: 'pengaduan' },
      ...{ subject: 'Layanan lambat sekali', text: 'Sudah dua bulan.', service: null, caseId: null, letterId: null },
    };
    expect(await tu.office.run('complaint.record', complaint)).toMatchObject({ ok: true });
    await tu.office.run('complaint.assign', { complaintId: 'c', act: { position: 'kabid-ikp' } });
    await until(kabid.office, 'who it was given to has it', () => complaintsAt(kabid).length === 1);
    expect((await kabid.office.get<Complaint>('complaint', 'c'))?.acts).toMatchObject([{ kind: 'assign' }]);
    await other.office.syncNow();
    await until(other.office, 'settled', () => settled(other.office));
    expect(complaintsAt(other)).toEqual([]);
    expect(await textOf(other.store, inflate)).not.toContain(complaint.subject);
  });
});
