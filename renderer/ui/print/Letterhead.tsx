import type { OfficeIdentity } from '../../../shared/office/master.ts';
import type { SheetWords } from './sheet-words.ts';

/** Address and the ways to reach the office, as far as they are known. */
function contactLines(office: OfficeIdentity, { t }: SheetWords): readonly string[] {
  const { address, city, postalCode } = office;
  const place = t('sheet.form.address', { address, city, postalCode });
  const line = (...parts: readonly (string | false)[]): string => parts.filter((part) => part !== false).join(', ');
  return [
    line(
      place.replace(/^[,\s]+|[,\s]+$/g, ''),
      office.phone !== '' && t('sheet.form.phone', { value: office.phone }),
      office.fax !== '' && t('sheet.form.fax', { value: office.fax }),
    ),
    line(
      office.email !== '' && t('sheet.form.email', { value: office.email }),
      office.websites.length > 0 && t('sheet.form.website', { value: office.websites.join(', ') }),
    ),
  ].filter((text) => text !== '');
}

/** Kop naskah dinas: emblem if there is one, government, office, address, a thick and a thin rule. */
export function Letterhead({ office, words }: { readonly office: OfficeIdentity; readonly words: SheetWords }) {
  return (
    <header className={office.emblem === null ? 'sheet-head' : 'sheet-head sheet-head-emblem'}>
      {office.emblem !== null && <img className="sheet-emblem" src={office.emblem} alt="" />}
      <div className="sheet-head-text">
        <div className="sheet-government">{office.government}</div>
        <div className="sheet-office">{office.name}</div>
        {contactLines(office, words).map((text) => (
          <div key={text} className="sheet-contact">
            {text}
          </div>
        ))}
      </div>
    </header>
  );
}
