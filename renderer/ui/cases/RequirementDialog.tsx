import { Box, MenuItem } from '@mui/material';
import { useState } from 'react';
import { scansOf } from '../../../shared/letters/attached-scan.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { RequirementLine } from '../../../shared/services/standard.ts';
import { ConfirmDialog, Field, RadioRow } from '../kit/index.ts';
import { useEntry } from '../entry/use-entry.ts';
import { useTexts } from '../texts/index.ts';
import { entryError, type CaseDialogProps } from './dialog-props.ts';

interface Props extends Pick<CaseDialogProps, 'known' | 'onClose' | 'onDone'> {
  readonly line: RequirementLine;
  readonly letter: Letter | null;
}

const noScan = '-';

/** Records whether a paper is there, with its scan or where it lies. */
export function RequirementDialog({ known, line, letter, onClose, onDone }: Props) {
  const t = useTexts();
  const entry = useEntry();
  const before = known.state.requirements[line.code];
  const [present, setPresent] = useState<'present' | 'absent'>(before?.present === false ? 'absent' : 'present');
  const [scanId, setScanId] = useState(before?.scanId ?? noScan);
  const [remark, setRemark] = useState(before?.remark ?? '');
  const scans = letter ? scansOf(letter).filter(({ removed }) => removed === null) : [];
  const chosen = scans.some(({ id }) => id === scanId) ? scanId : noScan;
  const act = {
    code: line.code,
    present: present === 'present',
    scanId: chosen === noScan ? null : chosen,
    remark,
  };
  return (
    <ConfirmDialog
      open
      title={line.title}
      confirm={t('cases.dialog.save')}
      disabled={entry.saving}
      onClose={onClose}
      onConfirm={() => {
        void entry.run('case.requirement', { caseId: known.found.id, act }).then((done) => done && onDone());
      }}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
        <RadioRow
          label={t('cases.requirement.state')}
          value={present}
          options={['present', 'absent']}
          text={(option) => t(`cases.requirement.${option}`)}
          onChange={setPresent}
        />
        <Field
          select
          label={t('cases.requirement.chooseScan')}
          value={chosen}
          onChange={({ target }) => setScanId(target.value)}
          helperText={t('cases.requirement.scansHint')}
        >
          <MenuItem value={noScan}>{t('cases.requirement.noScan')}</MenuItem>
          {scans.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </Field>
        <Field
          label={t('cases.requirement.remarkLabel')}
          value={remark}
          onChange={({ target }) => setRemark(target.value)}
          error={entryError(t, entry, 'remark', true)}
        />
      </Box>
    </ConfirmDialog>
  );
}
