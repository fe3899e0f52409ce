import type { Agency } from '../../../shared/office/master.ts';

const fold = (text: string): string => text.toLocaleLowerCase('id').replace(/\s+/g, ' ').trim();

/**
 * Agencies whose name holds every typed word, best first: those that begin with the text, then those with a word that
 * begins with its first word, then the rest. Closed agencies are left out.
 */
export function matchAgencies(agencies: readonly Agency[], typed: string, limit: number): Agency[] {
  const text = fold(typed);
  const words = text.split(' ').filter((word) => word !== '');
  const hits: { readonly agency: Agency; readonly rank: number }[] = [];
  for (const agency of agencies) {
    const name = fold(agency.name);
    if (agency.closed || !words.every((word) => name.includes(word))) continue;
    const rank = name.startsWith(text) ? 0 : name.includes(` ${words[0] ?? ''}`) ? 1 : 2;
    hits.push({ agency, rank });
  }
  hits.sort((a, b) => a.rank - b.rank || a.agency.name.localeCompare(b.agency.name, 'id'));
  return hits.slice(0, limit).map(({ agency }) => agency);
}

/** The agency of exactly this name, so that one typed out is linked as if it had been chosen. */
export function agencyNamed(agencies: readonly Agency[], typed: string): Agency | null {
  const text = fold(typed);
  return agencies.find((agency) => !agency.closed && fold(agency.name) === text) ?? null;
}
