import { useSearchParams } from 'react-router';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { useToday } from '../office/clock-context.tsx';
import { useOffice } from '../office/office-context.tsx';
import { filterFromParams, filterToParams, isFiltered, matchesFilter, type ComplaintRow } from './complaint-rows.ts';
import { useComplaintRows } from './use-complaints.ts';
import { useOwnPerson } from '../office/use-own-person.ts';
import { useNames } from '../office/use-names.ts';
import { useTexts } from '../texts/index.ts';
import { complaintPaperRow } from './complaint-paper.ts';
import { ComplaintList } from './ComplaintList.tsx';
import { PaperBar } from '../print/PaperBar.tsx';
import { PrintRoot } from '../print/PrintRoot.tsx';
import { officeIdentity } from '../print/sheet-source.ts';
import { listPaper, listRule, usePaperPrinting, useSheetReady } from '../print/use-paper-page.ts';

/** A register on paper runs from the first entry to the last. */
const byReceipt = (a: ComplaintRow, b: ComplaintRow): number =>
  a.complaint.received === b.complaint.received ? 0 : a.complaint.received < b.complaint.received ? -1 : 1;

/** The register of complaints as it was filtered, ready to be printed: `/cetak-pengaduan?status=open&paper=A4`. */
export function ComplaintsPrintPage() {
  const t = useTexts();
  const office = useOffice();
  const today = useToday();
  const names = useNames();
  const clerk = useOwnPerson();
  const printing = usePaperPrinting();
  const [query, setQuery] = useSearchParams();
  const paper = listPaper(query.get('paper'));
  const filter = filterFromParams(query);
  const all = useComplaintRows();
  const rows = all.filter((row) => matchesFilter(row, filter)).toSorted(byReceipt);
  const chosen = filterToParams(filter);
  const route = new URLSearchParams([...chosen, ['paper', paper]]);
  const period = filter.from !== undefined && filter.to !== undefined;
  useSheetReady(true);
  return (
    <PaperBar
      paper={paper}
      ready
      printing={printing}
      route={`#/cetak-pengaduan?${route.toString()}`}
      fileName={t('complaints.paper.fileName', { date: longDate(today) })}
      back={`/pengaduan?${chosen.toString()}`}
      onPaper={(size) => setQuery(new URLSearchParams([...chosen, ['paper', size]]))}
    >
      <PrintRoot rule={listRule(paper, t('complaints.paper.page'), true)} onScreen>
        <ComplaintList
          office={officeIdentity(office)}
          rows={rows.map((row) => complaintPaperRow(row, t, names.short))}
          scope={
            period
              ? t('complaints.paper.period', { from: longDate(filter.from), to: longDate(filter.to) })
              : t(isFiltered(filter) ? 'complaints.paper.filtered' : 'complaints.paper.all')
          }
          today={today}
          clerk={clerk}
          paper={paper}
        />
      </PrintRoot>
    </PaperBar>
  );
}
