import { Alert, Box, Button, Paper } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router';
import { missingRequirements } from '../../../shared/cases/case-state.ts';
import { satisfies } from '../../../shared/cases/gates.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { requirementLines, type RequirementLine } from '../../../shared/services/standard.ts';
import { useMay } from '../office/allowed.ts';
import { useOffice } from '../office/office-context.tsx';
import { useNotice } from '../kit/index.ts';
import type { Names } from '../office/names.ts';
import { HandInDialog } from '../scans/HandInDialog.tsx';
import { ScanPanel } from '../scans/ScanPanel.tsx';
import type { StoredFile } from '../scans/use-store-file.ts';
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
  const [handing, setHanding] = useState<RequirementLine | null>(null);
  const office = useOffice();
  const mayHand = useMay('case.handIn', { type: 'case', id: known.found.id });
  const mayRecord = useMay('case.requirement', { type: 'case', id: known.found.id });
  const complete = satisfies(service.complete, (code) => state.requirements[code]?.present === true);
  const missing = requirementTitles(service, missingRequirements(service, state)).join('; ');
  const hand = async (code: string, scan: StoredFile, remark: string): Promise<Refusal | null> => {
    const act = { code, scan, remark, onBehalf: true };
    const saved = await office.run('case.handIn', { caseId: known.found.id, act });
    if (!saved.ok) return saved.error[0] ?? null;
    say(t('cases.requirement.done'));
    setHanding(null);
    return null;
  };
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
              caseId={known.found.id}
              handIns={state.handIns.filter(({ code }) => code === line.code)}
              onHand={mayHand === true ? () => setHanding(line) : null}
              onRecord={mayRecord === true ? () => setEditing(line) : null}
            />
          ))}
        </Box>
      </Paper>
      {letter && <ScanPanel letter={letter} />}
      {handing && (
        <HandInDialog
          title={handing.title}
          caseId={known.found.id}
          onHand={(scan, remark) => hand(handing.code, scan, remark)}
          onClose={() => setHanding(null)}
        />
      )}
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
