/**
 * How far the journal was replayed to a restored register (PROTOCOL E2, T52). The window sends the pieces; that they follow
 * each other and that nothing is left, the desk core says itself.
 */
export interface Replay {
  /** From a handshake that asks for the past: the register has everything up to that sequence number. */
  begin(lastSeq: number): void;
  /** A piece of the past as the journal has it: what is answered behind `afterSeq`, and whether more follows. */
  read(afterSeq: number, seqs: readonly number[], more: boolean): void;
  /** Whether operations go on from the last answer of the register, leaving none out. */
  follows(seqs: readonly number[]): boolean;
  /** Whether the register has everything when it has these too. */
  endsWith(seqs: readonly number[]): boolean;
  /** The register answered these. */
  answered(seqs: readonly number[]): void;
}

/** Steps remembered: more than lie between two answers of the register. */
const mostSteps = 10_000;

/** Nothing is replayed before a handshake asks for it. */
export function makeReplay(): Replay {
  /** The sequence number of the next answered operation; null: there is none. */
  const next = new Map<number, number | null>();
  let replayedTo: number | null = null;

  const note = (seq: number, following: number | null): void => {
    next.delete(seq);
    next.set(seq, following);
    for (const first of next.keys()) {
      if (next.size <= mostSteps) return;
      next.delete(first);
    }
  };

  /** How far the register has it with these; null: they leave something out, or nothing was asked for. */
  const reached = (seqs: readonly number[]): number | null => {
    let at = replayedTo;
    for (const seq of seqs) {
      if (at === null) return null;
      if (seq <= at) continue;
      if (next.get(at) !== seq) return null;
      at = seq;
    }
    return at;
  };

  return {
    begin: (lastSeq) => void (replayedTo = lastSeq),
    read: (afterSeq, seqs, more) => {
      let at = afterSeq;
      for (const seq of seqs) {
        note(at, seq);
        at = seq;
      }
      if (!more) note(at, null);
    },
    follows: (seqs) => reached(seqs) !== null,
    endsWith: (seqs) => {
      const at = reached(seqs);
      return at !== null && next.get(at) === null;
    },
    answered: (seqs) => void (replayedTo = reached(seqs) ?? replayedTo),
  };
}
