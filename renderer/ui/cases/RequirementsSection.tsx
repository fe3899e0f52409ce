import { Alert, Box, Button, Paper } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router';
import { missingRequirements } from '../../../shared/cases/case-state.ts';
import { satisfies } from '../../../shared/cases/gates.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { requirementLines, type RequirementLine } from '../../../shared/services/standard.ts';
import { useMay } from '../office/allowed.ts';
import { useNotice } from '../kit/index.ts';
import type { Names } from '../office/names.ts';
import { ScanPanel } from '../scans/ScanPanel.tsx';
import { useTexts } from '../texts/index.ts';
import { casePath } from '../links.ts';
import type { KnownCase } from '../office/case-states.ts';
import { requirementTitles } from './case-words.ts';
import { RequirementDialog } from './RequirementDialog.tsx';
import { RequirementRow } from './RequirementRow.tsx';

interface Props {
  readonly known: KnownCase;
  readonly letter: Letter | null;
  readonly names: Names;
}

/** Persyaratan: the papers the standard asks for, what of them is there and where it lies. */
export function RequirementsSection({ known, letter, names }: Props) {
  const t = useTexts();
  const say = useNotice();
  const { service, state } = known;
  const [editing, setEditing] = useState<RequirementLine | null>(null);
  const mayRecord = useMay('case.requirement', { type: 'case', id: known.found.id });
  const complete = satisfies(service.complete, (code) => state.requirements[code]?.present === true);
  const missing = requirementTitles(service, missingRequirements(service, state)).join('; ');
  return (
    <Box
      sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 7fr) minmax(300px, 5fr)', gap: 2, alignItems: 'start' }}
    >
      <Paper variant="outlined" component="section" aria-label={t('cases.section.persyaratan')} sx={{ p: 2 }}>
        <Alert
          severity={complete ? 'success' : 'warning'}
          action={
            <Button color="inherit" component={Link} to={casePath(known.found.id, 'dokumen')}>
              {t('cases.requirement.receipt')}
            </Button>
          }
        >
          {complete ? t('cases.requirement.complete') : t('cases.requirement.incomplete', { what: missing })}
        </Alert>
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {requirementLines(service).map((line) => (
            <RequirementRow
              key={line.code}
              line={line}
              act={state.requirements[line.code]}
              letter={letter}
              names={names}
              onRecord={mayRecord === true ? () => setEditing(line) : null}
            />
          ))}
        </Box>
      </Paper>
      {letter && <ScanPanel letter={letter} />}
      {editing && (
        <RequirementDialog
          known={known}
          line={editing}
          letter={letter}
          onClose={() => setEditing(null)}
          onDone={() => {
            say(t('cases.requirement.done'));
            setEditing(null);
          }}
        />
      )}
    </Box>
  );
}
