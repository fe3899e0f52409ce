import { Box, ThemeProvider } from '@mui/material';
import { Navigate, useParams, useSearchParams } from 'react-router';
import { caseNumber } from '../../../shared/cases/number.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { casePath, timelinePrintPath } from '../links.ts';
import { useLive, useLiveAsync, useOffice } from '../office/office-context.tsx';
import { useCase } from '../office/use-cases.ts';
import { Letterhead } from '../print/Letterhead.tsx';
import { PaperBar } from '../print/PaperBar.tsx';
import { PrintRoot } from '../print/PrintRoot.tsx';
import { officeIdentity } from '../print/sheet-source.ts';
import { listPaper, listRule, usePaperPrinting, useSheetReady } from '../print/use-paper-page.ts';
import { useTexts } from '../texts/index.ts';
import { makeTheme } from '../theme/theme.ts';
import { Timeline } from './TimelineSection.tsx';
import '../print/sheet.css';
import './timeline.css';

/** Paper is light, whatever the screen is. */
const onPaper = makeTheme('light');

/** The timeline of a case, ready to be printed: `/cetak-linimasa/<case>?paper=A4`. */
export function TimelinePrintPage() {
  const t = useTexts();
  const office = useOffice();
  const printing = usePaperPrinting();
  const [query, setQuery] = useSearchParams();
  const paper = listPaper(query.get('paper'));
  const id = useParams()['id'] ?? '';
  const known = useCase(id);
  const letterId = known?.found.letterId ?? '';
  const agenda = useLive((o) => o.letterLine(letterId)?.agenda ?? null, [letterId]);
  const letter = useLiveAsync((o) => o.get<Letter>('letter', letterId), [letterId]);
  const ready = letter !== undefined;
  useSheetReady(ready && known !== null);
  if (!known) return <Navigate to="/permohonan" replace />;
  const number = caseNumber(known.service, agenda);
  return (
    <PaperBar
      paper={paper}
      ready={ready}
      printing={printing}
      route={`#${timelinePrintPath(id)}?paper=${paper}`}
      fileName={t('cases.timeline.paper.fileName', { number })}
      back={casePath(id, 'linimasa')}
      onPaper={(size) => setQuery({ paper: size })}
    >
      <PrintRoot rule={listRule(paper, t('cases.timeline.paper.page'), true)} onScreen>
        <ThemeProvider theme={onPaper}>
          <div className="timeline paper-list landscape" data-paper={paper}>
            <Letterhead office={officeIdentity(office)} />
            <h1>{t('cases.timeline.paper.title')}</h1>
            <Box sx={{ textAlign: 'center', mb: 1.5, overflowWrap: 'anywhere' }}>
              {`${number} · ${known.state.title} · ${known.found.agency.name}`}
            </Box>
            {ready && <Timeline known={known} letter={letter} />}
          </div>
        </ThemeProvider>
      </PrintRoot>
    </PaperBar>
  );
}
