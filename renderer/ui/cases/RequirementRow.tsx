import { Box, Button, Link as MuiLink, Typography } from '@mui/material';
import { useState } from 'react';
import { handedScans } from '../../../shared/cases/agency-case.ts';
import type { ActOf } from '../../../shared/cases/case.ts';
import { scansOf } from '../../../shared/letters/attached-scan.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { RequirementLine } from '../../../shared/services/standard.ts';
import { ToneChip } from '../kit/index.ts';
import { whenText, type Names } from '../office/names.ts';
import { ScanViewer } from '../scans/ScanViewer.tsx';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly line: RequirementLine;
  /** The newest record of it; absent: nobody has checked yet. */
  readonly act: ActOf<'requirement'> | undefined;
  readonly letter: Letter | null;
  readonly names: Names;
  /** Its files from the agency, oldest first. */
  readonly handIns: readonly ActOf<'handIn'>[];
  readonly caseId: string;
  /** Null: this person may record nothing on the agency's behalf, or the case is over. */
  readonly onHand: (() => void) | null;
  /** Null: this person may not record it, or the case is over. */
  readonly onRecord: (() => void) | null;
}

/** A file the agency handed in, or an officer for it. */
function HandedIn({ caseId, handIn, names }: Pick<Props, 'caseId' | 'names'> & { readonly handIn: ActOf<'handIn'> }) {
  const t = useTexts();
  const [viewing, setViewing] = useState(false);
  const [scan] = handedScans([handIn]);
  if (!scan) return null;
  const values = { name: names.author(handIn.by), when: whenText(handIn.at) };
  return (
    <Box sx={{ my: 0.5 }}>
      <MuiLink component="button" type="button" variant="body2" onClick={() => setViewing(true)}>
        {t('cases.requirement.handedFile', { name: scan.name })}
      </MuiLink>
      {handIn.remark !== '' && (
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {t('cases.requirement.remark', { text: handIn.remark })}
        </Typography>
      )}
      <Typography variant="caption" color="textSecondary" component="p">
        {t(handIn.onBehalf ? 'cases.requirement.handedOnBehalf' : 'cases.requirement.handedBy', values)}
      </Typography>
      {viewing && <ScanViewer letterId={caseId} scan={scan} onClose={() => setViewing(false)} />}
    </Box>
  );
}

/** One paper of the standard: whether it is there, its scan or where it lies, and who said so. */
export function RequirementRow({ line, act, letter, names, handIns, caseId, onHand, onRecord }: Props) {
  const t = useTexts();
  const [viewing, setViewing] = useState(false);
  const present = act?.present === true;
  const scan = (letter && act?.scanId && scansOf(letter).find(({ id }) => id === act.scanId)) || null;
  return (
    <Box
      component="li"
      sx={{ display: 'flex', gap: 1, alignItems: 'start', py: 1, borderBottom: 1, borderColor: 'divider' }}
    >
      <Box sx={{ width: 92, flexShrink: 0 }}>
        <ToneChip
          tone={present ? 'success' : 'warning'}
          label={t(present ? 'cases.requirement.present' : 'cases.requirement.absent')}
        />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2">
          {line.title}
          {line.orNext && (
            <Typography component="span" variant="body2" color="textSecondary">
              {` ${t('cases.requirement.orNext')}`}
            </Typography>
          )}
        </Typography>
        {handIns.map((handIn) => (
          <HandedIn key={handIn.id} caseId={caseId} handIn={handIn} names={names} />
        ))}
        {scan && (
          <MuiLink component="button" type="button" variant="body2" onClick={() => setViewing(true)}>
            {t('cases.requirement.scan', { name: scan.name })}
          </MuiLink>
        )}
        {act && act.remark !== '' && (
          <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
            {t('cases.requirement.remark', { text: act.remark })}
          </Typography>
        )}
        {act && (
          <Typography variant="caption" color="textSecondary" component="p">
            {t('cases.requirement.by', { name: names.author(act.by), when: whenText(act.at) })}
          </Typography>
        )}
      </Box>
      {onHand && (
        <Button size="small" aria-label={t('cases.requirement.handOf', { title: line.title })} onClick={onHand}>
          {t('cases.requirement.hand')}
        </Button>
      )}
      {onRecord && (
        <Button
          size="small"
          variant="outlined"
          aria-label={t('cases.requirement.recordOf', { title: line.title })}
          onClick={onRecord}
        >
          {t('cases.requirement.record')}
        </Button>
      )}
      {viewing && scan && letter && <ScanViewer letterId={letter.id} scan={scan} onClose={() => setViewing(false)} />}
    </Box>
  );
}
