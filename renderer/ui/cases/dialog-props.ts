import type { KnownCase } from '../office/case-states.ts';

/** What every dialog about a case is given. */
export interface CaseDialogProps {
  readonly known: KnownCase;
  readonly onClose: () => void;
  readonly onDone: () => void;
}
