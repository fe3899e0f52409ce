import { Box, Button, Collapse, Typography } from '@mui/material';
import { useState } from 'react';
import { turnOf } from '../../../shared/cases/case-line.ts';
import type { StepRecord } from '../../../shared/cases/case.ts';
import type { AppliedCorrection } from '../../../shared/cases/corrections.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { StepDefinition } from '../../../shared/services/definition.ts';
import { useNotice } from '../kit/index.ts';
import { useMay } from '../office/allowed.ts';
import type { KnownCase } from '../office/case-states.ts';
import { whenText, type Names } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';
import { correctedLabels } from './act-text.ts';
import { CorrectStepDialog } from './CorrectStepDialog.tsx';
import { FieldList } from './FieldList.tsx';

interface Props {
  readonly step: StepDefinition;
  readonly record: StepRecord;
  readonly names: Names;
  readonly known: KnownCase;
}

/** Everything a correction put something else in place of. */
export function Before({ step, was }: { readonly step: StepDefinition; readonly was: AppliedCorrection['was'] }) {
  const t = useTexts();
  return (
    <>
      <Typography variant="caption">{t('cases.correct.before')}</Typography>
      {was.outcome !== undefined && (
        <Typography variant="body2">
          {step.outcomes.find(({ code }) => code === was.outcome)?.label ?? was.outcome}
        </Typography>
      )}
      {was.finishedOn !== undefined && <Typography variant="body2">{longDate(was.finishedOn)}</Typography>}
      {was.note !== undefined && (
        <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {`${t('cases.form.note')}: ${was.note === '' ? t('cases.none') : was.note}`}
        </Typography>
      )}
      <FieldList fields={step.fields.filter(({ key }) => key in (was.fields ?? {}))} values={was.fields ?? {}} />
    </>
  );
}

/** How a step ended in one round: the way it took, who recorded it, and what was written. */
export function StepRecordView({ step, record, names, known }: Props) {
  const t = useTexts();
  const say = useNotice();
  const [open, setOpen] = useState(false);
  const [correcting, setCorrecting] = useState(false);
  const mayCorrect = useMay('case.correct', { type: 'case', id: known.found.id, part: record.id });
  const label = step.outcomes.find(({ code }) => code === record.outcome)?.label ?? record.outcome;
  const turn = turnOf(known.state, step.code, record.round);
  const outcome = t('cases.step.done', { outcome: label, date: longDate(record.finishedOn) });
  return (
    <Box sx={{ mt: 0.5, ...(record.aside ? { color: 'text.secondary' } : {}) }}>
      <Typography variant="body2">
        {turn > 1 ? `${t('cases.round', { round: turn })}: ${outcome}` : outcome}
        {record.onBehalf && ` · ${t('cases.step.onBehalf')}`}
      </Typography>
      {record.note !== '' && (
        <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {record.note}
        </Typography>
      )}
      {record.aside && (
        <Typography variant="caption" component="p" sx={{ color: 'warning.main' }}>
          {t('cases.step.aside')}
        </Typography>
      )}
      <Typography variant="caption" color="textSecondary" component="p">
        {t('cases.step.by', { name: names.author(record.by), when: whenText(record.at) })}
      </Typography>
      {record.corrections?.map(({ act, was }) => (
        <Box key={act.id} sx={{ mt: 0.5 }}>
          <Typography variant="caption" component="p" sx={{ color: 'warning.main', overflowWrap: 'anywhere' }}>
            {t('cases.correct.was', {
              when: whenText(act.at),
              name: names.author(act.by),
              what: correctedLabels(t, step, act.set).join(', '),
              reason: act.reason,
            })}
          </Typography>
          <Collapse in={open} unmountOnExit>
            <Before step={step} was={was} />
          </Collapse>
        </Box>
      ))}
      {mayCorrect === true && (
        <Button size="small" onClick={() => setCorrecting(true)} sx={{ float: 'right' }}>
          {t('cases.correct.button')}
        </Button>
      )}
      {correcting && (
        <CorrectStepDialog
          known={known}
          step={step}
          record={record}
          onClose={() => setCorrecting(false)}
          onDone={() => {
            setCorrecting(false);
            say(t('cases.correct.done'));
          }}
        />
      )}
      {(step.fields.length > 0 || record.corrections !== undefined) && (
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)} sx={{ ml: -1.5 }}>
          {t(open ? 'cases.step.hideFields' : 'cases.step.fields')}
        </Button>
      )}
      <Collapse in={open} unmountOnExit>
        <FieldList fields={step.fields} values={record.fields} />
      </Collapse>
    </Box>
  );
}
