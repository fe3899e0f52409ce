import type { ReactNode } from 'react';
import type { Texts } from '../texts/index.ts';

interface Props {
  readonly t: Texts;
  readonly ticked: boolean;
  readonly children: ReactNode;
}

/** A box to tick, by pen or by the program, with its label. */
export function TickBox({ t, ticked, children }: Props) {
  return (
    <div className="sheet-tick" data-ticked={ticked}>
      <svg viewBox="0 0 10 10" role="img" aria-label={t(ticked ? 'sheet.form.ticked' : 'sheet.form.unticked')}>
        <rect x="0.5" y="0.5" width="9" height="9" fill="none" stroke="#000" strokeWidth="0.9" />
        {ticked && <path d="M2 5.2 4.2 7.7 8.2 2" fill="none" stroke="#000" strokeWidth="1.5" />}
      </svg>
      <span className="sheet-tick-label">{children}</span>
    </div>
  );
}
