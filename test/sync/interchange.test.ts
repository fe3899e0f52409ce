import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency } from '../../shared/office/master.ts';
import type { Contract } from '../../shared/exchange/contract.ts';
import { interchangeState, type Interchange } from '../../shared/interchange/interchange.ts';
import { aContract } from '../support/exchange-samples.ts';
import { aSignature, draftFor } from '../support/interchange-samples.ts';
import { letterArgs } from '../support/letter-args.ts';
import { openTestOffice, type TestDesk, type TestOffice } from '../support/office.ts';
import { settled, until } from '../support/wait.ts';

const id = 'doc-1';
const docAt = ({ office }: TestDesk): Interchange | null =>
  office.records('interchange').find((doc) => doc.id === id) ?? null;
const cell = (desk: TestDesk, key: string): unknown => (docAt(desk) as Readonly<Record<string, unknown>> | null)?.[key];

describe('an interchange document at several desks', { timeout: 60_000 }, () => {
  let place: TestOffice;
  beforeEach(async () => {
    place = await openTestOffice();
  });
  afterEach(() => place.close());

  const ready = async (username: string): Promise<TestDesk> => {
    const desk = await place.desk(username, { deskName: `Meja ${username}` });
    await until(desk.office, 'settled', () => settled(desk.office));
    return desk;
  };
  const run = async ({ office }: TestDesk, command: string, args: object): Promise<void> => {
    const saved = await office.run(`interchange.${command}`, args);
    if (!saved.ok) throw new Error(`${command}: ${saved.error.map(({ code, field }) => `${code} ${field}`).join()}`);
  };
  const online = async (...desks: readonly TestDesk[]): Promise<void> => {
    for (const { wire } of desks) wire.mend();
    for (const _ of desks) {
      for (const { office } of desks) {
        await office.syncNow();
        await until(office, 'settled', () => settled(office));
      }
    }
  };
  const opening = async (desk: TestDesk, security = 'biasa'): Promise<void> => {
    await desk.office.run('letter.register', letterArgs('letter-1', { security } as never));
    await desk.office.run('case.open', {
      ...{ caseId: 'case-1', service: 'integrasi-data', letterId: 'letter-1', title: 'Penduduk' },
      ...{ agency: { id: null, name: 'Bappeda' }, received: '2026-10-08', security, readers: [] },
    });
    const fields = draftFor(aContract());
    await run(desk, 'open', { interchangeId: id, caseId: 'case-1', readers: null, team: [], fields });
  };
  const edit = (desk: TestDesk, set: object) => run(desk, 'edit', { interchangeId: id, set });

  it('[P12] offline edits of different cells both stand, of the same cell the first, and its author sees the other', async () => {
    const [tu, team] = [await ready('tu'), await ready('timteknis')];
    await opening(tu);
    await online(tu, team);
    for (const { wire } of [tu, team]) wire.cut();
    await edit(tu, { 'cell:e1:title': 'Kode dari TU', 'cell:e2:satuan': 'tahun' });
    await edit(team, { 'cell:e1:title': 'Kode dari tim', 'cell:e3:satuan': 'orang' });
    await online(tu);
    await online(team);
    await online(tu, team);
    for (const desk of [tu, team]) {
      expect(['cell:e1:title', 'cell:e2:satuan', 'cell:e3:satuan'].map((key) => cell(desk, key))).toEqual([
        'Kode dari TU',
        'tahun',
        'orang',
      ]);
    }
    expect(await tu.office.attention()).toEqual([]);
    expect(await team.office.attention()).toMatchObject([
      {
        status: 'merged',
        notes: [{ field: 'cell:e1:title', mine: 'Kode dari tim', now: 'Kode dari TU', kept: 'now', by: tu.account.id }],
      },
    ]);
  });

  it('[S3] of a request whose letter becomes secret is read by those who read the request', async () => {
    const [tu, team] = [await ready('tu'), await ready('timteknis')];
    await opening(tu);
    await online(tu, team);
    expect(docAt(team)).not.toBeNull();
    const keeper = await ready('sekretaris');
    await keeper.office.run('letter.correct', { letterId: 'letter-1', set: { security: 'rahasia' } });
    await online(keeper, team);
    await until(team.office, 'it leaves', () => docAt(team) === null);
  });

  it('is ordered to be published only with both signatures, and at its step of the request', async () => {
    const [tu, team] = [await ready('tu'), await ready('timteknis')];
    await opening(tu);
    const agencies = tu.office.master<Agency>('agency').slice(0, 2);
    const sample = aContract();
    const contract: Contract = {
      ...sample,
      parties: {
        ...sample.parties,
        provider: { ...sample.parties.provider, agency: agencies[0]?.id ?? '' },
        consumer: { ...sample.parties.consumer, agency: agencies[1]?.id ?? '' },
      },
    };
    await run(tu, 'version', { interchangeId: id, act: { contract } });
    await online(tu, team);
    const version = docAt(team)?.acts[0]?.id ?? '';
    const publish = () => team.office.run('interchange.publish', { interchangeId: id, act: { version } });
    expect(await publish()).toMatchObject({ ok: false, error: [{ code: 'EXCHANGE_UNSIGNED' }] });
    for (const party of ['provider', 'consumer'] as const) {
      await run(team, 'sign', { interchangeId: id, act: aSignature(version, party) });
    }
    // The desk knows no other document than this one; the register knows how far the request is.
    expect(await publish()).toMatchObject({ ok: true });
    await online(team);
    await until(team.office, 'answered', async () => (await team.office.attention()).length > 0);
    expect(await team.office.attention()).toMatchObject([{ status: 'rejected', code: 'NOT_AT_PUBLISHING' }]);
    const doc = docAt(team);
    expect(doc && interchangeState(doc).versions[0]?.order).toBeNull();
  });
});
