import { MenuItem } from '@mui/material';
import { scansOf } from '../../../shared/letters/attached-scan.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { RequirementLine } from '../../../shared/services/standard.ts';
import { Field, FormField, RadioRow } from '../kit/index.ts';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { useEntryForm } from '../entry/use-entry-form.ts';
import { useTexts } from '../texts/index.ts';
import type { CaseDialogProps } from './dialog-props.ts';

interface Props extends CaseDialogProps {
  readonly line: RequirementLine;
  readonly letter: Letter | null;
}

const noScan = '-';

interface PaperForm {
  readonly present: 'present' | 'absent';
  readonly scanId: string;
  readonly remark: string;
}

/** Records whether a paper is there, with its scan or where it lies. */
export function RequirementDialog({ known, line, letter, onClose, onDone }: Props) {
  const t = useTexts();
  const before = known.state.requirements[line.code];
  const scans = letter ? scansOf(letter).filter(({ removed }) => removed === null) : [];
  const chosen = (id: string): string => (scans.some((scan) => scan.id === id) ? id : noScan);
  const entry = useEntryForm<PaperForm>({
    command: 'case.requirement',
    start: {
      present: before?.present === false ? 'absent' : 'present',
      scanId: before?.scanId ?? noScan,
      remark: before?.remark ?? '',
    },
    args: ({ present, scanId, remark }) => {
      const scan = chosen(scanId);
      const act = { code: line.code, present: present === 'present', scanId: scan === noScan ? null : scan, remark };
      return { caseId: known.found.id, act };
    },
    onSaved: onDone,
  });
  const { control, setValue } = entry.form;
  return (
    <EntryDialog small entry={entry} title={line.title} confirm={t('cases.dialog.save')} onClose={onClose}>
      <RadioRow
        label={t('cases.requirement.state')}
        value={entry.values.present}
        options={['present', 'absent']}
        text={(option) => t(`cases.requirement.${option}`)}
        onChange={(present) => setValue('present', present, { shouldDirty: true })}
      />
      <Field
        select
        label={t('cases.requirement.chooseScan')}
        value={chosen(entry.values.scanId)}
        onChange={({ target }) => setValue('scanId', target.value, { shouldDirty: true })}
        helperText={t('cases.requirement.scansHint')}
      >
        <MenuItem value={noScan}>{t('cases.requirement.noScan')}</MenuItem>
        {scans.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </Field>
      <FormField control={control} name="remark" label={t('cases.requirement.remarkLabel')} />
    </EntryDialog>
  );
}
