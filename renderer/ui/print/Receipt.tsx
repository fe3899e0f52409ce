import { missingRequirements } from '../../../shared/cases/case-state.ts';
import { satisfies } from '../../../shared/cases/gates.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { OfficeIdentity } from '../../../shared/office/master.ts';
import { useToday } from '../app/clock-context.tsx';
import type { KnownCase } from '../cases/case-states.ts';
import { requirementTitles } from '../cases/case-words.ts';
import { agendaLabel } from '../letters/AgendaLabel.tsx';
import { useTexts } from '../texts/index.ts';
import { Letterhead } from './Letterhead.tsx';
import type { ListPaper } from './use-paper-page.ts';
import './sheet.css';
import './service.css';
import './receipt.css';

interface Props {
  readonly office: OfficeIdentity;
  readonly known: KnownCase;
  readonly letter: Letter | null;
  readonly number: string;
  readonly paper: ListPaper;
}

/** What the agency takes home: which papers the office has received, and which it still asks for. */
export function Receipt({ office, known, letter, number, paper }: Props) {
  const t = useTexts();
  const today = useToday();
  const { found, service, state } = known;
  const complete = satisfies(service.complete, (code) => state.requirements[code]?.present === true);
  const missing = requirementTitles(service, missingRequirements(service, state));
  const letterDate = letter?.letterDate ? longDate(letter.letterDate) : t('letters.undated');
  const facts = [
    ['number', number],
    ['service', service.title],
    ['agency', found.agency.name],
    ['subject', state.title],
    ['letter', `${letter?.letterNumber || t('letters.unnumbered')}, ${letterDate}`],
    ['agenda', letter ? agendaLabel(t, letter.agenda) : t('cases.none')],
    ['received', longDate(found.received)],
  ] as const;
  return (
    <div className="service receipt" data-paper={paper}>
      <Letterhead office={office} />
      <h1>{t('cases.receipt.title')}</h1>
      <table className="receipt-facts">
        <tbody>
          {facts.map(([key, text]) => (
            <tr key={key}>
              <th scope="row">{t(`cases.receipt.${key}`)}</th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t('cases.receipt.list')}</h2>
      <table className="receipt-list">
        <thead>
          <tr>
            <th>{t('cases.receipt.lineNo')}</th>
            <th>{t('cases.receipt.document')}</th>
            <th>{t('cases.receipt.state')}</th>
            <th>{t('cases.receipt.remark')}</th>
          </tr>
        </thead>
        <tbody>
          {service.requirements.map(({ code, title }, at) => {
            const act = state.requirements[code];
            return (
              <tr key={code}>
                <td>{at + 1}.</td>
                <td>{title}</td>
                <td>{t(act?.present === true ? 'cases.requirement.present' : 'cases.requirement.absent')}</td>
                <td>{act?.remark ?? ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {complete ? (
        <p>{t('cases.receipt.complete')}</p>
      ) : (
        <>
          <p>{t('cases.receipt.missing')}</p>
          <ol>
            {missing.map((title) => (
              <li key={title}>{title}</li>
            ))}
          </ol>
        </>
      )}
      <p className="receipt-place">{t('cases.receipt.place', { city: office.city, date: longDate(today) })}</p>
      <div className="receipt-hands">
        {(['giver', 'taker'] as const).map((hand) => (
          <div key={hand}>
            {t(`cases.receipt.${hand}`)}
            <div className="receipt-name" />
          </div>
        ))}
      </div>
    </div>
  );
}
