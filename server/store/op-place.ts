/** Where an operation is kept: a position in the sequence of a desk. */
export interface OpPlace {
  readonly desk: string;
  readonly inc: number;
  readonly seq: number;
  /**
   * It was made in an incarnation the desk forked from. The other side of the fork may have used the same position, so
   * it is known by its id alone (PROTOCOL E5).
   */
  readonly forked: boolean;
}

/** Where a desk's operations of one incarnation are kept. */
export type Sequence = Omit<OpPlace, 'seq'>;

/** The sequence a desk goes on with. */
export function ownSequence({ id, inc }: { readonly id: string; readonly inc: number }): Sequence {
  return { desk: id, inc, forked: false };
}

export function isSamePlace(one: OpPlace, other: OpPlace): boolean {
  return one.desk === other.desk && one.inc === other.inc && one.seq === other.seq && one.forked === other.forked;
}
