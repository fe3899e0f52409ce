import type { ActOf } from '../cases/case.ts';
import type { PlainDate } from '../dates/plain-date.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { documentFacts } from './document-facts.ts';
import type { DocumentEntry, DocumentSource } from './document-source.ts';
import { layoutOf, placeOf, type DocumentPlace } from './layouts.ts';
import { suggestNumber } from './letter-number.ts';

/** The position that usually signs: the first of the step's own officials, else the head of the office. */
function usualSigner({ step, definition }: DocumentPlace, source: Omit<DocumentSource, 'entry'>): string | null {
  const acting = step.actors.flatMap((actor) => (actor.kind === 'agency' ? [] : [actor.position]));
  const head = source.office.headPosition;
  if (definition.signedBy !== undefined) return definition.signedBy;
  // What leaves the office is signed by its head.
  const wanted = definition.form === 'surat' ? [head, ...acting] : [...acting, head];
  return wanted.find((id) => source.positions.some((one) => one.id === id && one.closedOn === null)) ?? null;
}

/**
 * A document before anybody changed a word of it: number, date, signer and every extra text as suggested, or, where it
 * is carried on, as it stood in the issue before. Null when the service does not name it at this step.
 */
export function newEntry(
  source: Omit<DocumentSource, 'entry'>,
  at: Pick<DocumentEntry, 'step' | 'code' | 'round'>,
  today: PlainDate,
): DocumentEntry | null {
  const place = placeOf(source.service, at.step, at.code);
  if (!place) return null;
  const { state, letter, office } = source;
  const taken = state.documents.map(({ number }) => number);
  const before = state.documents.findLast(({ step, code }) => step === at.step && code === at.code);
  const bare: DocumentEntry = {
    ...at,
    number: suggestNumber({ letter, office, date: today, taken }),
    date: today,
    signer: null,
    content: {},
  };
  const facts = documentFacts({ ...source, entry: bare });
  const layout = layoutOf(place);
  const content = layout.asks.map(
    ({ key, suggest, carry }) => [key, (carry === true ? before?.content[key] : undefined) ?? suggest(facts)] as const,
  );
  const position = layout.issuer === 'agency' ? null : usualSigner(place, source);
  const signer = before?.signer ?? (position === null ? null : { position, person: null });
  return { ...bare, signer, content: Object.fromEntries(content) };
}

/** The next edition of a recorded document, before anybody changed a word of it: its number, signer and texts stay. */
export function nextEntry(issue: ActOf<'document'>, today: PlainDate): DocumentEntry {
  const { step, round, code, number, signer, content, id } = issue;
  return { step, round, code, number, date: today, signer, content, replaces: id };
}

/** Extra texts the document cannot do without and that are still empty, each at its field. */
export function missingTexts(place: DocumentPlace, content: DocumentEntry['content']): readonly Refusal[] {
  return layoutOf(place).asks.flatMap(({ key, required }) =>
    required && (content[key] ?? '').trim() === '' ? [refuse('REQUIRED', { field: `content.${key}` })] : [],
  );
}
