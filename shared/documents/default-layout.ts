import type { DocumentDefinition, StepDefinition } from '../services/definition.ts';
import { assertNever } from '../result.ts';
import { agencySigner, conclusion, letterAsks, memoAsks, secondParty, toAgency } from './asks.ts';
import type { DocumentLayout, ExtraText } from './document-layout.ts';
import { agreementEnd, field, salutation, letterEnd, said } from './phrases.ts';

function asksOf(definition: DocumentDefinition): readonly ExtraText[] {
  const subject = (): string => definition.title;
  switch (definition.form) {
    case 'surat':
      return letterAsks(subject, toAgency);
    case 'nota-dinas':
      return memoAsks(subject, 'Kepala Bidang');
    case 'berita-acara':
      return [...secondParty, conclusion];
    case 'laporan':
      return [conclusion];
    case 'lampiran':
      return [];
    default:
      return assertNever(definition.form, 'form');
  }
}

/** A document of a service without wording of its own: what its form asks for, and every field of its step. */
export function defaultLayout(definition: DocumentDefinition, step: StepDefinition): DocumentLayout {
  const asks = asksOf(definition);
  const letter = definition.form === 'surat';
  const agency = step.actors.every(({ kind }) => kind === 'agency');
  return {
    code: definition.code,
    title: definition.form === 'nota-dinas' ? 'NOTA DINAS' : definition.title.toLocaleUpperCase('id'),
    issuer: agency ? 'agency' : 'office',
    asks: agency ? [...asks, ...agencySigner] : asks,
    opening: () => (letter ? [salutation] : []),
    parts: [{ kind: 'case' }, ...step.fields.map(({ key }) => field(key))],
    closing: (facts) => [
      ...asks.filter(({ key }) => key === 'tambahan' || key === 'kesimpulan').flatMap(({ key }) => said(facts, key)),
      ...(letter ? [letterEnd] : definition.form === 'berita-acara' ? [agreementEnd] : []),
    ],
  };
}
