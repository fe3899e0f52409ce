import { sameValue } from '../../../shared/commands/merge-fields.ts';
import type { Disposition, Filing, Forwarding, Print, Withdrawal } from '../../../shared/letters/facts.ts';
import { scansOf } from '../../../shared/letters/attached-scan.ts';
import type { Correction, Letter, LetterHeader } from '../../../shared/letters/letter.ts';
import type { Author } from '../../../shared/people/who.ts';

/** A correction with the value it led to: that of the next correction of the field, or the present one. */
export interface FieldChange {
  readonly field: keyof LetterHeader;
  readonly was: unknown;
  readonly became: unknown;
}

/** What happened to a letter, for its history. */
export type LetterEvent = { readonly at: string; readonly by: Author; readonly key: string } & (
  | { readonly kind: 'registered' }
  | { readonly kind: 'voided'; readonly reason: string }
  | { readonly kind: 'correction'; readonly changes: readonly FieldChange[] }
  | { readonly kind: 'disposition'; readonly disposition: Disposition }
  | { readonly kind: 'report' | 'complete'; readonly position: string; readonly text: string }
  /** How often the same sheet was printed in a row. */
  | { readonly kind: 'print'; readonly print: Print; readonly times: number }
  | { readonly kind: 'forward'; readonly forward: Forwarding }
  | { readonly kind: 'file'; readonly filing: Filing }
  | { readonly kind: 'scan'; readonly name: string }
  | { readonly kind: 'scanRemoved'; readonly name: string; readonly reason: string }
  | { readonly kind: 'withdraw'; readonly withdrawal: Withdrawal; readonly from: string | null }
);

function corrections(letter: Letter): LetterEvent[] {
  const became = (at: number, { field }: Correction): unknown =>
    letter.corrections.slice(at + 1).find((later) => later.field === field)?.was ?? letter[field];
  const groups = new Map<string, { readonly first: Correction; readonly changes: FieldChange[] }>();
  letter.corrections.forEach((correction, at) => {
    const change = { field: correction.field, was: correction.was, became: became(at, correction) };
    const group = groups.get(correction.opId);
    if (group) group.changes.push(change);
    else groups.set(correction.opId, { first: correction, changes: [change] });
  });
  return [...groups.values()]
    .map(({ first, changes }) => ({ first, changes: changes.filter(({ was, became: now }) => !sameValue(was, now)) }))
    .map(({ first, changes }) => ({ kind: 'correction', key: first.opId, at: first.at, by: first.by, changes }));
}

function scanEvents(letter: Letter): readonly LetterEvent[] {
  return scansOf(letter).flatMap(({ id, name, at, by, removed }): LetterEvent[] => [
    { kind: 'scan', key: id, at, by, name },
    ...(removed
      ? [
          {
            kind: 'scanRemoved',
            key: `${id} removed`,
            at: removed.at,
            by: removed.by,
            name,
            reason: removed.reason,
          } as const,
        ]
      : []),
  ]);
}

/** Prints of the same sheet that follow each other are one line with their number: twenty of them hide everything else. */
function printsTogether(events: readonly LetterEvent[]): readonly LetterEvent[] {
  const lines: LetterEvent[] = [];
  for (const event of events) {
    const last = lines.at(-1);
    const isSame =
      event.kind === 'print' &&
      last?.kind === 'print' &&
      last.print.sheet === event.print.sheet &&
      last.print.paper === event.print.paper;
    if (isSame) lines[lines.length - 1] = { ...last, times: last.times + event.times };
    else lines.push(event);
  }
  return lines;
}

/** The history of a letter, newest first. Wall times of several desks are only nearly in order, and so is this. */
export function letterEvents(letter: Letter): readonly LetterEvent[] {
  const authors = new Map(letter.facts.flatMap((f) => (f.kind === 'disposition' ? [[f.id, f.from] as const] : [])));
  const facts = letter.facts.flatMap((fact): LetterEvent[] => {
    const base = { key: fact.id, at: fact.at, by: fact.by };
    if (fact.kind === 'print') return [{ ...base, kind: 'print', print: fact, times: 1 }];
    if (fact.kind === 'disposition') return [{ ...base, kind: 'disposition', disposition: fact }];
    if (fact.kind === 'report' || fact.kind === 'complete') {
      return [{ ...base, kind: fact.kind, position: fact.position, text: fact.text }];
    }
    if (fact.kind === 'forward') return [{ ...base, kind: 'forward', forward: fact }];
    if (fact.kind === 'file') return [{ ...base, kind: 'file', filing: fact }];
    if (fact.kind === 'withdraw') {
      return [{ ...base, kind: 'withdraw', withdrawal: fact, from: authors.get(fact.of) ?? null }];
    }
    return [];
  });
  const { registered, voided } = letter;
  const events: LetterEvent[] = [
    { kind: 'registered', key: letter.id, at: registered.at, by: registered.by },
    ...facts,
    ...scanEvents(letter),
    ...corrections(letter),
    ...(voided
      ? [{ kind: 'voided', key: 'voided', at: voided.at, by: voided.by, reason: voided.reason } as const]
      : []),
  ];
  return printsTogether(events.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)));
}
