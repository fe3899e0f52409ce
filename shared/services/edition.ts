import type { Actor, RequirementRule, ServiceDefinition, StepDefinition } from './definition.ts';

/** What an administrator may say of a step; its form, its outcomes, gates and papers stay as the program has them. */
export interface StepEdition {
  readonly code: string;
  readonly title: string;
  readonly text: string;
  readonly actors: readonly Actor[];
  readonly plan: number;
}

/** A requirement of a version; a retired one is asked of no new case. */
export interface RequirementEdition {
  readonly code: string;
  readonly title: string;
  readonly retired: boolean;
}

/** A version of a service as the office published it. It never changes: another version follows it. */
export interface ServiceEdition {
  /** {@link editionId} */
  readonly id: string;
  readonly service: string;
  /** From 2 for a service the program has, which itself is version 1; from 1 for one of the office's own. */
  readonly version: number;
  readonly prefix: string;
  readonly title: string;
  readonly caseName: string;
  readonly months: number;
  readonly fee: string;
  readonly product: string;
  readonly requirements: readonly RequirementEdition[];
  readonly steps: readonly StepEdition[];
  /** Nobody opens a case of it any more. */
  readonly closed: boolean;
}

/** What a case keeps of the version it was opened with; nothing in cases of before there were versions. */
export interface Versioned {
  readonly version?: number | undefined;
  /** Of every version but the shipped one. */
  readonly edition?: ServiceEdition | undefined;
}

export const editionId = (service: string, version: number): string => `${service}.${version}`;

/** The version the program comes with. */
export const shippedVersion = 1;

/** Days a version plans for all of its steps together, at thirty to the month. */
export const plannedWhole = ({ months }: Pick<ServiceDefinition, 'months'>): number => months * 30;

/** The rule without requirements that are asked no more; null: nothing of it is left. */
function without(rule: RequirementRule, gone: ReadonlySet<string>): RequirementRule | null {
  if ('need' in rule) return gone.has(rule.need) ? null : rule;
  const left = ('all' in rule ? rule.all : rule.any).flatMap((part) => without(part, gone) ?? []);
  if (left.length === 0) return null;
  return 'all' in rule ? { all: left } : { any: left };
}

function needsOf(rule: RequirementRule): readonly string[] {
  if ('need' in rule) return [rule.need];
  return ('all' in rule ? rule.all : rule.any).flatMap(needsOf);
}

/** The rule of the program as far as its requirements stand, and every requirement the office added. */
function completeRule(base: ServiceDefinition, requirements: readonly RequirementEdition[]): RequirementRule {
  const standing = new Set(requirements.filter(({ retired }) => !retired).map(({ code }) => code));
  const known = needsOf(base.complete);
  const kept = without(base.complete, new Set(known.filter((code) => !standing.has(code))));
  const added = [...standing].filter((code) => !known.includes(code)).map((need) => ({ need }));
  return { all: [...(kept ? [kept] : []), ...added] };
}

/** A step of a service of the office's own: one result, and on to the next; the first one looks through the papers. */
function plainStep(
  edition: ServiceEdition,
  { code, title, text, actors, plan }: StepEdition,
  at: number,
): StepDefinition {
  const next = edition.steps[at + 1];
  const papers = at === 0 ? [{ kind: 'requirements' } as const] : [];
  return {
    ...{ no: at + 1, code, title, text, actors, plan, documents: [] },
    fields: [{ kind: 'text', key: 'hasil', label: 'Hasil', required: true }],
    outcomes: [
      next
        ? {
            ...{ code: 'lanjut', label: 'Selesaikan langkah', gates: papers, reason: false },
            to: { kind: 'step', step: next.code },
          }
        : {
            ...{ code: 'selesai', label: 'Selesaikan permohonan', gates: papers, reason: false },
            to: { kind: 'end', as: 'done' },
          },
      ...(at === 0
        ? ([
            {
              ...{ code: 'tidak-lengkap', label: 'Belum lengkap, kembalikan berkas', gates: [], reason: true },
              to: { kind: 'wait' },
            },
            {
              ...{ code: 'ditolak', label: 'Tolak permohonan', gates: [], reason: true },
              to: { kind: 'end', as: 'refused' },
            },
          ] as const)
        : []),
    ],
  };
}

