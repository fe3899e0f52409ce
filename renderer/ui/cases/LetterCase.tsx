import { Button, Link as MuiLink, Paper, Typography } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router';
import { caseNumber } from '../../../shared/cases/number.ts';
import { caseOfLetters } from '../../../shared/cases/of-letter.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { recogniseService } from '../../../shared/services/services.ts';
import { useMayMake } from '../office/allowed.ts';
import { useLive } from '../office/office-context.tsx';
import { useOpenServices } from '../office/use-services.ts';
import { useTexts } from '../texts/index.ts';
import { casePath } from '../links.ts';
import { knownCase } from '../office/case-states.ts';
import { LinkTwin } from './LinkTwin.tsx';
import { OpenCaseDialog } from './OpenCaseDialog.tsx';
import { PhaseChip } from './PhaseChip.tsx';

/** On a letter's page: the case it belongs to, the case of the same letter booked before, or the way to open one. */
export function LetterCase({ letter }: { readonly letter: Letter }) {
  const t = useTexts();
  const [opening, setOpening] = useState(false);
  const own = useLive((office) => caseOfLetters(office.records('case'), [letter.id]), [letter.id]);
  const { sender, letterNumber, letterDate } = letter;
  const twin = useLive(
    (office) => {
      const same = office.duplicates(sender.name, letterNumber, letterDate).map(({ id }) => id);
      return caseOfLetters(office.records('case'), same);
    },
    [sender.name, letterNumber, letterDate],
  );
  const mayOpen = useMayMake('case.open');
  const agenda = useLive((office) => (own ? (office.letterLine(own.letterId)?.agenda ?? null) : null), [own]);
  const known = own && knownCase(own);
  const services = useOpenServices().map(({ service }) => service);
  const recognised = recogniseService(letter.subject, services);
  if (!own && !twin && (!mayOpen || letter.voided !== null)) return null;
  return (
    <Paper variant="outlined" component="section" aria-label={t('cases.open.panel')} sx={{ p: 2 }}>
      <Typography variant="h3" component="h2" sx={{ mb: 0.5 }}>
        {t('cases.open.panel')}
      </Typography>
      {own && known && (
        <Typography variant="body2" component="div" sx={{ overflowWrap: 'anywhere' }}>
          {t('cases.open.belongs')}{' '}
          <MuiLink component={Link} to={casePath(own.id)}>
            {`${caseNumber(known.service, agenda)} · ${known.state.title}`}
          </MuiLink>{' '}
          <PhaseChip phase={known.state.phase} />
        </Typography>
      )}
      {!own && twin && <LinkTwin letterId={letter.id} twin={twin} />}
      {!own && !twin && (
        <>
          <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
            {recognised ? t('cases.open.recognised', { service: recognised.title }) : t('cases.open.notRecognised')}
          </Typography>
          <Button variant={recognised ? 'contained' : 'outlined'} onClick={() => setOpening(true)}>
            {t('cases.open.button')}
          </Button>
        </>
      )}
      {opening && <OpenCaseDialog letter={letter} recognised={recognised} onClose={() => setOpening(false)} />}
    </Paper>
  );
}
