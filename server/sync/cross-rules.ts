import type { Prepared } from '../../shared/commands/prepare.ts';
import type { DocRef, DocType } from '../../shared/commands/documents.ts';
import type { Who } from '../../shared/people/who.ts';
import type { RegisterView } from '../../shared/records/kind.ts';
import { findKind, isMasterType, readersOfDoc } from '../../shared/records/kinds.ts';
import { refuse, type Refusal } from '../../shared/refusal.ts';
import { docOf } from '../store/live-docs.ts';
import type { Tx } from '../store/store.ts';
import type { Masters } from './masters.ts';

/** PROTOCOL S2: nobody works on something secret he may not read, and so nobody adds himself to its readers. */
function secrecyRule({ type }: Pick<DocRef, 'type'>, doc: unknown, who: Who): Refusal | null {
  const readers = readersOfDoc(type, doc);
  if (readers === null || who.positions.some((position) => readers.includes(position))) return null;
  return refuse('NO_RIGHT_TO_READ');
}

/** PROTOCOL P20: to an agency nothing is there but its own, whatever it names. */
function agencyRule({ type }: Pick<DocRef, 'type'>, doc: unknown, { agency }: Who): Refusal | null {
  if (!agency) return null;
  const excerpt = findKind(type)?.excerpt;
  return doc !== null && excerpt?.agency(doc) === agency.id ? null : refuse('NOT_YOURS');
}

/** All documents as this transaction sees them, parsed when asked for. */
function registerView(tx: Tx, masters: Masters): RegisterView {
  return {
    async get<T>(type: DocType, id: string) {
      if (isMasterType(type)) return masters.get<T>(type, id);
      const stored = await tx.docs.get(type, id);
      return stored && (docOf(stored) as T);
    },
    async all<T>(type: DocType) {
      if (isMasterType(type)) return masters.all<T>(type);
      return (await tx.docs.ofTypes([type])).map(({ json }) => JSON.parse(json) as T);
    },
  };
}

/** Rules that need more than one document, so that only the server can check them. */
export async function crossRules(
  tx: Tx,
  { command, args }: Prepared,
  target: DocRef,
  before: unknown,
  masters: Masters,
  who: Who,
): Promise<Refusal | null> {
  const foreign = agencyRule(target, before, who);
  if (foreign) return foreign;
  const hidden = before !== null && !command.numbered ? secrecyRule(target, before, who) : null;
  const rule = findKind(target.type)?.registerRule;
  return hidden ?? (rule ? rule(registerView(tx, masters), command.name, args, who) : null);
}
