/** What the two tables of claims are made of: every field that is read, what kind of value it is, and how it is proved. */

/** What a field holds; `forge.ts` has the false values of each. */
export type Kind =
  | 'account'
  | 'anything'
  | 'book'
  | 'choice'
  | 'command'
  | 'count'
  | 'desk'
  | 'epoch'
  | 'flag'
  | 'hash'
  | 'key'
  | 'lease'
  | 'letter'
  | 'machine'
  | 'moment'
  | 'number'
  | 'op'
  | 'password'
  | 'place'
  | 'position'
  | 'proto'
  | 'scope'
  | 'seal'
  | 'signature'
  | 'text'
  | 'username'
  | 'year';

export interface Claim {
  readonly kind: Kind;
  readonly proved: string;
}
export type Rows = Readonly<Record<string, readonly [Kind, string]>>;

/** A table of rows by message and field. */
export const claimsOf = (rows: Readonly<Record<string, Rows>>): ReadonlyMap<string, ReadonlyMap<string, Claim>> =>
  new Map(
    Object.entries(rows).map(([message, fields]) => [
      message,
      new Map(Object.entries(fields).map(([field, [kind, proved]]) => [field, { kind, proved }])),
    ]),
  );

/** How nothing is proved, because nothing follows from it. */
export const claim = 'a claim: kept as it is, decides nothing';
