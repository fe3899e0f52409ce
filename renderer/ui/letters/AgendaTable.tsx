import type { OfficeIdentity } from '../../../shared/office/master.ts';
import { nipText } from '../../../shared/people/nip.ts';
import type { Person } from '../../../shared/people/people.ts';
import { useTexts } from '../texts/index.ts';
import type { AgendaRow } from './agenda-rows.ts';
import './agenda.css';

const columns = [
  'no',
  'received',
  'sender',
  'number',
  'subject',
  'attachments',
  'nature',
  'classification',
  'forwardedTo',
  'initials',
  'remark',
] as const;

/** What stands in a cell: what belongs together shares one, so that the subject has room. */
function cellOf(row: AgendaRow, column: (typeof columns)[number]): string {
  switch (column) {
    case 'initials':
      return '';
    case 'number':
      return [row.number, row.letterDate].filter((part) => part !== '').join('\n');
    case 'forwardedTo':
      return [row.forwardedTo, row.forwardedOn].filter((part) => part !== '').join('\n');
    default:
      return row[column];
  }
}

interface Props {
  readonly office: OfficeIdentity;
  readonly period: string;
  /** `Pekanbaru, 20 November 2026` */
  readonly signed: string;
  /** Who keeps the book; null where the account is no person's: name and NIP are then written by hand. */
  readonly clerk: Pick<Person, 'name' | 'nip'> | null;
  readonly rows: readonly AgendaRow[];
}

/** The agenda book on paper: the head of the columns on every page, at the end, with the last row, the clerk's signature. */
export function AgendaTable({ office, period, signed, clerk, rows }: Props) {
  const t = useTexts();
  const line = (row: AgendaRow) => (
    <tr key={row.id}>
      {columns.map((column) => (
        <td key={column}>{cellOf(row, column)}</td>
      ))}
    </tr>
  );
  return (
    <div className="agenda">
      <header className="agenda-head">
        <div>{office.government}</div>
        <strong>{office.name}</strong>
        <h1>{t('sheet.agendaBook.title')}</h1>
        <div>{period}</div>
      </header>
      <table>
        <colgroup>
          {columns.map((column) => (
            <col key={column} className={`agenda-${column}`} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`sheet.agendaBook.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{rows.slice(0, -1).map(line)}</tbody>
        <tbody className="agenda-end">
          {rows.slice(-1).map(line)}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length}>{t('sheet.agendaBook.none')}</td>
            </tr>
          )}
          <tr>
            <td className="agenda-signed" colSpan={columns.length}>
              <footer className="agenda-foot">
                <div>{signed}</div>
                <div>{t('sheet.agendaBook.clerk')},</div>
                <div className="agenda-signature" data-named={clerk !== null} />
                {clerk && <strong>{clerk.name}</strong>}
                <div>
                  {t('sheet.agendaBook.nip')}
                  {clerk?.nip ? ` ${nipText(clerk.nip)}` : ''}
                </div>
              </footer>
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
