import type { PlainDate } from '../dates/plain-date.ts';
import type { Contract } from '../exchange/contract.ts';
import type { Stamp } from '../letters/facts.ts';
import type { RefusalCode } from '../refusal.ts';
import { readDraft, type Draft } from './draft.ts';

/** Which side of the exchange: who has the data, who asked for it. */
export const sides = ['provider', 'consumer'] as const;
export type Side = (typeof sides)[number];

/** What is recorded of an interchange document, in the order in which the register took it. */
export type InterchangeAct = Stamp &
  (
    | { readonly kind: 'version'; readonly contract: Contract }
    /** A party signed on paper; an officer records it on its behalf, with the scan of the sheet. */
    | {
        readonly kind: 'sign';
        /** Id of the act that made the version. */
        readonly version: string;
        readonly party: Side;
        readonly name: string;
        readonly position: string;
        readonly on: PlainDate;
        readonly scanId: string;
      }
    /** A signature that was recorded wrongly. */
    | { readonly kind: 'retract'; readonly of: string; readonly reason: string }
    | { readonly kind: 'publish'; readonly version: string }
  );
export type InterchangeActOf<K extends InterchangeAct['kind']> = Extract<InterchangeAct, { readonly kind: K }>;

/** What the register did with an order to publish. */
export interface Publication {
  /** Id of the act that ordered it. */
  readonly order: string;
  /** Why it opened nothing; null: it is open. */
  readonly code: RefusalCode | null;
  /** ms since 1970, by the register's clock. */
  readonly at: number;
  readonly dataset: string;
  readonly major: number;
  readonly minor: number;
  /** SHA-256 of the JSON Schema as it is served, and of what both parties signed; empty when nothing was opened. */
  readonly schemaHash: string;
  readonly contentHash: string;
}

/** An interchange document of a request: what is being written, its versions, their signatures and what was published. */
export interface Interchange {
  readonly id: string;
  readonly caseId: string;
  /** Positions that may read it because its case is secret; null: everybody in the office. */
  readonly readers: readonly string[] | null;
  /** People of the team of its case. */
  readonly team: readonly string[];
  readonly opened: Stamp;
  readonly acts: readonly InterchangeAct[];
  /** Written by the register alone; absent: nothing was ordered yet. */
  readonly publications?: readonly Publication[];
}

/** A version with what happened to it. */
export interface Version {
  readonly act: InterchangeActOf<'version'>;
  readonly contract: Contract;
  readonly signed: Readonly<Record<Side, InterchangeActOf<'sign'> | null>>;
  /** The newest order to publish it. */
  readonly order: InterchangeActOf<'publish'> | null;
  /** What the register did with that order; null: it has not answered yet. */
  readonly publication: Publication | null;
}

export interface InterchangeState {
  readonly draft: Draft;
  /** The oldest first. */
  readonly versions: readonly Version[];
}

/** Where a document stands, folded from its acts; what names nothing that is there has no effect. */
export function interchangeState(doc: Interchange): InterchangeState {
  const retracted = new Set(doc.acts.flatMap((act) => (act.kind === 'retract' ? [act.of] : [])));
  const signs = doc.acts.filter((act) => act.kind === 'sign').filter(({ id }) => !retracted.has(id));
  const orders = doc.acts.filter((act) => act.kind === 'publish');
  const versions = doc.acts.flatMap((act): readonly Version[] => {
    if (act.kind !== 'version') return [];
    const signedBy = (party: Side) => signs.find((sign) => sign.version === act.id && sign.party === party) ?? null;
    const order = orders.findLast(({ version }) => version === act.id) ?? null;
    const publication = order && (doc.publications?.findLast((one) => one.order === order.id) ?? null);
    const signed = { provider: signedBy('provider'), consumer: signedBy('consumer') };
    return [{ act, contract: act.contract, signed, order, publication }];
  });
  return { draft: readDraft(doc), versions };
}

/** Whether both parties signed a version. */
export const isSigned = ({ signed }: Version): boolean => signed.provider !== null && signed.consumer !== null;

/** Whether a version is open at the exchange centre, or was before a later one took its place. */
export const isOpen = ({ publication }: Version): boolean => publication !== null && publication.code === null;
