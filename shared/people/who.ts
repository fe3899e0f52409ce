import type { PlainDate } from '../dates/plain-date.ts';
import type { Account, AgencyPerson, Holder, HolderKind, Position, Right } from './people.ts';

/** Who did something, as kept in every record: account, person and the position acted from. */
export interface Author {
  readonly account: string;
  readonly person: string | null;
  readonly position: string | null;
  /** Of an agency: absent of the office. The register knows it; no desk can state it. */
  readonly agency?: AgencyPerson | undefined;
}

/** Someone about to do something. */
export interface Who extends Author {
  readonly admin: boolean;
  /** Positions held or deputised today. */
  readonly positions: readonly string[];
  readonly rights: ReadonlySet<Right>;
  /** The day it is for whoever judges; absent where none is known: then nothing is too late. */
  readonly day?: PlainDate;
}

function runs(span: { readonly from: PlainDate; readonly to: PlainDate | null }, day: PlainDate): boolean {
  return span.from <= day && (span.to === null || day <= span.to);
}

/**
 * The definitive holder who took the place of a Plt.: the first whose time began on his first day or later. From then on the
 * Plt. is over, whether or not anybody entered his last day. Null: none yet.
 */
export function successorOf(holders: readonly Holder[], plt: Holder, day: PlainDate): Holder | null {
  if (plt.kind !== 'plt') return null;
  const firm = holders.filter(({ kind, from }) => kind === 'definitif' && from >= plt.from && from <= day);
  return firm.sort((a, b) => (a.from < b.from ? -1 : 1))[0] ?? null;
}

/** Who holds a position on a day, of any kind. */
function holdersOn({ holders }: Position, day: PlainDate): readonly Holder[] {
  return holders.filter((holder) => runs(holder, day) && successorOf(holders, holder, day) === null);
}

/** The holder on a day; a Plh. stands before a Plt., a Plt. before a definitive holder whose place he took. */
export function holderOn(position: Position, day: PlainDate): Holder | null {
  const rank: Record<HolderKind, number> = { plh: 0, plt: 1, definitif: 2 };
  const now = [...holdersOn(position, day)];
  return now.sort((a, b) => rank[a.kind] - rank[b.kind] || (a.from < b.from ? 1 : -1))[0] ?? null;
}

/** Whether the person may act for the position on that day, as a holder of any kind or as a deputy. */
export function mayActFor(position: Position, personId: string, day: PlainDate): boolean {
  if (position.closedOn !== null && position.closedOn < day) return false;
  return (
    holdersOn(position, day).some((holder) => holder.personId === personId) ||
    position.deputies.some((deputy) => deputy.personId === personId && runs(deputy, day))
  );
}

/** Everything the rules need to know of an account on a day (WIB). `acting` must be one of its positions to count. */
export function resolveWho(
  account: Account,
  positions: readonly Position[],
  day: PlainDate,
  acting: string | null,
): Who {
  // Whatever else the account says: who is of an agency has nothing of the office.
  if (account.agency) {
    const nothing = { person: null, position: null, admin: false, positions: [], rights: new Set<Right>() };
    return { account: account.id, ...nothing, agency: account.agency, day };
  }
  const person = account.personId;
  const held = person === null ? [] : positions.filter((position) => mayActFor(position, person, day));
  const rights = new Set<Right>(held.flatMap((position) => position.rights));
  if (account.admin) rights.add('admin');
  const ids = held.map((position) => position.id);
  return {
    account: account.id,
    person,
    position: acting !== null && ids.includes(acting) ? acting : (ids[0] ?? null),
    admin: account.admin,
    positions: ids,
    rights,
    day,
  };
}
