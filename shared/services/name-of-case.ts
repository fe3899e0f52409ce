/** Words with which a subject asks, before it says for what. */
const asking = new Set(
  [
    'surat mohon permohonan usulan pengajuan permintaan bantuan fasilitasi pembuatan pembangunan pengembangan',
    'integrasi interoperabilitas pengintegrasian pertukaran pengimplementasian implementasi dan untuk perihal hal',
  ].flatMap((words) => words.split(' ')),
);

/** A word alone that names nothing. */
const nameless = new Set(['aplikasi', 'data', 'dataset', 'sistem', 'layanan']);

/**
 * The name a subject gives to the application or dataset it asks for: "Permohonan Pembuatan Aplikasi e-Surat" is about
 * "Aplikasi e-Surat". Empty when it does not begin by asking: then nobody but the reader knows.
 */
export function nameInSubject(subject: string): string {
  const words = subject.trim().split(/\s+/u);
  const first = words.findIndex((word) => !asking.has(word.toLowerCase().replace(/[:.,]+$/u, '')));
  if (first <= 0) return '';
  const rest = words.slice(first);
  if (rest.length === 1 && nameless.has(rest[0]?.toLowerCase() ?? '')) return '';
  const name = rest.join(' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
}
