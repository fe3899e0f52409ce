import { longDate, shortDate } from '../../../shared/dates/indonesian.ts';
import type { OfficeIdentity } from '../../../shared/office/master.ts';
import { nipText } from '../../../shared/people/nip.ts';
import type { Person } from '../../../shared/people/people.ts';
import { useTexts } from '../texts/index.ts';
import type { ComplaintPaperRow } from './complaint-paper.ts';
import { Letterhead } from '../print/Letterhead.tsx';
import '../print/sheet.css';
import './complaints.css';

interface Props {
  readonly office: OfficeIdentity;
  readonly rows: readonly ComplaintPaperRow[];
  /** Which complaints these are, in words. */
  readonly scope: string;
  readonly today: string;
  /** Who keeps the register; null where the account is no person's. */
  readonly clerk: Pick<Person, 'name' | 'nip'> | null;
  readonly paper: 'A4' | 'F4';
}

const columns = [
  'no',
  'received',
  'kind',
  'channel',
  'reporter',
  'subject',
  'service',
  'holder',
  'answer',
  'limit',
  'phase',
] as const;

/** The register of complaints on paper. */
export function ComplaintList({ office, rows, scope, today, clerk, paper }: Props) {
  const t = useTexts();
  return (
    <div className="complaints paper-list landscape" data-paper={paper}>
      <Letterhead office={office} />
      <h1>{t('complaints.paper.title')}</h1>
      <div className="complaints-subtitle">{`${scope} · ${t('complaints.paper.asOf', { date: longDate(today) })}`}</div>
      <table>
        <colgroup>
          {columns.map((column) => (
            <col key={column} className={`complaints-${column}`} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`complaints.paper.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={row.id}>
              <td>{i + 1}</td>
              <td>{shortDate(row.received)}</td>
              <td>{row.kind}</td>
              <td>{row.channel}</td>
              <td>{row.reporter}</td>
              <td>{row.subject}</td>
              <td>{row.service}</td>
              <td>{row.holder}</td>
              <td>{row.answer}</td>
              <td className={row.late ? 'complaints-overdue' : ''}>{row.limit}</td>
              <td>{row.phase}</td>
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length}>{t('complaints.paper.none')}</td>
            </tr>
          )}
        </tbody>
      </table>
      <footer className="complaints-foot">
        <div>{t('sheet.form.signedAt', { city: office.city, date: longDate(today) })}</div>
        <div>{t('complaints.paper.clerk')},</div>
        <div className="complaints-signature" />
        <strong>{clerk?.name}</strong>
        <div>
          {t('sheet.agendaBook.nip')}
          {clerk?.nip ? ` ${nipText(clerk.nip)}` : ''}
        </div>
      </footer>
    </div>
  );
}
