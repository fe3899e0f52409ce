import { isEnded, type CaseLine } from '../../../shared/cases/case-line.ts';

/** Which cases the list shows; `open`, the first, is what it begins with. */
export const caseViews = ['open', 'late', 'agency', 'ended', 'all'] as const;
export type CaseView = (typeof caseViews)[number];

export interface CaseFilter {
  readonly view: CaseView;
  /** Code of a service; null: all of them. */
  readonly service: string | null;
  readonly text: string;
}

export const firstFilter: CaseFilter = { view: 'open', service: null, text: '' };

function inView(line: CaseLine, view: CaseView): boolean {
  switch (view) {
    case 'open':
      return !isEnded(line);
    case 'late':
      return !isEnded(line) && line.lateness === 'late';
    case 'agency':
      return line.agencyTurn;
    case 'ended':
      return isEnded(line);
    case 'all':
      return true;
  }
}

/** All words occur somewhere in number, title, agency or step, in any case. */
function matches(line: CaseLine, words: readonly string[]): boolean {
  const text = `${line.number} ${line.title} ${line.agency} ${line.step.title}`.toLocaleLowerCase('id');
  return words.every((word) => text.includes(word));
}

/** The lines a filter leaves, in their order. */
export function filterCases(lines: readonly CaseLine[], { view, service, text }: CaseFilter): readonly CaseLine[] {
  const words = text.toLocaleLowerCase('id').split(/\s+/).filter(Boolean);
  return lines.filter(
    (line) => inView(line, view) && (service === null || line.service.code === service) && matches(line, words),
  );
}

/** How many cases each view holds, whatever is searched for. */
export function countViews(lines: readonly CaseLine[]): Readonly<Record<CaseView, number>> {
  const count = (view: CaseView): number => lines.filter((line) => inView(line, view)).length;
  return {
    open: count('open'),
    late: count('late'),
    agency: count('agency'),
    ended: count('ended'),
    all: lines.length,
  };
}
