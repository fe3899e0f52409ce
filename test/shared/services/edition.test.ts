import { describe, expect, it } from 'vitest';
import { findCommand } from '../../../shared/commands/registry.ts';
import type { View } from '../../../shared/commands/command.ts';
import { standingOf } from '../../../shared/cases/case-state.ts';
import { plannedDates } from '../../../shared/cases/clock.ts';
import { satisfies } from '../../../shared/cases/gates.ts';
import type { Position } from '../../../shared/people/people.ts';
import { buildApplication } from '../../../shared/services/build-app.ts';
import type { ServiceDefinition } from '../../../shared/services/definition.ts';
import {
  currentServices,
  definitionOf,
  editionId,
  keptOf,
  nextEdition,
  plannedWhole,
  type ServiceEdition,
} from '../../../shared/services/edition.ts';
import { officePositions } from '../../../shared/cases/actors.ts';
import { checkEdition } from '../../../shared/services/check-edition.ts';
import { publishedServices } from '../../../shared/services/services.ts';
import { officer, Walk } from '../cases/case-walk.ts';

const shipped = (code = 'pembuatan-aplikasi') => {
  const found = currentServices(publishedServices, []).find(({ service }) => service.code === code);
  if (!found) throw new Error(code);
  return found;
};
const second = nextEdition(shipped());
const own: ServiceEdition = {
  ...{ id: editionId('vps', 1), service: 'vps', version: 1, prefix: 'VPS', title: 'Peminjaman Server Virtual' },
  ...{ caseName: 'Nama server', months: 1, fee: '', product: '', closed: false },
  requirements: [{ code: 'surat', title: 'Surat permohonan', retired: false }],
  steps: [
    {
      ...{ code: 'periksa', title: 'Periksa', text: '', plan: 10 },
      actors: [{ kind: 'position', position: 'kasi-ti', label: 'Kepala Seksi TI' }],
    },
    {
      ...{ code: 'serahkan', title: 'Serahkan', text: '', plan: 20 },
      actors: [{ kind: 'position', position: 'kasi-ti', label: 'Kepala Seksi TI' }],
    },
  ],
};

const positionOf = (id: string, closedOn: string | null = null) => ({ id, title: id, closedOn }) as Position;
const everyPosition = [...new Set([...publishedServices.flatMap(officePositions), 'kasi-ti'])];
function viewOf(editions: readonly ServiceEdition[] = [], closed: readonly string[] = []): View {
  const docs: Readonly<Record<string, readonly { readonly id: string }[]>> = {
    service: editions,
    position: everyPosition.map((id) => positionOf(id, closed.includes(id) ? '2026-01-01' : null)),
  };
  return {
    get: <T>(type: string, id: string) => (docs[type]?.find((doc) => doc.id === id) as T | undefined) ?? null,
    all: <T>(type: string) => (docs[type] ?? []) as readonly T[],
  };
}

type Step = ServiceEdition['steps'][number];
const withStep = (code: string, change: Partial<Step>): ServiceEdition => ({
  ...second,
  steps: second.steps.map((step) => (step.code === code ? { ...step, ...change } : step)),
});
const problems = (edition: ServiceEdition, view = viewOf()) =>
  checkEdition(view, edition).map(({ code, field }) => [code, field]);

const find = (code: string) => publishedServices.find((one) => one.code === code) ?? null;

describe('plan days', () => {
  it.each(publishedServices.map((service) => [service.code, service] as const))(
    'of %s make its months, and building or the interface has the most',
    (_code, service) => {
      const days = service.steps.map(({ plan }) => plan ?? Number.NaN);
      expect(days.reduce((sum, one) => sum + one, 0)).toBe(plannedWhole(service));
      const most = service.steps.find(({ plan }) => plan === Math.max(...days))?.code;
      expect(['pembangunan', 'penyiapan-api']).toContain(most);
    },
  );

  it('give building more than a month, and the last step the due date', () => {
    const dates = plannedDates(buildApplication, '2026-10-08');
    const at = buildApplication.steps.findIndex(({ code }) => code === 'pembangunan');
    expect([dates[at - 1], dates[at], dates.at(-1)]).toEqual(['2026-10-26', '2026-12-08', '2027-01-08']);
  });

  it('are not there for a case of before, whose months stay divided evenly', () => {
    const walk = new Walk(buildApplication);
    const { service } = standingOf(walk.found, find) ?? {};
    expect(service?.steps.some(({ plan }) => plan !== undefined)).toBe(false);
    const dates = plannedDates(service as ServiceDefinition, '2026-10-08');
    expect(dates[3]).toBe('2026-11-10');
  });
});

