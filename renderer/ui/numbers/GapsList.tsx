import type { CSSProperties } from 'react';
import { clockTime, longDate } from '../../../shared/dates/indonesian.ts';
import { toWib } from '../../../shared/dates/wib.ts';
import type { OfficeIdentity } from '../../../shared/office/master.ts';
import type { Signer } from '../../../shared/sheet/sheet-model.ts';
import type { GapsAnswer } from '../../../shared/sync/trust-api.ts';
import type { GapRow } from './gap-words.ts';
import { Letterhead } from '../print/Letterhead.tsx';
import { SignerBlock } from '../print/SignerBlock.tsx';
import { useSheetWords } from '../print/sheet-words.ts';
import '../print/sheet.css';
import './gaps.css';

interface Props {
  readonly office: OfficeIdentity;
  readonly gaps: GapsAnswer;
  readonly rows: readonly GapRow[];
  readonly signer: Signer | null;
  readonly paper: 'A4' | 'F4';
}

/** The list of unused numbers as it is signed at the end of a year. */
export function GapsList({ office, gaps, rows, signer, paper }: Props) {
  const words = useSheetWords();
  const { t } = words;
  const { date, time } = toWib(gaps.at);
  const figures = { highest: gaps.highest, ...gaps.counts };
  const line = (row: GapRow, no: number) => (
    <tr key={row.key}>
      <td className="gaps-figure">{no}</td>
      <th scope="row">{row.numbers}</th>
      <td className="gaps-figure">{row.amount}</td>
      <td>{row.text}</td>
    </tr>
  );
  return (
    <div className="gaps paper-list" data-paper={paper} style={{ '--type': '10pt' } as CSSProperties}>
      <Letterhead office={office} />
      <h1>{t('numbers.paper.title')}</h1>
      <div className="gaps-subtitle">
        <div>{t('numbers.paper.subtitle', { year: gaps.year })}</div>
        <div>{t('numbers.paper.asOf', { date: longDate(date), time: clockTime(time) })}</div>
      </div>
      <table>
        <colgroup>
          <col className="gaps-order" />
          <col className="gaps-number" />
          <col className="gaps-amount" />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('numbers.paper.order')}</th>
            <th scope="col">{t('numbers.number')}</th>
            <th scope="col">{t('numbers.amount')}</th>
            <th scope="col">{t('numbers.explanation')}</th>
          </tr>
        </thead>
        <tbody>{rows.slice(0, -1).map((row, i) => line(row, i + 1))}</tbody>
        <tbody className="gaps-end">
          {rows.slice(-1).map((row) => line(row, rows.length))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={4}>{t('numbers.paper.none')}</td>
            </tr>
          )}
          <tr>
            <td className="gaps-signed" colSpan={4}>
              <p className="gaps-summary">{t('numbers.paper.summary', figures)}</p>
              <footer className="gaps-foot">
                <div className="gaps-clerk">
                  <div>&nbsp;</div>
                  <div>{t('numbers.paper.clerk')},</div>
                  <div className="gaps-signature" />
                  <div>{t('sheet.agendaBook.nip')}</div>
                </div>
                <SignerBlock model={{ signer, office, signedOn: longDate(date) }} words={words} />
              </footer>
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
