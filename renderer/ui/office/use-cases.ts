import { useMemo } from 'react';
import type { Case } from '../../../shared/cases/case.ts';
import { byUrgency, caseLine, type CaseLine } from '../../../shared/cases/case-line.ts';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import type { Agenda } from '../../../shared/letters/letter.ts';
import type { Office } from '../../data/office.ts';
import { useToday } from './clock-context.tsx';
import { useLive } from './office-context.tsx';
import { knownCase, type KnownCase } from './case-states.ts';

type Agendas = readonly (Agenda | null)[];

const agendasOf = (office: Office): Agendas =>
  office.records('case').map(({ letterId }) => office.letterLine(letterId)?.agenda ?? null);

function linesOf(cases: readonly Case[], agendas: Agendas, day: PlainDate): readonly CaseLine[] {
  const lines = cases.flatMap((found, at) => {
    const known = knownCase(found);
    return known ? [caseLine(found, known.state, known.service, agendas[at] ?? null, day)] : [];
  });
  return lines.sort(byUrgency);
}

/** Every case of the office as a line of a day, the most urgent first. */
export function caseLines(office: Office, day: PlainDate): readonly CaseLine[] {
  return linesOf(office.records('case'), agendasOf(office), day);
}

/** The cases as lists show them today. */
export function useCaseLines(): readonly CaseLine[] {
  const today = useToday();
  const cases = useLive((office) => office.records('case'));
  const agendas = useLive(agendasOf);
  return useMemo(() => linesOf(cases, agendas, today), [cases, agendas, today]);
}

/** A case of this desk with its state; null when it is not here or of a newer program. */
export function useCase(id: string): KnownCase | null {
  const found = useLive((office) => office.records('case').find((one) => one.id === id) ?? null, [id]);
  return found && knownCase(found);
}
