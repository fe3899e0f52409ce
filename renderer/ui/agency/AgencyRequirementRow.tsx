import { Box, Button, Link as MuiLink, Typography } from '@mui/material';
import { useState } from 'react';
import { handedScans, type AgencyCase, type AgencyHandIn } from '../../../shared/cases/agency-case.ts';
import type { ScanState } from '../../../shared/desk/scans.ts';
import type { RequirementLine } from '../../../shared/services/standard.ts';
import { ToneChip } from '../kit/index.ts';
import { whenText } from '../office/names.ts';
import { ScanViewer } from '../scans/ScanViewer.tsx';
import { sizeText, stateText } from '../scans/scan-words.ts';
import { useTexts } from '../texts/index.ts';

interface HandInProps {
  readonly caseId: string;
  readonly handIn: AgencyHandIn;
  readonly state: ScanState | undefined;
  /** Whether the office has not said yet that the paper is there. */
  readonly unchecked: boolean;
}

/** One file that was handed in: by whom, when, and how far it has come. */
function HandIn({ caseId, handIn, state, unchecked }: HandInProps) {
  const t = useTexts();
  const [viewing, setViewing] = useState(false);
  const [scan] = handedScans([handIn]);
  const { person, at, remark } = handIn;
  if (!scan) return null;
  // Until the register answered, nobody says who it was.
  const pending = person === '';
  const file = stateText(t, scan, state);
  return (
    <Box sx={{ mt: 0.5 }}>
      <MuiLink component="button" type="button" variant="body2" onClick={() => setViewing(true)}>
        {t('agency.requirement.open', { name: scan.name })}
      </MuiLink>
      <Typography variant="caption" color="textSecondary" component="p">
        {`${sizeText(t, scan.size)} · `}
        {person === null
          ? t('agency.requirement.byOffice', { when: whenText(at) })
          : t(pending ? 'agency.requirement.here' : 'agency.requirement.by', { name: person, when: whenText(at) })}
      </Typography>
      {remark !== '' && (
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {t('agency.requirement.remark', { text: remark })}
        </Typography>
      )}
      <Typography variant="caption" component="p" data-testid="hand-in-state">
        {pending ? t('agency.requirement.pending') : file}
        {!pending && unchecked && ` · ${t('agency.requirement.unchecked')}`}
      </Typography>
      {viewing && <ScanViewer letterId={caseId} scan={scan} onClose={() => setViewing(false)} />}
    </Box>
  );
}

interface Props {
  readonly line: RequirementLine;
  readonly found: AgencyCase;
  readonly states: ReadonlyMap<string, ScanState>;
  /** Null: it is not asked for. */
  readonly onHand: (() => void) | null;
}

/** One paper of the standard, as its agency sees it. */
export function AgencyRequirementRow({ line, found, states, onHand }: Props) {
  const t = useTexts();
  const handed = found.handIns.filter(({ code }) => code === line.code);
  const present = found.present.includes(line.code);
  const word = present ? 'present' : handed.length > 0 ? 'handedIn' : 'absent';
  const tone = { present: 'success', handedIn: 'info', absent: 'warning' } as const;
  return (
    <Box
      component="li"
      sx={{ display: 'flex', gap: 1, alignItems: 'start', py: 1, borderBottom: 1, borderColor: 'divider' }}
    >
      <Box sx={{ width: 92, flexShrink: 0 }}>
        <ToneChip tone={tone[word]} label={t(`agency.requirement.${word}`)} />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2">
          {line.title}
          {line.orNext && ` ${t('agency.requirement.orNext')}`}
        </Typography>
        {handed.map((handIn) => (
          <HandIn
            key={handIn.id}
            caseId={found.id}
            handIn={handIn}
            state={states.get(handIn.scan.sha256)}
            unchecked={!present}
          />
        ))}
      </Box>
      {onHand && (
        <Button
          size="small"
          variant="outlined"
          aria-label={t('agency.requirement.handOf', { title: line.title })}
          onClick={onHand}
        >
          {t('agency.requirement.hand')}
        </Button>
      )}
    </Box>
  );
}
