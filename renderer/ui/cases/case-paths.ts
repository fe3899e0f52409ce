/** The sections of a case's page, as its address names them. */
export const caseSections = ['langkah', 'persyaratan', 'dokumen', 'linimasa', 'riwayat'] as const;
export type CaseSection = (typeof caseSections)[number];

export function casePath(id: string, section?: CaseSection): string {
  const path = `/permohonan/${encodeURIComponent(id)}`;
  return section === undefined ? path : `${path}?bagian=${section}`;
}

/** Reads the section of {@link casePath}; the steps when it names none. */
export function sectionIn(query: URLSearchParams): CaseSection {
  return caseSections.find((section) => section === query.get('bagian')) ?? 'langkah';
}
