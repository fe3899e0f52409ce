import {
  contractSchema,
  frequencies,
  securityClasses,
  type Contract,
  type Frequency,
  type SecurityClass,
} from '../exchange/contract.ts';
import { isPlainDate } from '../dates/plain-date.ts';
import type { RefusalCode } from '../refusal.ts';
import { cellKey, partKey, type Draft, type DraftKey, type PartName } from './draft.ts';
import { columnAt, readElement, readList, readNumber, readReference, readYes, type ReadElement } from './element.ts';
import { sides } from './interchange.ts';

/** What the document is given beside its draft. */
export interface ContractHead {
  /** Number of the request. */
  readonly request: string;
  readonly version: { readonly major: number; readonly minor: number };
}

/** What stands in the way of a version, by the cell or part it belongs to. */
export type DraftFaults = ReadonlyMap<DraftKey, RefusalCode>;

export interface ReadContract {
  /** Null while there are faults. */
  readonly contract: Contract | null;
  readonly faults: DraftFaults;
  /** Nothing in the dictionary yet, or no key in it. */
  readonly missing: 'elements' | 'key' | null;
}

/** Directions as the office writes them: who begins an exchange. */
export const directions = ['push', 'pull', 'both'] as const;

const listOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** `nama: isi`, the last colon counting: names of systems have colons too. */
function pairOf(line: string): readonly [string, string] {
  const at = line.lastIndexOf(':');
  return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}

/** Where a part of the contract is typed. */
const partAt: readonly (readonly [path: string, part: PartName])[] = [
  ['identity.number', 'number'],
  ['identity.date', 'date'],
  ...sides.flatMap((side): readonly (readonly [string, PartName])[] => [
    [`parties.${side}.agency`, `${side}Agency`],
    [`parties.${side}.name`, `${side}Name`],
    [`parties.${side}.contact.name`, `${side}Contact`],
    [`parties.${side}.contact.phone`, `${side}Phone`],
    [`parties.${side}.contact.email`, `${side}Email`],
  ]),
  ['parties.technicalTeam', 'technicalTeam'],
  ['parties.legalBasis', 'legalBasis'],
  ['scenario.purpose', 'purpose'],
  ['scenario.direction', 'direction'],
  ['scenario.trigger', 'trigger'],
  ['scenario.frequency', 'frequency'],
  ['scenario.volume', 'volume'],
  ['scenario.window', 'window'],
  ['dataset.name', 'datasetName'],
  ['dataset.title', 'datasetTitle'],
  ['dataset.description', 'description'],
  ['dataset.keywords', 'keywords'],
  ['references', 'references'],
  ['security.class', 'securityClass'],
  ['security.personalData', 'personalData'],
  ['security.masking', 'masking'],
  ['service.name', 'serviceName'],
  ['service.limits', 'requestsPerMinute'],
  ['quality.rules', 'qualityRules'],
  ['quality.reconciliation', 'reconciliation'],
  ['agreement.sla', 'sla'],
  ['agreement.changeControl', 'changeControl'],
  ['agreement.retention', 'retention'],
  ['test.date', 'testDate'],
  ['test.result', 'testResult'],
];

/** The part of the draft that a path into the contract is about. */
export function partOfPath(path: string): PartName | null {
  return partAt.find(([start]) => path === start || path.startsWith(`${start}.`))?.[1] ?? null;
}

/** References the elements name, each with the owner that the document states for it. */
function referencesOf(read: readonly ReadElement[], stated: readonly string[]): Contract['references'] {
  const owners = new Map(stated.map(pairOf).map(([name, owner]) => [name.replaceAll(/\s+/g, ' '), owner]));
  const named = new Map<string, Contract['references'][number]>();
  for (const { field } of read) {
    if (!field?.reference) continue;
    const { scheme, version } = field.reference;
    const name = `${scheme} ${version}`;
    named.set(name, { scheme, version, owner: owners.get(name) ?? '' });
  }
  for (const [name, owner] of owners) {
    const reference = readReference(name);
    if (reference && !named.has(name)) named.set(name, { ...reference, owner });
  }
  return [...named.values()];
}

