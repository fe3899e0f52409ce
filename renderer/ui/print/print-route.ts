import { paperSizes, type PaperSize } from '../../../shared/sheet/paper.ts';
import type { SheetKind } from '../../../shared/sheet/sheet-model.ts';

/** What a print page shows: one or more letters, each with its recorded print. */
export interface PrintRoute {
  readonly letters: readonly { readonly letterId: string; readonly printId: string }[];
  readonly kind: SheetKind;
  readonly paper: PaperSize;
  readonly signer: string | null;
}

/** Route of the print page, as `desk.print` takes it. */
export function printRoute({ letters, kind, paper, signer }: PrintRoute): string {
  const query = new URLSearchParams({ kind, paper, print: letters.map(({ printId }) => printId).join(',') });
  if (signer !== null) query.set('signer', signer);
  return `#/cetak/${letters.map(({ letterId }) => encodeURIComponent(letterId)).join(',')}?${query.toString()}`;
}

/** Reads a route again. Without a known paper it is A4, without a kind the blank sheet. */
export function readPrintRoute(ids: string, query: URLSearchParams): PrintRoute {
  const prints = (query.get('print') ?? '').split(',');
  return {
    letters: ids
      .split(',')
      .filter((id) => id !== '')
      .map((letterId, i) => ({ letterId, printId: prints[i] ?? '' })),
    kind: query.get('kind') === 'filled' ? 'filled' : 'blank',
    paper: paperSizes.find((size) => size === query.get('paper')) ?? 'A4',
    signer: query.get('signer'),
  };
}

/** A file name every system takes: agenda numbers hold slashes. */
export function safeFileName(text: string): string {
  return text
    .replace(/[/\\:*?"<>|\u0000-\u001f]+/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}
