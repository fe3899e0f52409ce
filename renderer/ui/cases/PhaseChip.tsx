import type { CasePhase } from '../../../shared/cases/case.ts';
import { ToneChip } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { phaseTone } from '../office/case-phase.ts';

/** The phase of a case. */
export function PhaseChip({ phase }: { readonly phase: CasePhase }) {
  const t = useTexts();
  return <ToneChip tone={phaseTone[phase]} label={t(`cases.phase.${phase}`)} />;
}