/** Reads the draft: the contract it makes, or everything that keeps it from being one, each at its cell or part. */
export function readContract({ elements, parts }: Draft, { request, version }: ContractHead): ReadContract {
  const faults = new Map<DraftKey, RefusalCode>();
  const note = (key: DraftKey, code: RefusalCode): void => void (faults.has(key) || faults.set(key, code));
  const part = (name: PartName): string => parts[name]?.trim() ?? '';
  const read = elements.map(readElement);
  for (const [i, { faults: own }] of read.entries()) {
    for (const { column, code } of own) note(cellKey(elements[i]?.id ?? '', column), code);
  }
  const wholeNumber = (name: PartName): number | null => {
    if (part(name) === '') return null;
    const count = readNumber(part(name));
    if (count === null) note(partKey(name), 'BAD_NUMBER');
    return count;
  };
  const personal = readYes(part('personalData'));
  if (personal === null) note(partKey('personalData'), 'NOT_YES_NO');
  for (const name of ['date', 'testDate'] as const) {
    if (part(name) !== '' && !isPlainDate(part(name))) note(partKey(name), 'NOT_A_DATE');
  }
  const volume = wholeNumber('volume');
  const perMinute = wholeNumber('requestsPerMinute');
  const reconciliation = listOf(part('reconciliation')).map((line) => {
    const [what, counted] = pairOf(line);
    const expected = readNumber(counted);
    if (expected === null) note(partKey('reconciliation'), 'BAD_NUMBER');
    return { what, expected: expected ?? 0 };
  });
  const party = (side: (typeof sides)[number]) => ({
    agency: part(`${side}Agency`),
    name: part(`${side}Name`),
    contact: { name: part(`${side}Contact`), phone: part(`${side}Phone`), email: part(`${side}Email`) },
  });
  // A fault of an element is said at its cell; the rest is checked without it.
  const placed = read.flatMap(({ field, isKey }, i) => (field ? [{ field, isKey, at: i }] : []));
  const keys = placed.filter(({ isKey }) => isKey).map(({ field }) => field.name);
  const mapping = placed.flatMap(({ field, at }) => {
    const transform = elements[at]?.cells.transform?.trim() ?? '';
    return field.source === '' && transform === ''
      ? []
      : [{ from: field.source.slice(0, 300), to: field.name, transform }];
  });
  const candidate = {
    identity: { number: part('number'), version, date: part('date'), request },
    parties: {
      provider: party('provider'),
      consumer: party('consumer'),
      technicalTeam: listOf(part('technicalTeam')),
      legalBasis: listOf(part('legalBasis')),
    },
    scenario: {
      purpose: part('purpose'),
      direction: part('direction'),
      trigger: part('trigger'),
      frequency: part('frequency'),
      volume,
      window: part('window'),
    },
    dataset: {
      name: part('datasetName'),
      title: part('datasetTitle'),
      description: part('description'),
      keywords: readList(part('keywords').replaceAll(',', ';')),
    },
    dictionary: { fields: placed.map(({ field }) => field), primaryKey: keys },
    references: referencesOf(read, listOf(part('references'))),
    security: {
      class: part('securityClass'),
      personalData: personal === true,
      masking: listOf(part('masking')).map((line) => {
        const [field, rule] = pairOf(line);
        return { field, rule };
      }),
    },
    service: { name: part('serviceName'), auth: 'kunci API', limits: { requestsPerMinute: perMinute ?? 0 } },
    mapping,
    quality: { rules: listOf(part('qualityRules')), reconciliation },
    agreement: { sla: part('sla'), changeControl: part('changeControl'), retention: part('retention') },
    test: { date: part('testDate') === '' ? null : part('testDate'), result: part('testResult') },
  };
  const parsed = contractSchema.safeParse(candidate);
  const whole = read.every(({ field }) => field !== null);
  for (const { path, message, code } of parsed.error?.issues ?? []) {
    if (path[0] === 'dictionary') {
      const at = path[1] === 'fields' && typeof path[2] === 'number' ? placed[path[2]] : undefined;
      const named = path[1] === 'primaryKey' ? keys[Number(path[2])] : undefined;
      const called = placed.filter(({ field }) => field.name === named);
      // Of two elements of one name the name is what is wrong.
      const keyAt = called.length === 1 ? called[0] : undefined;
      if (at)
        note(cellKey(elements[at.at]?.id ?? '', columnAt(path.slice(3))), message === 'TWICE' ? 'TWICE' : 'INVALID');
      if (keyAt) note(cellKey(elements[keyAt.at]?.id ?? '', 'key'), message === 'TWICE' ? 'TWICE' : 'INVALID');
      continue;
    }
    const name = partOfPath(path.join('.'));
    if (name === null) continue;
    note(
      partKey(name),
      part(name) === ''
        ? 'REQUIRED'
        : code === 'too_big'
          ? 'TOO_LONG'
          : code === 'invalid_value'
            ? 'NOT_A_CHOICE'
            : 'INVALID',
    );
  }
  const missing = elements.length === 0 ? 'elements' : keys.length === 0 && whole ? 'key' : null;
  const complete = parsed.success && faults.size === 0 && missing === null && whole;
  return { contract: complete ? parsed.data : null, faults, missing };
}

/** The parts of a draft that say what a contract says; a carried version begins with them. */
export function partsOf(contract: Contract): Draft['parts'] {
  const { identity, parties, scenario, dataset, references, security, service, quality, agreement, test } = contract;
  const lines = (all: readonly string[]): string => all.join('\n');
  const side = (name: (typeof sides)[number]) => {
    const { agency, name: called, contact } = parties[name];
    return {
      [`${name}Agency`]: agency,
      [`${name}Name`]: called,
      [`${name}Contact`]: contact.name,
      [`${name}Phone`]: contact.phone,
      [`${name}Email`]: contact.email,
    };
  };
  return {
    number: identity.number,
    date: identity.date,
    ...side('provider'),
    ...side('consumer'),
    technicalTeam: lines(parties.technicalTeam),
    legalBasis: lines(parties.legalBasis),
    purpose: scenario.purpose,
    direction: scenario.direction,
    trigger: scenario.trigger,
    frequency: scenario.frequency,
    volume: scenario.volume === null ? '' : String(scenario.volume),
    window: scenario.window,
    datasetName: dataset.name,
    datasetTitle: dataset.title,
    description: dataset.description,
    keywords: dataset.keywords.join('; '),
    references: lines(references.map(({ scheme, version, owner }) => `${scheme} ${version}: ${owner}`)),
    securityClass: security.class,
    personalData: security.personalData ? 'ya' : 'tidak',
    masking: lines(security.masking.map(({ field, rule }) => `${field}: ${rule}`)),
    serviceName: service.name,
    requestsPerMinute: String(service.limits.requestsPerMinute),
    qualityRules: lines(quality.rules),
    reconciliation: lines(quality.reconciliation.map(({ what, expected }) => `${what}: ${expected}`)),
    ...agreement,
    testDate: test.date ?? '',
    testResult: test.result,
  };
}

/** What a choice may be, for its field in the form. */
export const partChoices: Partial<Record<PartName, readonly string[]>> = {
  direction: directions,
  frequency: frequencies satisfies readonly Frequency[],
  securityClass: securityClasses satisfies readonly SecurityClass[],
  personalData: ['ya', 'tidak'],
};
