import { z } from 'zod';
import { defineCommand, type Command, type Target, type View } from '../commands/command.ts';
import { mergeFields } from '../commands/merge-fields.ts';
import { takesPart } from '../cases/actors.ts';
import { holdFuture, sureArgs, type Sure } from '../dates/pairs.ts';
import { contractSchema, type Contract } from '../exchange/contract.ts';
import { stamp } from '../letters/close.ts';
import { id, plainDate, requiredLine } from '../letters/fields.ts';
import type { Who } from '../people/who.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { integrateData } from '../services/integrate-data.ts';
import { draftFields, mostRows, parseKey, rowKey, type DraftFields } from './draft.ts';
import {
  interchangeState,
  isSigned,
  sides,
  type Interchange,
  type InterchangeAct,
  type Version,
} from './interchange.ts';
import { isAfter, newestOf, nextVersion, numberOf, sameAgreement } from './next-version.ts';

const type = 'interchange';
const given = (view: View, target: Target | null): Interchange | null =>
  target && view.get<Interchange>(type, target.id);

/** Who has a part in the service, or belongs to the team of the request. */
const works = (doc: Pick<Interchange, 'team'>, who: Who): boolean => takesPart(integrateData, doc, who);

/** Everything but opening asks for a document, and for a part in the service. */
const may = (view: View, target: Target | null, who: Who): Refusal | null => {
  const doc = given(view, target);
  if (!doc) return refuse('NO_SUCH_INTERCHANGE');
  return works(doc, who) ? null : refuse('NOT_IN_THIS_SERVICE');
};

const openArgs = z.object({
  interchangeId: id,
  caseId: id,
  readers: z.array(id).max(400).nullable(),
  team: z.array(id).max(50),
  fields: draftFields,
});
type OpenArgs = z.infer<typeof openArgs>;

/** Begins a document of a request with what is known of it. */
export const openInterchange = defineCommand<OpenArgs, Interchange>({
  name: 'interchange.open',
  version: 1,
  args: openArgs,
  kind: 'fact',
  target: ({ interchangeId }) => ({ type, id: interchangeId }),
  reduce: (doc, { interchangeId, caseId, readers, team, fields }, ctx) =>
    doc ?? { id: interchangeId, caseId, readers, team, ...fields, opened: stamp(ctx), acts: [] },
  may: (_view, _target, who) => (works({ team: [] }, who) ? null : refuse('NOT_IN_THIS_SERVICE')),
  check: (view, { interchangeId }) => (view.get(type, interchangeId) ? [refuse('INTERCHANGE_OPEN')] : []),
});

const editArgs = z.object({ interchangeId: id, set: draftFields });
type EditArgs = z.infer<typeof editArgs>;

const elementOf = (key: string): string | null => {
  const named = parseKey(key);
  return named === null || named.kind === 'part' ? null : named.element;
};
const isCellOf = (key: string, element: string): boolean => key.startsWith(`cell:${element}:`);

/** The fields of a document with others; of a removed element its empty place alone stays. */
function withFields(doc: Interchange, set: DraftFields): Interchange {
  const removed = Object.keys(set).filter((key) => key.startsWith('row:') && set[key] === null);
  const next: Record<string, unknown> = { ...doc, ...set };
  for (const row of removed) {
    const element = row.slice('row:'.length);
    for (const key of Object.keys(next)) if (isCellOf(key, element)) delete next[key];
  }
  return next as unknown as Interchange;
}

/** An edit of an element that somebody removed meanwhile stays out, and so does the removal of one that was edited. */
function heldBack({ set }: EditArgs, doc: object, versions: Readonly<Record<string, number>>, baseRv: number) {
  const now = doc as Readonly<Record<string, unknown>>;
  const isNewer = (key: string): boolean => (versions[key] ?? 0) > baseRv;
  return Object.keys(set).filter((key) => {
    const element = elementOf(key);
    if (element === null) return false;
    const row = rowKey(element);
    if (key === row && set[row] === null) {
      return Object.keys(now).some((other) => isCellOf(other, element) && isNewer(other));
    }
    return now[row] === null && isNewer(row);
  });
}

