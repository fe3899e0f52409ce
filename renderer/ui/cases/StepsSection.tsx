import CheckCircle from '@mui/icons-material/CheckCircleOutlined';
import Flag from '@mui/icons-material/FlagOutlined';
import RadioButtonChecked from '@mui/icons-material/RadioButtonChecked';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import { Box, Paper, Step, StepConnector, StepContent, StepLabel, Stepper, Typography } from '@mui/material';
import { isEnded, turnOf } from '../../../shared/cases/case-line.ts';
import { derivedRecords } from '../../../shared/cases/derived.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { StepDefinition } from '../../../shared/services/definition.ts';
import { actorText } from '../../../shared/services/standard.ts';
import { ToneChip } from '../kit/index.ts';
import type { Names } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';
import type { KnownCase } from '../office/case-states.ts';
import { DerivedStep } from './DerivedStep.tsx';
import { PresentStep } from './PresentStep.tsx';
import { StepRecordView } from './StepRecordView.tsx';

interface Props {
  readonly known: KnownCase;
  readonly letter: Letter | null;
  readonly names: Names;
  readonly onResume: () => void;
}

type StepState = 'done' | 'present' | 'ahead';

/** The mark of a step on the line of the procedure. */
function StepMark({ state }: { readonly state: StepState }) {
  const t = useTexts();
  switch (state) {
    case 'done':
      return <CheckCircle color="primary" role="img" aria-hidden={false} aria-label={t('cases.step.isDone')} />;
    case 'present':
      return <RadioButtonChecked color="primary" />;
    case 'ahead':
      return <RadioButtonUnchecked color="disabled" />;
  }
}

/** Title and actors of a step, beside its mark. */
function StepHead({ step, state, turn }: { readonly step: StepDefinition; readonly state: StepState; turn: number }) {
  const t = useTexts();
  const present = state === 'present';
  return (
    <StepLabel icon={<StepMark state={state} />}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline', flexWrap: 'wrap', color: 'text.primary' }}>
        <Typography variant="h3">{t('cases.stepNow', { no: step.no, title: step.title })}</Typography>
        {present && <ToneChip tone="primary" label={t('cases.step.present')} />}
        {present && turn > 1 && <ToneChip tone="warning" label={t('cases.round', { round: turn })} />}
        <Typography variant="caption" color="textSecondary" sx={{ ml: 'auto' }}>
          {t('cases.step.actors', { who: actorText(step.actors) })}
        </Typography>
      </Box>
    </StepLabel>
  );
}

/** What was recorded of a step and, where it is the present one, its form. */
function StepPart({ step, state: is, ...props }: Props & { readonly step: StepDefinition; readonly state: StepState }) {
  const t = useTexts();
  const { service, state } = props.known;
  const present = is === 'present';
  const records = state.records.filter((record) => record.step === step.code);
  return (
    <>
      {present && (
        <Typography variant="body2" color="textSecondary">
          {step.text}
        </Typography>
      )}
      {step.derived !== undefined && (
        <DerivedStep service={service} step={step} letter={props.letter} names={props.names} />
      )}
      {records.map((record) => (
        <StepRecordView key={record.id} step={step} record={record} names={props.names} known={props.known} />
      ))}
      {present && (
        <Paper variant="outlined" sx={{ mt: 1, px: 2, py: 1, borderColor: 'primary.main' }}>
          <PresentStep {...props} step={step} />
        </Paper>
      )}
      {!present && records.length === 0 && step.derived === undefined && (
        <Typography variant="body2" color="textSecondary">
          {t(isEnded(state) ? 'cases.step.skipped' : 'cases.step.later')}
        </Typography>
      )}
    </>
  );
}

/** Where a step of the case stands: done once a record of it counts, or the letter shows that it was. */
function stepState({ known: { service, state }, letter }: Props, step: StepDefinition): StepState {
  if (!isEnded(state) && step.code === state.step) return 'present';
  const recorded = state.records.some((record) => record.step === step.code && !record.aside);
  const derived = letter ? derivedRecords(service, letter) : [];
  return recorded || derived.some((record) => record.step === step.code && record.done) ? 'done' : 'ahead';
}

/** Langkah: every step of the procedure with its rounds, and the form of the one that is to be done. */
export function StepsSection(props: Props) {
  const t = useTexts();
  const { service, state } = props.known;
  const of = (step: StepDefinition): StepState => stepState(props, step);
  return (
    <Stepper
      orientation="vertical"
      nonLinear
      activeStep={-1}
      connector={<StepConnector sx={{ '& .MuiStepConnector-line': { minHeight: 8 } }} />}
      aria-label={t('cases.section.langkah')}
    >
      {service.steps.map((step) => (
        <Step
          key={step.code}
          expanded
          active={of(step) === 'present'}
          completed={of(step) === 'done'}
          aria-current={of(step) === 'present' ? 'step' : undefined}
        >
          <StepHead step={step} state={of(step)} turn={turnOf(state, step.code, state.round)} />
          <StepContent>
            <StepPart {...props} step={step} state={of(step)} />
          </StepContent>
        </Step>
      ))}
      {isEnded(state) && (
        <Step expanded completed>
          <StepLabel icon={<Flag color="primary" />}>
            <Typography variant="h3">{t('cases.step.ended', { phase: t(`cases.phase.${state.phase}`) })}</Typography>
          </StepLabel>
          <StepContent>
            {state.withdrawn && (
              <Typography variant="body2">
                {t('cases.step.withdrawnBecause', { reason: state.withdrawn.reason })}
              </Typography>
            )}
            {state.maintenance.length > 0 && (
              <Box component="section" aria-label={t('cases.step.maintenance')} sx={{ mt: 1 }}>
                <Typography variant="subtitle2" component="h4">
                  {t('cases.step.maintenance')}
                </Typography>
                {state.maintenance.map(({ id, on, note }) => (
                  <Typography key={id} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                    {t('cases.step.maintained', { date: longDate(on), note })}
                  </Typography>
                ))}
              </Box>
            )}
          </StepContent>
        </Step>
      )}
    </Stepper>
  );
}
