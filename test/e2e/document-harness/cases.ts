import type { Case, CaseAct } from '../../../shared/cases/case.ts';
import { allPlaces, type DocumentPlace } from '../../../shared/documents/layouts.ts';
import type { ServiceDefinition } from '../../../shared/services/definition.ts';
import { publishedServices } from '../../../shared/services/services.ts';
import { letter, sampleEntry, walkThrough } from '../../support/document-samples.ts';

/** Id of the recorded document at its step, and of the case that contains it. */
export const actId = ({ step, definition }: DocumentPlace): string => `${step.code}--${definition.code}`;
export const caseId = (service: ServiceDefinition): string => `case-${service.prefix}`;

const stamp = {
  at: '2026-11-23T09:00:00.000+07:00',
  by: { account: 'a-1', person: null, position: null },
  desk: 'D01',
};

/** A long table, to see what happens to it at the end of a page. */
export const manyFindings = Array.from({ length: 60 }, (_, i) => ({
  nomor: String(i + 1),
  tingkat: 'rendah',
  uraian: `Temuan ke-${i + 1}: masukan pada formulir belum diperiksa panjang dan jenisnya.`,
}));

/** A finished case of each service with every document written once, and one document with a long table. */
export const finishedCases: readonly Case[] = publishedServices.map((service) => {
  const { found } = walkThrough(service);
  const acts = allPlaces([service]).map((place): CaseAct => ({
    kind: 'document',
    ...sampleEntry(place),
    ...stamp,
    id: actId(place),
  }));
  return { ...found, id: caseId(service), letterId: letter.id, acts: [...found.acts, ...acts] };
});

/** The security check with sixty findings. */
export const longCase: Case = {
  ...(finishedCases[0] as Case),
  id: 'case-long',
  acts: (finishedCases[0] as Case).acts.map((act) =>
    act.kind === 'finish' && act.step === 'pemeriksaan-keamanan'
      ? { ...act, fields: { ...act.fields, temuan: manyFindings } }
      : act,
  ),
};
