import { Alert, Button } from '@mui/material';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { StepDefinition } from '../../../shared/services/definition.ts';
import { actorText } from '../../../shared/services/standard.ts';
import { useMay } from '../office/allowed.ts';
import type { Names } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';
import type { KnownCase } from '../office/case-states.ts';
import { requirementTitles } from './case-words.ts';
import { ChainHint } from './ChainHint.tsx';
import { FieldList } from './FieldList.tsx';
import { StepForm } from './StepForm.tsx';

interface Props {
  readonly known: KnownCase;
  readonly step: StepDefinition;
  readonly letter: Letter | null;
  readonly names: Names;
  readonly onResume: () => void;
}

/** The present step: its form for those who act in it, what it waits for, or what others have written so far. */
export function PresentStep({ known, step, letter, names, onResume }: Props) {
  const t = useTexts();
  const { service, state } = known;
  const target = { type: 'case', id: known.found.id } as const;
  const mayFinish = useMay('case.finish', target);
  const mayResume = useMay('case.resume', target);
  const wait = state.waits.at(-1);
  if (state.phase === 'waiting' && wait) {
    const missing = requirementTitles(service, wait.missing).join('; ');
    return (
      <Alert
        severity="warning"
        sx={{ mt: 1 }}
        action={
          mayResume === true && (
            <Button color="inherit" onClick={onResume}>
              {t('cases.action.resume')}
            </Button>
          )
        }
      >
        {t('cases.step.waiting', { date: longDate(wait.from), reason: wait.reason.replace(/[.\s]+$/, '') })}{' '}
        {missing !== '' && t('cases.step.missing', { what: missing })}
      </Alert>
    );
  }
  if (mayFinish === undefined) return null;
  if (!mayFinish) {
    return (
      <>
        <ChainHint known={known} step={step} letter={letter} names={names} />
        <Alert severity="info" sx={{ my: 1 }}>
          {t('cases.step.notYours', { who: actorText(step.actors) })}
        </Alert>
        {Object.keys(state.draft).length > 0 && <FieldList fields={step.fields} values={state.draft} />}
      </>
    );
  }
  return (
    <>
      <ChainHint known={known} step={step} letter={letter} names={names} />
      <StepForm key={`${state.step} ${state.round} ${state.waits.length}`} known={known} />
    </>
  );
}