/** Sets cells and parts, adds, moves and removes elements: whatever two desks wrote in different places stays. */
export const editInterchange = defineCommand<EditArgs, Interchange>({
  name: 'interchange.edit',
  version: 1,
  args: editArgs,
  kind: 'act',
  target: ({ interchangeId }) => ({ type, id: interchangeId }),
  reduce: (doc, { set }) => doc && withFields(doc, set),
  may,
  check: (_view, { set }) => (Object.keys(set).length === 0 ? [refuse('NOTHING_TO_CHANGE')] : []),
  bound(doc, { set }) {
    const rows = new Set([...Object.keys(doc), ...Object.keys(set)].filter((key) => key.startsWith('row:')));
    return rows.size > mostRows ? refuse('DOCUMENT_FULL') : null;
  },
  merge(args, doc, versions, baseRv) {
    const held = heldBack(args, doc, versions, baseRv);
    const now = doc as unknown as Readonly<Record<string, unknown>>;
    const mine = Object.fromEntries(Object.entries(args.set).filter(([key]) => !held.includes(key)));
    const { kept, notes } = mergeFields({ mine, now, versions, baseRv }, () => 'hold');
    const back = held.map((field) => ({ field, mine: args.set[field], now: now[field] ?? null, kept: 'now' as const }));
    return { args: { ...args, set: kept as DraftFields }, notes: [...notes, ...back] };
  },
});

/** The arguments of each act, without the document. */
export const interchangeActArgs = {
  version: z.object({ contract: contractSchema }),
  sign: z.object({
    version: id,
    party: z.enum(sides),
    name: requiredLine(300),
    position: requiredLine(300),
    on: plainDate,
    scanId: z.string().min(1, 'REQUIRED').max(64),
  }),
  retract: z.object({ of: id, reason: requiredLine(2000) }),
  publish: z.object({ version: id }),
} as const satisfies Record<InterchangeAct['kind'], z.ZodObject>;

type Kind = InterchangeAct['kind'];
type NewAct<K extends Kind> = Omit<Extract<InterchangeAct, { readonly kind: K }>, 'id' | 'at' | 'by' | 'desk' | 'kind'>;
interface ActArgs<K extends Kind> {
  readonly interchangeId: string;
  readonly act: NewAct<K>;
  readonly sure?: Sure;
}

const versionOf = (doc: Interchange, named: string): Version | null =>
  interchangeState(doc).versions.find(({ act }) => act.id === named) ?? null;

function checkVersion(view: View, doc: Interchange, { contract }: NewAct<'version'>): readonly Refusal[] {
  const { versions } = interchangeState(doc);
  const newest = newestOf(versions);
  const { version } = contract.identity;
  const unknown = sides.filter((side) => !view.get('agency', contract.parties[side].agency));
  const isRenamed = newest !== null && newest.contract.dataset.name !== contract.dataset.name;
  const next = nextVersion(versions, contract.dictionary).version;
  return [
    ...unknown.map((side) => refuse('UNKNOWN_AGENCY', { field: `part:${side}Agency` })),
    ...(contract.parties.provider.agency === contract.parties.consumer.agency
      ? [refuse('SAME_PARTY', { field: 'part:consumerAgency' })]
      : []),
    ...(isRenamed ? [refuse('DATASET_RENAMED', { field: 'part:datasetName' })] : []),
    ...(newest && !isAfter(version, numberOf(newest)) ? [refuse('EXCHANGE_NOT_NEXT')] : []),
    ...(version.major < next.major ? [refuse('EXCHANGE_BREAKS')] : []),
    ...(newest && sameAgreement(newest.contract, contract) ? [refuse('NOTHING_TO_CHANGE')] : []),
  ];
}

const sameName = (a: string, b: string): boolean => a.toLocaleLowerCase('id') === b.toLocaleLowerCase('id');

