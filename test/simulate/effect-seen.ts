import { sameValue } from '../../shared/commands/merge-fields.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { kindOfCommand } from '../../shared/records/kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const holds = (doc: unknown, wanted: Fields): boolean =>
  Object.entries(wanted).every(([field, value]) => sameValue((doc as Fields)[field], value));

/** Commands whose effect need not stand in an act of their own. */
const otherwise: Readonly<Record<string, (doc: unknown, args: unknown) => boolean>> = {
  // The desk's next draft, or another one from the same desk, takes its place.
  'case.draft': () => true,
  'letter.void': (doc) => (doc as Letter).voided !== null,
  'interchange.edit': (doc, args) => holds(doc, (args as { readonly set: Fields }).set),
  'letter.correct': (doc, args) => holds(doc, (args as { readonly set: Fields }).set),
};

/** Whether a document shows the effect of an entry: the person who saved it must see it at once (S5). */
export function effectSeen(command: string, args: unknown, opId: string, doc: unknown): boolean {
  const kind = kindOfCommand(command);
  if (doc === null || !kind) return false;
  if (kind.holding === 'master') return holds(doc, (args as { readonly doc: Fields }).doc);
  if (command === kind.opens || kind.acts?.(doc).some(({ id }) => id === opId)) return true;
  return otherwise[command]?.(doc, args) ?? false;
}
