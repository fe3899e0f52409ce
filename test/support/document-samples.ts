import type { FieldValues } from '../../shared/cases/case.ts';
import { allPlaces, layoutOf, type DocumentPlace } from '../../shared/documents/layouts.ts';
import type { DocumentEntry, DocumentSource } from '../../shared/documents/document-source.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import type { OfficeIdentity } from '../../shared/office/master.ts';
import type { Person, Position } from '../../shared/people/people.ts';
import type { ServiceDefinition } from '../../shared/services/definition.ts';
import { publishedServices } from '../../shared/services/services.ts';
import { aLetter } from './builders.ts';
import { Walk } from '../shared/cases/case-walk.ts';
import { fakeMaster } from './fake-master.ts';

/** Every document of both services at its step. */
export const places: readonly DocumentPlace[] = allPlaces(publishedServices);
export const placeName = ({ service, step, definition }: DocumentPlace): string =>
  `${service.prefix} ${step.no} ${definition.code}`;

export const office = fakeMaster.office?.[0] as OfficeIdentity;
export const positions = fakeMaster.position as readonly Position[];
export const persons = fakeMaster.person as readonly Person[];

export const letter: Letter = aLetter({
  letterNumber: 'B/500.12.16.3/573/BPBD-KL/IX/2026',
  letterDate: '2026-09-24',
  subject: 'Permohonan Pembuatan Aplikasi Pelaporan Kejadian Bencana Terpadu',
  classification: '500.12.16.3',
});

/** Steps filled with something a person might have written; other fields keep the walk's own values. */
const entered: Readonly<Record<string, FieldValues>> = {
  analisa: {
    pertemuan: [
      {
        tanggal: '2026-10-12',
        waktu: '09.00 WIB',
        tempat: 'Ruang rapat Diskominfotik',
        hasil: 'Proses bisnis dipaparkan',
      },
    ],
    'aplikasi-sejenis': 'Belum ada aplikasi sejenis.\nBPBD masih menggunakan lembar kerja.',
  },
  'pemeriksaan-keamanan': {
    temuan: [
      { nomor: '1', tingkat: 'sedang', uraian: 'Header keamanan <belum> lengkap & perlu "perbaikan"' },
      { nomor: '2', tingkat: 'rendah', uraian: 'Versi pustaka tertinggal' },
    ],
  },
  demo: { temuan: [] },
};

/** A case of the service after every step was done once. */
export function walkThrough(service: ServiceDefinition): Walk {
  const walk = new Walk(service);
  walk.found = {
    ...walk.found,
    title: 'Aplikasi Pelaporan Kejadian Bencana Terpadu',
    agency: { id: null, name: 'BADAN PENANGGULANGAN BENCANA DAERAH' },
  };
  walk.bringAll();
  while (walk.state.phase === 'active') {
    const step = service.steps.find(({ code }) => code === walk.state.step);
    const outcome = step?.outcomes.find(({ to }) => to.kind === 'step' || (to.kind === 'end' && to.as === 'done'));
    walk.finish(outcome?.code ?? '', {
      ...entered[walk.state.step],
      ...(walk.state.step === 'hosting' ? { 'perlu-ip': false } : {}),
    });
  }
  // At the end, so that the walk itself may go on as the holders of the positions.
  walk.record({ kind: 'team', people: ['person-prakom', 'person-seksi'] });
  return walk;
}

/** Every extra text answered, so that no line of a document stays empty. */
export function sampleEntry(place: DocumentPlace, more: Partial<DocumentEntry> = {}): DocumentEntry {
  const content = Object.fromEntries(
    layoutOf(place)
      .asks.filter(({ key }) => key !== 'kepada')
      .map(({ key, kind }) => [key, kind === 'line' ? `isi ${key}` : `isi ${key}\nbaris kedua ${key}`]),
  );
  return {
    step: place.step.code,
    round: 1,
    code: place.definition.code,
    number: '500.12/417/DISKOMINFOTIK/XI/2026',
    date: '2026-11-23',
    signer: { position: 'pos-aptika', person: null },
    content,
    ...more,
  };
}

const walks = new Map(publishedServices.map((service) => [service.code, walkThrough(service)] as const));

/** What the documents of a walked case are made from. */
export const sourceOf = ({ service, found, state }: Walk): Omit<DocumentSource, 'entry'> => ({
  service,
  found,
  state,
  letter,
  office,
  positions,
  persons,
});

/** A document of a finished case, ready to be written. */
export function sampleSource(place: DocumentPlace, more: Partial<DocumentEntry> = {}): DocumentSource {
  const walk = walks.get(place.service.code);
  if (!walk) throw new Error(place.service.code);
  return { ...sourceOf(walk), entry: sampleEntry(place, more) };
}
