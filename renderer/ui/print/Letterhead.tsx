import { contactLines } from '../../../shared/office/letterhead.ts';
import type { OfficeIdentity } from '../../../shared/office/master.ts';

/** Kop naskah dinas: emblem if there is one, government, office, address, a thick and a thin rule. */
export function Letterhead({ office }: { readonly office: OfficeIdentity }) {
  return (
    <header className={office.emblem === null ? 'sheet-head' : 'sheet-head sheet-head-emblem'}>
      {office.emblem !== null && <img className="sheet-emblem" src={office.emblem} alt="" />}
      <div className="sheet-head-text">
        <div className="sheet-government">{office.government}</div>
        <div className="sheet-office">{office.name}</div>
        {contactLines(office).map((text) => (
          <div key={text} className="sheet-contact">
            {text}
          </div>
        ))}
      </div>
    </header>
  );
}
