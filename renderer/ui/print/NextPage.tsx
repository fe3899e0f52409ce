import type { SheetModel } from '../../../shared/sheet/sheet-model.ts';
import type { TextKey } from '../texts/index.ts';
import type { Box, Piece } from './paginate.ts';
import { ChainPieces, PieceText } from './PieceText.tsx';
import { paperStyle, type SheetPageProps } from './sheet-page-props.ts';
import type { SheetWords } from './sheet-words.ts';
import { SheetFoot } from './SheetFoot.tsx';
import { TickBox } from './TickBox.tsx';
import { agendaWords } from './sheet-flows.ts';

const headings: readonly (readonly [Box, TextKey])[] = [
  ['sender', 'sheet.form.sender'],
  ['number', 'sheet.form.number'],
  ['recipients', 'sheet.form.recipients'],
  ['instructions', 'sheet.form.instructions'],
  ['subject', 'sheet.form.subject'],
  ['note', 'sheet.form.note'],
  ['chain', 'sheet.form.chain'],
];

interface PiecesProps {
  readonly box: Box;
  readonly pieces: readonly Piece[];
  readonly model: SheetModel;
  readonly words: SheetWords;
}

function Pieces({ box, pieces, model, words }: PiecesProps) {
  if (box === 'chain') return <ChainPieces pieces={pieces} words={words} />;
  if (box === 'recipients' || box === 'instructions') {
    return pieces.map((piece) => (
      <TickBox key={piece.key} t={words.t} ticked={model[box][Number(piece.key.split(':')[1])]?.ticked ?? false}>
        <PieceText piece={piece} words={words} />
      </TickBox>
    ));
  }
  return pieces.map((piece) => <PieceText key={piece.key} piece={piece} words={words} />);
}

/** A further page: which letter it belongs to, then whatever the pages before had no room for. */
export function NextPage({ model, words, parts: deps, no, of }: SheetPageProps) {
  const { t } = words;
  return (
    <section className="sheet-page" style={paperStyle(model.paper)} data-page={no}>
      <div className="sheet-body" data-box="page">
        <div className="sheet-fill" data-fill="">
          <header className="sheet-next-head">
            <h1>{t('sheet.form.continued')}</h1>
            <div>{model.office.shortName || model.office.name}</div>
            <div>
              {t('sheet.form.agenda')} : <strong>{agendaWords(model, words).join(', ')}</strong>
            </div>
          </header>
          {headings.map(([box, heading]) => {
            const pieces = deps.pieces.filter((piece) => piece.box === box);
            if (pieces.length === 0) return null;
            const name = t(heading);
            return (
              <div key={box} className="sheet-section">
                <h2>{box === 'chain' ? name : t('sheet.form.sectionContinued', { section: name })}</h2>
                <Pieces box={box} pieces={pieces} model={model} words={words} />
              </div>
            );
          })}
        </div>
      </div>
      <SheetFoot model={model} words={words} no={no} of={of} />
    </section>
  );
}
