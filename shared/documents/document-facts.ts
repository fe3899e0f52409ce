import { plannedEnd } from '../cases/clock.ts';
import { caseNumber } from '../cases/number.ts';
import type { FieldValue } from '../cases/case.ts';
import { longDate } from '../dates/indonesian.ts';
import { dateInWords } from '../dates/in-words.ts';
import type { Letter, Security } from '../letters/letter.ts';
import { inSentence, officeInSentence } from '../office/letterhead.ts';
import type { DocumentFacts, DocumentLayout, FilledFacts } from './document-layout.ts';
import { openFindings } from './findings.ts';
import { stateAtIssue, stepFields, type DocumentSource } from './document-source.ts';

const natures: Readonly<Record<Security, string>> = {
  biasa: 'Biasa',
  terbatas: 'Terbatas',
  rahasia: 'Rahasia',
  'sangat-rahasia': 'Sangat Rahasia',
};

function letterInSentence(letter: Letter | null): string {
  if (!letter) return '';
  return [
    letter.letterNumber === '' ? '' : `nomor ${letter.letterNumber}`,
    letter.letterDate === null ? '' : `tanggal ${longDate(letter.letterDate)}`,
    `hal ${letter.subject}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function missingPapers(source: DocumentSource): readonly string[] {
  const { requirements } = stateAtIssue(source);
  return source.service.requirements
    .filter(({ code }) => requirements[code]?.present !== true)
    .map(({ title }) => title);
}

/** What a document's sentences may refer to. */
export function documentFacts(source: DocumentSource): DocumentFacts {
  const { service, found, state, letter, office, entry } = source;
  const fields = stepFields(state, entry.step, entry.round);
  const field = (key: string): FieldValue => fields[key] ?? null;
  return {
    serviceTitle: service.title,
    caseNumber: caseNumber(service, letter?.agenda ?? null),
    subject: stateAtIssue(source).title,
    agency: inSentence(found.agency.name),
    office: officeInSentence(office),
    city: office.city,
    requestLetter: letterInSentence(letter),
    received: longDate(found.received),
    plannedEnd: longDate(plannedEnd(service, found.received, entry.step)),
    nature: natures[found.security],
    date: entry.date,
    dateInWords: dateInWords(entry.date),
    round: entry.round,
    missing: missingPapers(source),
    issueOf(code) {
      const issue = state.documents.findLast((one) => one.code === code && one.round <= entry.round);
      return issue ? `nomor ${issue.number} tanggal ${longDate(issue.date)}` : '';
    },
    hasEarlier: state.documents.some((one) => one.code === entry.code && one.round < entry.round),
    openFindings: (part) => openFindings(part, source),
    field,
    lastRow(key) {
      const value = field(key);
      return Array.isArray(value) ? ((value as readonly Readonly<Record<string, string>>[]).at(-1) ?? {}) : {};
    },
  };
}

/** The facts with the recorded texts; one that was never asked for stands as it would be suggested. */
export function filledFacts(facts: DocumentFacts, layout: DocumentLayout, source: DocumentSource): FilledFacts {
  const { content } = source.entry;
  const asks = new Map(layout.asks.map((one) => [one.key, one] as const));
  return { ...facts, ask: (key) => content[key] ?? asks.get(key)?.suggest(facts) ?? '' };
}
