import { Fragment, type ReactNode } from 'react';
import type { Piece } from './paginate.ts';
import type { SheetWords } from './sheet-words.ts';

/** A letter number is broken after its slashes before it is broken anywhere else. */
function atSlashes(text: string): ReactNode {
  return text.split(/(?<=\/)/).map((part, i) => (
    <Fragment key={i}>
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

/** A stretch of text; one that runs on says so at its end. */
export function PieceText({ piece, words }: { readonly piece: Piece; readonly words: SheetWords }) {
  return (
    <>
      <span className="sheet-text" data-flow={piece.key}>
        {piece.key === 'number' ? atSlashes(piece.text) : piece.text}
      </span>
      {!piece.ends && !/\s$/.test(piece.text) && ' '}
      {!piece.ends && <span className="sheet-goes-on">{words.t('sheet.form.goesOn')}</span>}
    </>
  );
}

/** The pieces of the chain: a heading in bold, under it what was written. */
export function ChainPieces({ pieces, words }: { readonly pieces: readonly Piece[]; readonly words: SheetWords }) {
  return pieces.map((piece) => (
    <div key={piece.key} className={piece.key.startsWith('head:') ? 'sheet-chain-head' : 'sheet-chain-body'}>
      <PieceText piece={piece} words={words} />
    </div>
  ));
}