/** A service of the office's own: its steps one after the other. */
function plainService(edition: ServiceEdition): ServiceDefinition {
  const { service, prefix, title, caseName, months, fee, product, requirements } = edition;
  const standing = requirements.filter(({ retired }) => !retired);
  return {
    ...{ code: service, prefix, title, caseName, months, fee, product, decree: null },
    requirements: standing.map((one) => ({ code: one.code, title: one.title })),
    complete: { all: standing.map(({ code }) => ({ need: code })) },
    completeBefore: edition.steps[0]?.code ?? '',
    recognisedBy: [title.toLowerCase()],
    steps: edition.steps.map((step, at) => plainStep(edition, step, at)),
    ...{ maintained: false, complaints: '', lapor: false },
  };
}

function editedService(base: ServiceDefinition, edition: ServiceEdition): ServiceDefinition {
  const { title, caseName, months, fee, product, requirements } = edition;
  const standing = requirements.filter(({ retired }) => !retired);
  return {
    ...base,
    ...{ title, caseName, months, fee, product },
    requirements: standing.map((one) => ({ code: one.code, title: one.title })),
    complete: completeRule(base, requirements),
    // A step the program gained since this version was published is as the program has it.
    steps: base.steps.map((step) => ({ ...step, ...edition.steps.find(({ code }) => code === step.code) })),
  };
}

const memory = new WeakMap<ServiceEdition, WeakMap<object, ServiceDefinition>>();
const own = {};

/** The definition of a published version; `base`: the service as the program has it, null for one of the office's own. */
export function definitionOf(base: ServiceDefinition | null, edition: ServiceEdition): ServiceDefinition {
  const known = memory.get(edition) ?? new WeakMap<object, ServiceDefinition>();
  memory.set(edition, known);
  const made = known.get(base ?? own) ?? (base ? editedService(base, edition) : plainService(edition));
  known.set(base ?? own, made);
  return made;
}

const unplanned = new WeakMap<ServiceDefinition, ServiceDefinition>();

/** The service as a case of before there were versions has it: without plan days. */
function ofBefore(base: ServiceDefinition): ServiceDefinition {
  const made = unplanned.get(base) ?? {
    ...base,
    steps: base.steps.map(({ plan: _plan, ...step }) => step),
  };
  unplanned.set(base, made);
  return made;
}

/** The definition a case keeps; null: of a service this version of the program does not know. */
export function serviceAt(base: ServiceDefinition | null, { version, edition }: Versioned): ServiceDefinition | null {
  if (edition) return definitionOf(base, edition);
  return base && version === undefined ? ofBefore(base) : base;
}

/** A service as new cases have it. */
export interface CurrentService {
  readonly service: ServiceDefinition;
  readonly version: number;
  readonly edition: ServiceEdition | null;
  readonly closed: boolean;
}

/** Every service in its newest version: those of the program first, then the office's own. */
export function currentServices(
  shipped: readonly ServiceDefinition[],
  editions: readonly ServiceEdition[],
): readonly CurrentService[] {
  const newest = (code: string) =>
    editions
      .filter(({ service }) => service === code)
      .reduce<ServiceEdition | null>((best, one) => (best && best.version >= one.version ? best : one), null);
  const own = new Set(
    editions.map(({ service }) => service).filter((code) => !shipped.some((one) => one.code === code)),
  );
  return [
    ...shipped.map((base): CurrentService => {
      const edition = newest(base.code);
      if (!edition) return { service: base, version: shippedVersion, edition, closed: false };
      return { service: definitionOf(base, edition), version: edition.version, edition, closed: edition.closed };
    }),
    ...[...own].sort().flatMap((code): readonly CurrentService[] => {
      const edition = newest(code);
      if (!edition) return [];
      return [{ service: definitionOf(null, edition), version: edition.version, edition, closed: edition.closed }];
    }),
  ];
}

/** What a case opened now keeps of that version. */
export function keptOf(current: Pick<CurrentService, 'version' | 'edition'> | undefined): Versioned {
  if (!current) return {};
  const { version, edition } = current;
  return edition ? { version, edition } : { version };
}

/** The editable part of a service as it stands, with which the form of its next version begins. */
export function nextEdition({ service, version, edition }: CurrentService): ServiceEdition {
  const { code, prefix, title, caseName, months, fee, product } = service;
  return {
    ...{ id: editionId(code, version + 1), service: code, version: version + 1 },
    ...{ prefix, title, caseName, months, fee, product },
    requirements: edition?.requirements ?? service.requirements.map((one) => ({ ...one, retired: false })),
    steps: service.steps.map((step) => ({
      ...{ code: step.code, title: step.title, text: step.text, actors: step.actors, plan: step.plan ?? 0 },
    })),
    closed: edition?.closed ?? false,
  };
}
