/** What people type into the search, letter by letter: fragments of numbers, senders, words of a subject, two words. */
export const searchWords: readonly string[] = [
  '417/2026', '005/', '/ix/2026', '800/a', '2118', 'dinas kesehatan', 'bappeda', 'inspektorat', 'polisi pamong', 'arifin achmad',
  'permohonan aplikasi', 'undangan rapat', 'integrasi data kampar', 'sertifikat elektronik', 'videotron', 'pekanbaru jaringan',
  'keterbukaan siak', 'xyzzy', 'laporan evaluasi triwulan', 'sekretariat dprd bengkalis',
];
