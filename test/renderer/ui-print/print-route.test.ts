import { describe, expect, it } from 'vitest';
import { printRoute, readPrintRoute, safeFileName, type PrintRoute } from '../../../renderer/ui/print/print-route.ts';

function read(route: string): PrintRoute {
  const [, ids = '', query = ''] = /^#\/cetak\/([^?]*)\?(.*)$/.exec(route) ?? [];
  return readPrintRoute(decodeURIComponent(ids), new URLSearchParams(query));
}

describe('the route of a print', () => {
  it('is read back as it was made, for one letter and for several', () => {
    const one: PrintRoute = {
      letters: [{ letterId: 'l 1/2', printId: 'p1' }],
      kind: 'filled',
      paper: 'F4',
      signer: 'pos-a',
    };
    const more: PrintRoute = {
      letters: [
        { letterId: 'a', printId: 'p' },
        { letterId: 'b', printId: 'q' },
      ],
      kind: 'blank',
      paper: 'half-folio',
      signer: null,
    };
    expect(read(printRoute(one))).toEqual(one);
    expect(read(printRoute(more))).toEqual(more);
  });

  it('falls back to a blank A4 sheet for words it does not know', () => {
    expect(readPrintRoute('a', new URLSearchParams('kind=x&paper=Letter'))).toMatchObject({
      kind: 'blank',
      paper: 'A4',
    });
  });
});

describe('a file name', () => {
  it('has none of the characters that Windows forbids', () => {
    expect(safeFileName('Lembar Disposisi 417/2026 (terisi).pdf')).toBe('Lembar Disposisi 417-2026 (terisi).pdf');
    expect(safeFileName('a\\b:c*d?e"f<g>h|i\u0007j  k')).toBe('a-b-c-d-e-f-g-h-i-j k');
  });
});
