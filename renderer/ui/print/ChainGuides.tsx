import { papers, type PaperSize } from '../../../shared/sheet/paper.ts';
import type { SheetWords } from './sheet-words.ts';

interface Props {
  readonly paper: PaperSize;
  readonly words: SheetWords;
}

/** Numbered lines for the pen: who passes the sheet on writes to whom, when, and initials it. */
export function ChainGuides({ paper, words: { t } }: Props) {
  return (
    <div className="sheet-guides">
      {Array.from({ length: papers[paper].chainGuides }, (_, i) => (
        <div key={i} className="sheet-guide">
          {t('sheet.form.guideNo', { no: i + 2 })}
          <span className="sheet-dots" />
          {t('sheet.form.guideTo')}
          <span className="sheet-dots" />
          {t('sheet.form.guideSigned')}
          <span className="sheet-dots sheet-dots-short" />
        </div>
      ))}
    </div>
  );
}
