// The addresses by which features lead to one another: they import these, never each other's files.

/** The sections of a case's page, as its address names them. */
export const caseSections = ['langkah', 'persyaratan', 'dokumen', 'interchange', 'linimasa', 'riwayat'] as const;
export type CaseSection = (typeof caseSections)[number];

export function casePath(id: string, section?: CaseSection): string {
  const path = `/permohonan/${encodeURIComponent(id)}`;
  return section === undefined ? path : `${path}?bagian=${section}`;
}

/** Reads the section of {@link casePath}; the steps when it names none. */
export function sectionIn(query: URLSearchParams): CaseSection {
  return caseSections.find((section) => section === query.get('bagian')) ?? 'langkah';
}

/** The timeline of a case, ready to be printed. */
export const timelinePrintPath = (caseId: string): string => `/cetak-linimasa/${encodeURIComponent(caseId)}`;

/** The page of one recorded document, ready to be printed: `/cetak-dokumen/<case>/<act>`. */
export function documentPrintPath(caseId: string, actId: string): string {
  return `/cetak-dokumen/${encodeURIComponent(caseId)}/${encodeURIComponent(actId)}`;
}

/** The page of an interchange document. */
export const interchangePath = (id: string): string => `/interchange/${encodeURIComponent(id)}`;

/** The cases of the agency whose account is signed in, and below it a case and a document of it. */
export const agencyCasesPath = '/instansi';
export const agencyCasePath = (id: string): string => `${agencyCasesPath}/${encodeURIComponent(id)}`;
export const agencyDocumentPath = (id: string, actId: string): string =>
  `${agencyCasePath(id)}/dokumen/${encodeURIComponent(actId)}`;

/** The letters that wait for a position of this account, of one kind or all of them. */
export const inboxPath = (kind: string): string => `/tugas/surat?jenis=${kind}`;

export const servicePath = (code: string): string => `/layanan/${encodeURIComponent(code)}`;
export const servicePrintPath = (code: string): string => `/cetak-layanan/${encodeURIComponent(code)}`;

/** What a new complaint is about, as far as it is known where it begins. */
export interface ComplaintAbout {
  readonly service?: string | undefined;
  readonly letterId?: string | undefined;
  readonly caseId?: string | undefined;
}

/** The form of a new complaint with its links filled in. */
export function newComplaintPath({ service, letterId, caseId }: ComplaintAbout): string {
  const query = new URLSearchParams();
  if (service !== undefined) query.set('layanan', service);
  if (letterId !== undefined) query.set('surat', letterId);
  if (caseId !== undefined) query.set('permohonan', caseId);
  return query.size === 0 ? '/pengaduan/baru' : `/pengaduan/baru?${query.toString()}`;
}

/** Reads {@link newComplaintPath} again. */
export function complaintAbout(query: URLSearchParams): ComplaintAbout {
  return {
    service: query.get('layanan') ?? undefined,
    letterId: query.get('surat') ?? undefined,
    caseId: query.get('permohonan') ?? undefined,
  };
}
