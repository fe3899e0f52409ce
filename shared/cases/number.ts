import type { Agenda } from '../letters/letter.ts';
import type { ServiceDefinition } from '../services/definition.ts';

/** `APL-2026-0417` from the letter's agenda number; `APL-S-D01-14` until it is known. */
export function caseNumber(service: Pick<ServiceDefinition, 'prefix'>, agenda: Agenda | null): string {
  if (!agenda) return `${service.prefix}-?`;
  if (agenda.no === null) return `${service.prefix}-${agenda.provisional ?? '?'}`;
  return `${service.prefix}-${agenda.year}-${String(agenda.no).padStart(4, '0')}`;
}
