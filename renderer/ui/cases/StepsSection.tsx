import { Box, Paper, Typography } from '@mui/material';
import { isEnded, turnOf } from '../../../shared/cases/case-line.ts';
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

function StepPart({ step, ...props }: Props & { readonly step: StepDefinition }) {
  const t = useTexts();
  const { service, state } = props.known;
  const present = !isEnded(state) && step.code === state.step;
  const turn = turnOf(state, step.code, state.round);
  const records = state.records.filter((record) => record.step === step.code);
  return (
    <Paper
      component="li"
      variant="outlined"
      aria-current={present ? 'step' : undefined}
      sx={{ px: 2, py: 1.25, ...(present ? { borderColor: 'primary.main', borderWidth: 2 } : {}) }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline', flexWrap: 'wrap' }}>
        <Typography variant="h3">{t('cases.stepNow', { no: step.no, title: step.title })}</Typography>
        {present && <ToneChip tone="primary" label={t('cases.step.present')} />}
        {present && turn > 1 && <ToneChip tone="warning" label={t('cases.round', { round: turn })} />}
        <Typography variant="caption" color="textSecondary" sx={{ ml: 'auto' }}>
          {t('cases.step.actors', { who: actorText(step.actors) })}
        </Typography>
      </Box>
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
      {present && <PresentStep {...props} step={step} />}
      {!present && records.length === 0 && step.derived === undefined && (
        <Typography variant="body2" color="textSecondary">
          {t(isEnded(state) ? 'cases.step.skipped' : 'cases.step.later')}
        </Typography>
      )}
    </Paper>
  );
}

/** Langkah: every step of the procedure with its rounds, and the form of the one that is to be done. */
export function StepsSection(props: Props) {
  const t = useTexts();
  const { service, state } = props.known;
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexDirection: 'column', gap: 1 }}>
      {service.steps.map((step) => (
        <StepPart key={step.code} {...props} step={step} />
      ))}
      {isEnded(state) && (
        <Paper component="li" variant="outlined" sx={{ px: 2, py: 1.25 }}>
          <Typography variant="h3">{t('cases.step.ended', { phase: t(`cases.phase.${state.phase}`) })}</Typography>
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
        </Paper>
      )}
    </Box>
  );
}
