import type { Letter } from '../../../shared/letters/letter.ts';
import { standingDispositions } from '../../../shared/letters/status.ts';
import { paperSizes, type PaperSize } from '../../../shared/sheet/paper.ts';
import type { SheetKind } from '../../../shared/sheet/sheet-model.ts';

/** The dialog's first proposal: the kind that fits the letter's status. */
export function proposedKind(letter: Letter): SheetKind {
  return standingDispositions(letter.facts).length > 0 ? 'filled' : 'blank';
}

/** The signer of a filled sheet is who wrote its first disposition; of a blank one, whom this PC or the office names. */
export function proposedSigner(
  letter: Letter,
  kind: SheetKind,
  deskSigner: string | null,
  head: string | null,
): string | null {
  const first = standingDispositions(letter.facts)[0];
  return (kind === 'filled' ? first?.from : undefined) ?? deskSigner ?? head;
}

/** The paper this PC is set to; A4 where the setting says something unknown. */
export function proposedPaper(setting: string | undefined): PaperSize {
  return paperSizes.find((size) => size === setting) ?? 'A4';
}

export type Hint = 'numberToCome' | 'nothingToFill' | 'otherSigner';

/** What a clerk should know before printing this. */
export function sheetHints(letter: Letter, kind: SheetKind, signer: string | null): readonly Hint[] {
  const standing = standingDispositions(letter.facts);
  const hints: Hint[] = [];
  if (letter.agenda.no === null) hints.push('numberToCome');
  if (kind === 'filled' && standing.length === 0) hints.push('nothingToFill');
  if (kind === 'filled' && standing.length > 0 && signer !== null && !standing.some(({ from }) => from === signer)) {
    hints.push('otherSigner');
  }
  return hints;
}
