import { fullDate } from '../dates/indonesian.ts';
import type { DocumentFacts, DocumentPart, ExtraText } from './document-layout.ts';

/** The extra texts that several documents ask for, each with what is usually written there. */

type Suggest = (facts: DocumentFacts) => string;
const nothing: Suggest = () => '';

export const askLine = (key: string, label: string, suggest: Suggest = nothing, required = false): ExtraText => ({
  key,
  label,
  kind: 'line',
  required,
  suggest,
});
export const askText = (key: string, label: string, suggest: Suggest = nothing, required = false): ExtraText => ({
  key,
  label,
  kind: 'text',
  required,
  suggest,
});

/** A text with which the next paper of its kind begins as the last one ended. */
export const carriedAsk = (ask: ExtraText): ExtraText => ({ ...ask, carry: true });

const headOf =
  (who: Suggest): Suggest =>
  (facts) =>
    `Yth. ${who(facts)}\ndi ${facts.city || 'Tempat'}`;

/** Head of a letter; `to` is the addressee without "Yth.". */
export const letterAsks = (subject: Suggest, to: Suggest): readonly ExtraText[] => [
  carriedAsk(askText('kepada', 'Kepada', headOf(to), true)),
  carriedAsk(askLine('hal', 'Hal', subject, true)),
  carriedAsk(askLine('sifat', 'Sifat', ({ nature }) => nature, true)),
  askLine('lampiran', 'Lampiran', () => '-'),
  askText('tambahan', 'Kalimat tambahan'),
  carriedAsk(askText('tembusan', 'Tembusan (satu baris tiap penerima)')),
];

export const toAgency: Suggest = ({ agency }) => `Kepala ${agency}`;
export const toOffice: Suggest = ({ office }) => `Kepala ${office}`;

/** The head of a nota dinas, which goes from one official of the office to another. */
export const memoAsks = (subject: Suggest, to: string): readonly ExtraText[] => [
  carriedAsk(askLine('kepada', 'Kepada', () => `Yth. ${to}`, true)),
  carriedAsk(askLine('hal', 'Hal', subject, true)),
  carriedAsk(askLine('sifat', 'Sifat', ({ nature }) => nature, true)),
  askLine('lampiran', 'Lampiran', () => '-'),
  askText('tambahan', 'Kalimat tambahan'),
  carriedAsk(askText('tembusan', 'Tembusan (satu baris tiap penerima)')),
];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const day = (value: unknown): string => (typeof value === 'string' && value !== '' ? fullDate(value) : '');

/** Where and when people meet: from the latest meeting of the step, or from its date. */
export const meetingAsks = (event: Suggest): readonly ExtraText[] => [
  askLine(
    'hari-tanggal',
    'Hari, tanggal',
    (facts) => day(facts.lastRow('pertemuan')['tanggal']) || day(facts.field('tanggal')),
    true,
  ),
  askLine('waktu', 'Waktu', (facts) => textOf(facts.lastRow('pertemuan')['waktu']), true),
  askLine('tempat', 'Tempat', (facts) => textOf(facts.lastRow('pertemuan')['tempat']), true),
  askLine('acara', 'Acara', event, true),
];

/** The lines of a meeting, as {@link meetingAsks} asks for them. */
export const meetingParts: readonly DocumentPart[] = ['hari-tanggal', 'waktu', 'tempat', 'acara'].map((key) => ({
  kind: 'ask',
  key,
}));

/** The agency's side of an agreement. */
export const secondParty: readonly ExtraText[] = [
  askLine('pihak-kedua-nama', 'Nama wakil instansi', (facts) => textOf(facts.field('pihak-kedua')), true),
  askLine('pihak-kedua-jabatan', 'Jabatan wakil instansi', ({ agency }) => `Kepala ${agency}`, true),
  askLine('pihak-kedua-nip', 'NIP wakil instansi'),
].map(carriedAsk);

/** Who takes note of an agreement; may stay empty. */
export const witness: readonly ExtraText[] = [
  askLine('mengetahui-jabatan', 'Mengetahui: jabatan'),
  askLine('mengetahui-nama', 'Mengetahui: nama'),
  askLine('mengetahui-nip', 'Mengetahui: NIP'),
].map(carriedAsk);

/** To whom a report goes. */
export const reportTo = (who: Suggest): ExtraText => carriedAsk(askText('kepada', 'Kepada', headOf(who)));

/** Who signs the agency's own paper. */
export const agencySigner: readonly ExtraText[] = [
  askLine('penanda-tangan-nama', 'Nama penanda tangan', nothing, true),
  askLine('penanda-tangan-jabatan', 'Jabatan penanda tangan', ({ agency }) => `Kepala ${agency}`, true),
  askLine('penanda-tangan-nip', 'NIP penanda tangan'),
].map(carriedAsk);

export const conclusion = askText('kesimpulan', 'Kesimpulan');
