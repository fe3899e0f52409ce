import { agencyCaseKind } from './agency-case/kind.ts';
import { caseKind } from './case/kind.ts';
import { complaintKind } from './complaint/kind.ts';
import { interchangeKind } from './interchange/kind.ts';
import { letterKind, letterStubKind } from './letter/kind.ts';
import { masterKinds } from './master/kinds.ts';

/** Every kind of record, a line each. A stub or an excerpt comes after the kind it stands for. */
export const recordKinds = [
  letterKind,
  letterStubKind,
  caseKind,
  agencyCaseKind,
  complaintKind,
  interchangeKind,
  ...masterKinds,
] as const;
