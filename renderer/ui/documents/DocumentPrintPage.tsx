import { useEffect } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { useNotice } from '../kit/index.ts';
import { useLive, useLiveAsync, useOffice } from '../office/office-context.tsx';
import { PaperBar } from '../print/PaperBar.tsx';
import { PrintRoot } from '../print/PrintRoot.tsx';
import { listPaper, usePaperPrinting, useSheetReady } from '../print/use-paper-page.ts';
import { officeIdentity } from '../print/sheet-source.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { documentFileName, issuedAtDesk, readCase, saveDocx } from './document-at-desk.ts';
import { documentPrintPath } from '../links.ts';
import { DocumentPaper } from './DocumentPaper.tsx';
import { documentRule } from './document-rule.ts';

/** One recorded document on paper, to be printed or saved as PDF. */
export function DocumentPrintPage() {
  const t = useTexts();
  const say = useNotice();
  const office = useOffice();
  const { caseId = '', actId = '' } = useParams();
  const [query, setQuery] = useSearchParams();
  const printing = usePaperPrinting();
  const officePaper = useLive((o) => officeIdentity(o).paper ?? null);
  const paper = listPaper(query.get('paper') ?? officePaper);
  const source = useLiveAsync((o) => readCase(o, caseId), [caseId]);
  const entry = source?.state.documents.find(({ id }) => id === actId);
  const issued = source && entry ? issuedAtDesk(source, entry) : null;
  const model = issued?.ok ? issued.value : null;
  const missing = source !== undefined && model === null;
  useSheetReady(model !== null);
  useEffect(() => {
    if (!missing) return undefined;
    document.documentElement.dataset['sheet'] = 'missing';
    return () => {
      delete document.documentElement.dataset['sheet'];
    };
  }, [missing]);
  if (missing)
    return <p role="alert">{refusalText(t, issued && !issued.ok ? issued.error : { code: 'NO_SUCH_DOCUMENT' })}</p>;
  if (!source || !entry || !model) return null;
  const save = async (): Promise<void> => {
    const saved = await saveDocx(office, source, entry);
    if (saved.ok) say(t('documents.panel.saved', { name: saved.value }));
    else say(refusalText(t, saved.error), 'error');
  };
  return (
    <PaperBar
      paper={paper}
      ready
      printing={printing}
      route={`#${documentPrintPath(caseId, actId)}?paper=${paper}`}
      fileName={`${documentFileName(source, entry)}.pdf`}
      back={query.get('back') ?? '/'}
      onDocx={() => void save()}
      onPaper={(size) => setQuery((now) => new URLSearchParams({ ...Object.fromEntries(now), paper: size }))}
    >
      <PrintRoot rule={documentRule(paper, t('documents.paper.page'), model.form)} onScreen>
        <DocumentPaper model={model} />
      </PrintRoot>
    </PaperBar>
  );
}
