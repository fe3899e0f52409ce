/** Positions that lead the handling of complaints wherever they lie: the head of the office and the secretary. */
export const complaintLeaders: readonly string[] = ['kepala-dinas', 'sekretaris'];
