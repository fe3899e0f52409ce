import type { ReactNode } from 'react';
import type { TickLine } from '../../../shared/sheet/sheet-model.ts';
import { Letterhead } from './Letterhead.tsx';
import type { Box, Piece } from './paginate.ts';
import { ChainGuides } from './ChainGuides.tsx';
import { ChainPieces, PieceText } from './PieceText.tsx';
import { agendaWords } from './sheet-flows.ts';
import { paperStyle, type SheetPageProps } from './sheet-page-props.ts';
import { SheetFoot } from './SheetFoot.tsx';
import { SignerBlock, signerWidth } from './SignerBlock.tsx';
import { TickBox } from './TickBox.tsx';

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="sheet-line">
      <span>{label}</span>
      <span>:</span>
      <div>{children}</div>
    </div>
  );
}

const natures = ['sangatSegera', 'segera', 'rahasia'] as const;

/** Empty lines, so that there is as much room for the pen on a blank sheet as on a filled one. */
function blankLines(lineCount: number, lines: number): readonly number[] {
  return Array.from({ length: Math.max(0, lineCount - lines) }, (_, i) => i);
}

/** The first page always has head, ticks and the room for the paraf; texts get the rest of it. */
export function FirstPage({ model, words, parts: deps, no, of, tight }: SheetPageProps) {
  const { t } = words;
  const inBox = (box: Box): readonly Piece[] => deps.pieces.filter((piece) => piece.box === box);
  const texts = (box: Box): ReactNode =>
    inBox(box).map((piece) => <PieceText key={piece.key} piece={piece} words={words} />);
  const ticks = (box: Box, lines: readonly TickLine[]): ReactNode =>
    inBox(box).map((piece) => (
      <TickBox key={piece.key} t={t} ticked={lines[Number(piece.key.split(':')[1])]?.ticked ?? false}>
        <PieceText piece={piece} words={words} />
      </TickBox>
    ));
  const chain = inBox('chain');
  const noteGoesOn = chain.filter(({ key }) => key === 'note');
  const [agenda, ...agendaMore] = agendaWords(model, words);
  return (
    <section className="sheet-page" style={paperStyle(model.paper)} data-page={no} data-tight={tight}>
      <div className="sheet-body" data-box="page">
        <div className="sheet-fill sheet-first" data-fill="">
          <Letterhead office={model.office} />
          <h1 className="sheet-title">
            {t('sheet.form.title')}
            {model.voided && <span className="sheet-voided">{t('sheet.form.voided')}</span>}
          </h1>
          <div className="sheet-grid">
            <div className="sheet-halves" data-row="head">
              <div className="sheet-cell">
                <Line label={t('sheet.form.sender')}>{texts('sender')}</Line>
                <Line label={t('sheet.form.number')}>{texts('number')}</Line>
                <Line label={t('sheet.form.letterDate')}>{model.letterDate}</Line>
              </div>
              <div className="sheet-cell">
                <Line label={t('sheet.form.received')}>{model.received}</Line>
                <Line label={t('sheet.form.agenda')}>
                  <strong>{agenda}</strong>
                  {agendaMore.map((more) => (
                    <div key={more}>{more}</div>
                  ))}
                </Line>
                <Line label={t('sheet.form.nature')}>{null}</Line>
                <div className="sheet-nature">
                  {natures.map((nature) => (
                    <TickBox key={nature} t={t} ticked={model.ticks[nature]}>
                      {t(`sheet.form.${nature}`)}
                    </TickBox>
                  ))}
                </div>
              </div>
            </div>
            <div className="sheet-cell sheet-subject" data-row="subject">
              <Line label={t('sheet.form.subject')}>{texts('subject')}</Line>
            </div>
            <div className="sheet-halves" data-row="ticks">
              <div className="sheet-cell">
                <div>{t('sheet.form.recipients')} :</div>
                {ticks('recipients', model.recipients)}
                {blankLines(model.tickRoom, model.recipients.length).map((i) => (
                  <div key={i} className="sheet-blank-line">
                    {i === 0 && <span>{t('sheet.form.andSoOn')}</span>}
                    <span className="sheet-dots" />
                  </div>
                ))}
              </div>
              <div className="sheet-cell">
                <div>{t('sheet.form.instructions')} :</div>
                {ticks('instructions', model.instructions)}
                {blankLines(model.tickRoom, model.instructions.length).map((i) => (
                  <TickBox key={i} t={t} ticked={false}>
                    <span className="sheet-dots" />
                  </TickBox>
                ))}
              </div>
            </div>
            <div className="sheet-note" data-row="note" style={{ gridTemplateColumns: `1fr ${signerWidth(model)}` }}>
              <div className="sheet-note-text">
                <div>{t('sheet.form.note')} :</div>
                <div className="sheet-note-box" data-box="note">
                  <div data-fill="">{texts('note')}</div>
                </div>
              </div>
              <SignerBlock model={model} words={words} />
            </div>
            <div className="sheet-chain" data-row="chain">
              <div>{t('sheet.form.chain')} :</div>
              <div className="sheet-chain-box" data-box="chain">
                {model.chain.length === 0 && <ChainGuides paper={model.paper} words={words} />}
                <div data-fill="">
                  {noteGoesOn.length > 0 && (
                    <div className="sheet-chain-head">{t('sheet.form.noteContinued', { no: model.noteNo ?? 1 })}</div>
                  )}
                  {chain.length === 0 && model.chain.length > 0 && <div>{t('sheet.form.goesOn')}</div>}
                  <ChainPieces pieces={chain} words={words} />
                </div>
              </div>
            </div>
          </div>
        </div>
      </div>
      <SheetFoot model={model} words={words} no={no} of={of} />
    </section>
  );
}
