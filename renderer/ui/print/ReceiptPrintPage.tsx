import { Navigate, useParams, useSearchParams } from 'react-router';
import type { Letter } from '../../../shared/letters/letter.ts';
import { useOffice, useLive, useLiveAsync } from '../app/office-context.tsx';
import { casePath, receiptPath } from '../cases/case-paths.ts';
import { knownCase } from '../cases/case-states.ts';
import { useTexts } from '../texts/index.ts';
import { caseNumber } from '../../../shared/cases/number.ts';
import { PaperBar } from './PaperBar.tsx';
import { PrintRoot } from './PrintRoot.tsx';
import { Receipt } from './Receipt.tsx';
import { officeIdentity } from './sheet-source.ts';
import { listPaper, listRule, usePaperPrinting, useSheetReady } from './use-paper-page.ts';

/** "Tanda terima berkas" of a case, ready to be printed: `/cetak-tanda-terima/<case>?paper=A4`. */
export function ReceiptPrintPage() {
  const t = useTexts();
  const office = useOffice();
  const printing = usePaperPrinting();
  const id = useParams()['id'] ?? '';
  const [query, setQuery] = useSearchParams();
  const paper = listPaper(query.get('paper'));
  const found = useLive((one) => one.cases().find((each) => each.id === id) ?? null, [id]);
  const known = found && knownCase(found);
  const letterId = found?.letterId ?? '';
  const letter = useLiveAsync((one) => one.get<Letter>('letter', letterId), [letterId]);
  useSheetReady(known !== null && letter !== undefined);
  if (!known) return <Navigate to="/permohonan" replace />;
  if (letter === undefined) return null;
  const number = caseNumber(known.service, letter?.agenda ?? null);
  return (
    <PaperBar
      paper={paper}
      ready
      printing={printing}
      route={`#${receiptPath(id)}?paper=${paper}`}
      fileName={t('cases.receipt.fileName', { number })}
      back={casePath(id, 'persyaratan')}
      onPaper={(size) => setQuery({ paper: size })}
    >
      <PrintRoot rule={listRule(paper, t('cases.receipt.page'))} onScreen>
        <Receipt office={officeIdentity(office)} known={known} letter={letter} number={number} paper={paper} />
      </PrintRoot>
    </PaperBar>
  );
}
