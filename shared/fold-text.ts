/** Anything that folding could change; most texts have none of it and are only written small. */
const odd = /[^ -~]|['`]| {2}|^ | $| [-/.:]|[-/.:] /;

const dashes = /[\u2010-\u2015\u2212]/g;
const apostrophes = /['`\u00b4\u02b9-\u02bf\u2018-\u201b\u2032]/g;
const quotes = /[\u201c-\u201f\u00ab\u00bb\u2033]/g;

/**
 * A text as search compares it: letters without case, accents and ligatures, dashes and quotes of one kind, no
 * apostrophes, no space around the signs of a letter's number. What was typed elsewhere in another way is found.
 */
export function foldText(text: string): string {
  if (!odd.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(dashes, '-')
    .replace(apostrophes, '')
    .replace(quotes, '"')
    .replace(/\s+/g, ' ')
    .replace(/ ?([-/.:]) ?/g, '$1')
    .trim();
}

/** A letter's number as duplicates are found by it: no spaces, no sign at its end. `019` and `019.1` stay two. */
export function foldNumber(letterNumber: string): string {
  return foldText(letterNumber)
    .replaceAll(' ', '')
    .replace(/[-/.:,;]+$/, '');
}
