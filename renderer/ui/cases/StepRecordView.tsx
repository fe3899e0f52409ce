import { Box, Button, Collapse, Typography } from '@mui/material';
import { useState } from 'react';
import type { StepRecord } from '../../../shared/cases/case.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { StepDefinition } from '../../../shared/services/definition.ts';
import { whenText, type Names } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';
import { FieldList } from './FieldList.tsx';

interface Props {
  readonly step: StepDefinition;
  readonly record: StepRecord;
  readonly names: Names;
}

/** How a step ended in one round: the way it took, who recorded it, and what was written. */
export function StepRecordView({ step, record, names }: Props) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const label = step.outcomes.find(({ code }) => code === record.outcome)?.label ?? record.outcome;
  const outcome = t('cases.step.done', { outcome: label, date: longDate(record.finishedOn) });
  return (
    <Box sx={{ mt: 0.5, ...(record.aside ? { color: 'text.secondary' } : {}) }}>
      <Typography variant="body2">
        {record.round > 1 ? `${t('cases.round', { round: record.round })}: ${outcome}` : outcome}
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
      {step.fields.length > 0 && (
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