function checkSign(doc: Interchange, act: NewAct<'sign'>, sure: Sure, who: Who): readonly Refusal[] {
  const version = versionOf(doc, act.version);
  if (!version) return [refuse('NO_SUCH_VERSION')];
  const other = version.signed[act.party === 'provider' ? 'consumer' : 'provider'];
  return [
    ...(version.signed[act.party] ? [refuse('ALREADY_SIGNED')] : []),
    ...(other && sameName(other.name, act.name) ? [refuse('SAME_SIGNER', { field: 'name' })] : []),
    ...holdFuture('PAPER_IN_FUTURE', act.on, who.day, { field: 'on', sure }),
  ];
}

function checkRetract(doc: Interchange, { of }: NewAct<'retract'>): readonly Refusal[] {
  const { versions } = interchangeState(doc);
  const version = versions.find(({ signed }) => sides.some((side) => signed[side]?.id === of));
  if (!version) return [refuse('NO_SUCH_RECORD')];
  return version.order && (version.publication?.code ?? null) === null ? [refuse('ALREADY_PUBLISHED')] : [];
}

function checkPublish(doc: Interchange, { version: named }: NewAct<'publish'>): readonly Refusal[] {
  const version = versionOf(doc, named);
  if (!version) return [refuse('NO_SUCH_VERSION')];
  if (!isSigned(version)) return [refuse('EXCHANGE_UNSIGNED')];
  return version.order && (version.publication?.code ?? null) === null ? [refuse('ALREADY_PUBLISHED')] : [];
}

/** Operation names: `interchange.sign`, … */
export const interchangeActName = (kind: Kind): string => `interchange.${kind}`;

/**
 * A command of an act. A signature on paper happened, so it is a fact: kept, at worst flagged. A version, its publication and
 * what is taken back are made in the books alone and may be refused.
 */
function recorder<K extends Kind>(
  kind: K,
  how: Pick<Command<ActArgs<K>, Interchange>, 'kind'>,
  check: (view: View, doc: Interchange, args: ActArgs<K>, who: Who) => readonly Refusal[],
): Command<ActArgs<K>, Interchange> {
  return defineCommand<ActArgs<K>, Interchange>({
    name: interchangeActName(kind),
    version: 1,
    args: z.object({ interchangeId: id, act: interchangeActArgs[kind], ...sureArgs }) as unknown as z.ZodType<
      ActArgs<K>
    >,
    ...how,
    target: ({ interchangeId }) => ({ type, id: interchangeId }),
    reduce(doc, { act }, ctx) {
      if (!doc || doc.acts.some((known) => known.id === ctx.opId)) return doc;
      return { ...doc, acts: [...doc.acts, { kind, ...act, ...stamp(ctx) } as unknown as InterchangeAct] };
    },
    may,
    check(view, args, who) {
      const doc = view.get<Interchange>(type, args.interchangeId);
      return doc ? check(view, doc, args, who) : [];
    },
  });
}

/** Makes a version of what is written: from here on it is what both parties sign, and is never changed. */
export const makeVersion = recorder('version', { kind: 'act' }, (view, doc, { act }) => checkVersion(view, doc, act));

/** Records that a party signed a version on paper. */
export const signVersion = recorder('sign', { kind: 'fact' }, (_view, doc, { act, sure }, who) =>
  checkSign(doc, act, sure, who),
);

/** Takes back a signature that was recorded wrongly, before its version is opened. */
export const retractSignature = recorder('retract', { kind: 'act' }, (_view, doc, { act }) => checkRetract(doc, act));

/**
 * Orders the register to open a version at the exchange centre. Nothing is opened before both parties signed it; whether the
 * request has come to that step the register asks (`shared/records/interchange`).
 */
export const publishVersion = recorder('publish', { kind: 'act' }, (_view, doc, { act }) => checkPublish(doc, act));

export const interchangeCommands = [
  openInterchange,
  editInterchange,
  makeVersion,
  signVersion,
  retractSignature,
  publishVersion,
] as const;

export type { OpenArgs as OpenInterchangeArgs };
export type VersionArgs = ActArgs<'version'> & { readonly act: { readonly contract: Contract } };
export type PublishArgs = ActArgs<'publish'>;
