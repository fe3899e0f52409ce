import { agendaWords } from './sheet-flows.ts';
import type { SheetPageProps } from './sheet-page-props.ts';
import { QrCode } from './QrCode.tsx';

/** Foot of every page: the code that finds the letter again, and which page of which sheet this is. */
export function SheetFoot({ model, words, no, of }: Omit<SheetPageProps, 'parts' | 'tight'>) {
  const { t } = words;
  const code = model.trace.split(':').at(-1) ?? '';
  return (
    <footer className="sheet-foot">
      <QrCode text={model.trace} label={t('sheet.form.trace')} />
      <div className="sheet-trace">
        <div>{t('sheet.form.trace')}</div>
        <div className="sheet-code">{code.toUpperCase()}</div>
      </div>
      <div className="sheet-page-no">
        <div>
          {t('sheet.form.agenda')} {agendaWords(model, words).join(', ')}
        </div>
        <div>{t('sheet.form.page', { no, of })}</div>
        {model.edition !== '' && <div>{model.edition}</div>}
      </div>
    </footer>
  );
}
