import type { DocumentPart, FilledFacts } from './document-layout.ts';

/** Sentences that letters and agreements of the office share. */

export const salutation = 'Dengan hormat,';
export const letterEnd = 'Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.';
export const agreementEnd =
  'Demikian berita acara ini dibuat dengan sebenarnya dalam rangkap 2 (dua), masing-masing mempunyai kekuatan yang sama, untuk digunakan sebagaimana mestinya.';

/** A list in a sentence: `a, b, dan c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 3) return words.join(' dan ');
  return `${words.slice(0, -1).join(', ')}, dan ${words.at(-1) ?? ''}`;
}

/** A sentence with a text in it; none while that text is empty. */
export const ifSaid = (text: string, sentence: (text: string) => string): readonly string[] =>
  text.trim() === '' ? [] : [sentence(text.trim())];

/** What the parties of a berita acara did; the day and the parties' names stand before it. */
export const jointStatement = (what: string): readonly string[] => [
  `PIHAK PERTAMA dan PIHAK KEDUA ${what}, dengan hasil sebagai berikut.`,
];

/** An extra text as paragraphs of its own; none when it was left empty. */
export const said = ({ ask }: FilledFacts, key: string): readonly string[] =>
  ask(key)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A field of the document's own step, or of another one. */
export const field = (key: string, step?: string): DocumentPart =>
  step === undefined ? { kind: 'field', key } : { kind: 'field', key, step };