describe('a published version', () => {
  it('changes nothing while nothing is changed in it', () => {
    expect(definitionOf(buildApplication, second)).toEqual({
      ...buildApplication,
      complete: { all: [buildApplication.complete] },
    });
    expect(problems(second)).toEqual([]);
  });

  it('is what new cases have, and a running case keeps the one it was opened with', () => {
    const renamed = withStep('demo', { title: 'Pengujian' });
    const [now] = currentServices(publishedServices, [renamed]);
    expect(now).toMatchObject({ version: 2, edition: renamed });
    const titleIn = (version: object): string | undefined =>
      standingOf({ ...new Walk(buildApplication).found, ...version }, find)?.service.steps[6]?.title;
    expect(titleIn({ version: 1 })).toBe('Demo / pengujian aplikasi');
    expect(titleIn({})).toBe('Demo / pengujian aplikasi');
    expect(titleIn(keptOf(now))).toBe('Pengujian');
  });

  it('asks for no retired requirement and for every added one', () => {
    const requirements = [
      ...second.requirements.map((one) => ({ ...one, retired: one.code === 'database' })),
      { code: 'anggaran', title: 'Dokumen anggaran', retired: false },
    ];
    const { complete } = definitionOf(buildApplication, { ...second, requirements });
    const has = (...codes: readonly string[]) => satisfies(complete, (code) => codes.includes(code));
    expect(has('surat-permohonan', 'kak', 'proses-bisnis', 'anggaran')).toBe(true);
    expect(has('surat-permohonan', 'kak', 'proses-bisnis', 'database')).toBe(false);
  });

  it('gives a step to the position it names', () => {
    const [now] = currentServices(publishedServices, [
      withStep('telaah', { actors: [{ kind: 'position', position: 'kasi-ti', label: 'Kepala Seksi TI' }] }),
    ]);
    const walk = new Walk(now?.service ?? buildApplication);
    const ended = { kind: 'finish', step: 'telaah', round: 1, outcome: 'ditolak', fields: {}, note: 'x' } as const;
    const act = { ...ended, onBehalf: false, finishedOn: '2026-10-09' };
    expect(walk.codes(act, officer(['kabid-aptika']))).toEqual(['NOT_YOUR_STEP']);
    expect(walk.codes(act, officer(['kasi-ti']))).not.toContain('NOT_YOUR_STEP');
  });
});

describe('a version that would leave a case unfinishable', () => {
  const kasi = { kind: 'position', position: 'kasi-aplikasi', label: 'Kasi' } as const;
  it.each([
    ['a step without an actor', withStep('demo', { actors: [] }), ['STEP_WITHOUT_ACTOR', 'steps.6.actors']],
    [
      'a position that is none',
      withStep('demo', { actors: [{ ...kasi, position: 'bukan-jabatan' }] }),
      ['ACTOR_CLOSED', 'steps.6.actors'],
    ],
    [
      'a verdict nobody can give',
      withStep('pemeriksaan-keamanan', { actors: [kasi] }),
      ['VERDICT_NEEDS_POSITION', 'steps.8.actors'],
    ],
    ['plan days that are no three months', withStep('demo', { plan: 9 }), ['PLAN_NOT_WHOLE', 'months']],
    ['a step without a day', withStep('demo', { plan: 0 }), ['STEP_WITHOUT_DAYS', 'steps.6.plan']],
    ['a step less', { ...second, steps: second.steps.slice(1) }, ['STEPS_FIXED', 'steps']],
    ['another prefix', { ...second, prefix: 'APK' }, ['INVALID', 'prefix']],
    ['the prefix of another service', { ...own, prefix: 'INT' }, ['PREFIX_TAKEN', 'prefix']],
    [
      'the agency alone',
      { ...own, steps: own.steps.map((step) => ({ ...step, actors: [{ kind: 'agency', label: 'OPD' }] as const })) },
      ['SERVICE_WITHOUT_OFFICE', 'steps.0.actors'],
    ],
  ] as const)('%s is refused beside its field', (_what, edition, problem) => {
    expect(problems(edition)).toContainEqual(problem);
  });

  it('names the position that was closed', () => {
    expect(problems(second, viewOf([], ['kabid-aptika']))).toContainEqual(['ACTOR_CLOSED', 'steps.3.actors']);
  });

  it('is refused when somebody else published that number first, and taken again when it is the same', () => {
    const theirs = withStep('demo', { title: 'Uji' });
    expect(problems(second, viewOf([theirs])).map(([code]) => code)).toEqual(['SERVICE_VERSION_TAKEN']);
    expect(problems(second, viewOf([second]))).toEqual([]);
  });
});

describe('a service of the office', () => {
  it('is walked from its first step to its end', () => {
    expect(problems(own)).toEqual([]);
    const [, , now] = currentServices(publishedServices, [own]);
    const walk = new Walk(now?.service ?? buildApplication);
    walk.bringAll();
    walk.finish('lanjut');
    walk.finish('selesai');
    expect(walk.state.phase).toBe('done');
  });

  it('sends papers back while a requirement is missing', () => {
    const walk = new Walk(definitionOf(null, own));
    walk.finish('tidak-lengkap');
    expect(walk.state.phase).toBe('waiting');
  });
});

describe('opening a case', () => {
  const open = findCommand('case.open');
  const args = (more: object) => ({
    ...{ caseId: 'c', service: 'pembuatan-aplikasi', letterId: 'l', agency: { id: null, name: 'Dinas' } },
    ...{ title: 'Aplikasi', received: '2026-10-08', security: 'biasa', readers: [], ...more },
  });
  const codes = (more: object, view: View) =>
    open?.check(view, open.args.parse(args(more)), officer(everyPosition)).map(({ code }) => code);

  it('takes a version as it was published, and no other', () => {
    const view = viewOf([second]);
    expect(codes({ version: 1 }, view)).toEqual([]);
    expect(codes({ version: 2, edition: second }, view)).toEqual([]);
    expect(codes({ version: 2, edition: withStep('demo', { title: 'Lain' }) }, view)).toEqual(['UNKNOWN_SERVICE']);
    expect(codes({ version: 2, edition: second }, viewOf())).toEqual(['UNKNOWN_SERVICE']);
  });

  it('of a service that is closed is flagged', () => {
    const closed = { ...second, closed: true };
    expect(codes({ version: 2, edition: closed }, viewOf([closed]))).toEqual(['SERVICE_CLOSED']);
  });

  it('keeps the version in the case', () => {
    const stampless = {
      opId: 'o',
      by: { account: 'a', person: null, position: null },
      at: '',
      desk: 'D01',
      agenda: null,
    };
    const kept = { version: 2, edition: second };
    expect(open?.reduce(null, open.args.parse(args(kept)), stampless)).toMatchObject(kept);
  });
});
