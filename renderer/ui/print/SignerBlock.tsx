import { nipText } from '../../../shared/people/nip.ts';
import { papers, parafHeight } from '../../../shared/sheet/paper.ts';
import type { SheetModel } from '../../../shared/sheet/sheet-model.ts';
import type { SheetWords } from './sheet-words.ts';

interface Props {
  readonly model: Pick<SheetModel, 'signer' | 'office' | 'signedOn'>;
  readonly words: SheetWords;
}

/** Place and date, the signer's title, free room for the paraf, name, rank and NIP. */
export function SignerBlock({ model, words: { t } }: Props) {
  const { signer, office, signedOn } = model;
  const prefix = signer?.kind === 'plt' || signer?.kind === 'plh' ? `${t(`sheet.form.acting.${signer.kind}`)} ` : '';
  const dots = <span className="sheet-dots" />;
  return (
    <div className="sheet-signer">
      <div className="sheet-signed-on">
        {t('sheet.form.signedAt', { city: office.city, date: signedOn })}
        {signedOn === '' && dots}
      </div>
      <div className="sheet-signer-title">{signer ? `${prefix}${signer.title.toLocaleUpperCase('id')},` : dots}</div>
      <div className="sheet-paraf" data-paraf="" style={{ minHeight: `${parafHeight}mm` }} />
      <div className="sheet-signer-name">{signer?.name ? signer.name : dots}</div>
      {signer?.rank ? <div>{signer.rank}</div> : null}
      {signer?.nip ? <div>{t('sheet.form.nip', { nip: nipText(signer.nip) })}</div> : null}
    </div>
  );
}

/** The smallest width a signer's title is set in: less on narrow paper, so that the note keeps its room. */
export function signerWidth({ paper }: SheetModel): string {
  return `${papers[paper].width > 200 ? 76 : 58}mm`;
}
