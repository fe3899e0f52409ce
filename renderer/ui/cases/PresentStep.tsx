import { Alert, Button } from '@mui/material';
import { standing } from '../../../shared/cases/actors.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { StepDefinition } from '../../../shared/services/definition.ts';
import { actorText } from '../../../shared/services/standard.ts';
import { useLive } from '../office/office-context.tsx';
import type { Names } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';
import { mayAct } from './case-actions.ts';
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
  const who = useLive((office) => office.who());
  const wait = state.waits.at(-1);
  if (state.phase === 'waiting' && wait) {
    const missing = requirementTitles(service, wait.missing).join('; ');
    return (
      <Alert
        severity="warning"
        sx={{ mt: 1 }}
        action={
          mayAct(known, 'resume', who) && (
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
  if (standing(service, step, state, who) === 'none') {
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
