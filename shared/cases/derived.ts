import type { PlainDate } from '../dates/plain-date.ts';
import type { Disposition } from '../letters/facts.ts';
import type { Letter } from '../letters/letter.ts';
import { standingDispositions } from '../letters/status.ts';
import { assertNever } from '../result.ts';
import type { ServiceDefinition, StepDefinition } from '../services/definition.ts';

/** What the letter states of a step that is not entered again; `done` null while it has not happened. */
export interface DerivedRecord {
  readonly step: string;
  readonly done: PlainDate | null;
  readonly disposition: Disposition | null;
}

type Derived = NonNullable<StepDefinition['derived']>;

const dayOf = (wall: string): PlainDate => wall.slice(0, 10);

function derive(step: StepDefinition, derived: Derived, letter: Letter): DerivedRecord {
  switch (derived) {
    case 'submission':
      return { step: step.code, done: letter.letterDate ?? letter.received.date, disposition: null };
    case 'booking': {
      const handed = letter.facts.find(({ kind }) => kind === 'forward') ?? standingDispositions(letter.facts)[0];
      return { step: step.code, done: handed ? dayOf(handed.at) : null, disposition: null };
    }
    case 'first-disposition': {
      const first = standingDispositions(letter.facts).find(({ parent }) => parent === null) ?? null;
      return { step: step.code, done: first?.date ?? null, disposition: first };
    }
    default:
      return assertNever(derived, 'derived step');
  }
}

/** The steps of a service that ARE the letter's booking and dispositions. */
export function derivedRecords(service: ServiceDefinition, letter: Letter): readonly DerivedRecord[] {
  return service.steps.flatMap((step) => (step.derived === undefined ? [] : [derive(step, step.derived, letter)]));
}

/** The newest disposition with which a position passed the letter on: the forwarding of a review is never typed twice. */
export function forwardingOf(letter: Letter, from: string): Disposition | null {
  return standingDispositions(letter.facts).findLast((disposition) => disposition.from === from) ?? null;
}

/** The position that reviews the papers and passes the letter on; null where the step is nobody's of the office alone. */
export function reviewerOf(service: ServiceDefinition, step: StepDefinition): string | null {
  if (step.code !== service.completeBefore) return null;
  return step.actors.find((actor) => actor.kind === 'position')?.position ?? null;
}

/** What the chain of the letter does not state yet, though a step of its case is to be done. */
export type OpenChain = 'no-disposition' | 'not-forwarded';

/**
 * What is still to be entered on the letter while a step is done (standard A steps 3 and 4; the same intake comes
 * before B). It is shown and is no gate: a disposition is often written by hand and typed in afterwards, and a letter
 * that is not at this desk must not stop its case.
 */
export function openChain(service: ServiceDefinition, step: StepDefinition, letter: Letter): OpenChain | null {
  if (standingDispositions(letter.facts).length === 0) return 'no-disposition';
  const reviewer = reviewerOf(service, step);
  return reviewer !== null && forwardingOf(letter, reviewer) === null ? 'not-forwarded' : null;
}
