import { Navigate, useParams, useSearchParams } from 'react-router';
import { useOffice } from '../office/office-context.tsx';
import { servicePath, servicePrintPath } from '../links.ts';
import { useServices } from '../office/use-services.ts';
import { useTexts } from '../texts/index.ts';
import { PaperBar } from '../print/PaperBar.tsx';
import { PrintRoot } from '../print/PrintRoot.tsx';
import { ServiceStandard } from './ServiceStandard.tsx';
import { officeIdentity } from '../print/sheet-source.ts';
import { listPaper, listRule, usePaperPrinting, useSheetReady } from '../print/use-paper-page.ts';

/** A service standard, ready to be printed: `/cetak-layanan/pembuatan-aplikasi?paper=A4`. */
export function ServicePrintPage() {
  const t = useTexts();
  const office = useOffice();
  const printing = usePaperPrinting();
  const [query, setQuery] = useSearchParams();
  const paper = listPaper(query.get('paper'));
  const code = useParams()['code'];
  const service = useServices().find((one) => one.service.code === code)?.service;
  useSheetReady(service !== null);
  if (!service) return <Navigate to="/layanan" replace />;
  return (
    <PaperBar
      paper={paper}
      ready
      printing={printing}
      route={`#${servicePrintPath(service.code)}?paper=${paper}`}
      fileName={t('services.paper.fileName', { title: service.title })}
      back={servicePath(service.code)}
      onPaper={(size) => setQuery({ paper: size })}
    >
      <PrintRoot rule={listRule(paper, t('services.paper.page'))} onScreen>
        <ServiceStandard office={officeIdentity(office)} service={service} paper={paper} />
      </PrintRoot>
    </PaperBar>
  );
}
