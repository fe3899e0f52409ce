/** The page of one recorded document, ready to be printed: `/cetak-dokumen/<case>/<act>`. */
export function documentPrintPath(caseId: string, actId: string): string {
  return `/cetak-dokumen/${encodeURIComponent(caseId)}/${encodeURIComponent(actId)}`;
}
