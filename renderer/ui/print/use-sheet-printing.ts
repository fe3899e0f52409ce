import { useCallback, useState } from 'react';
import { longestFrozen } from '../../../shared/documents/edition.ts';
import type { PrintArgs } from '../../../shared/letters/handling.ts';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import type { SheetModel } from '../../../shared/sheet/sheet-model.ts';
import { useDesk, useDeskInfo } from '../office/desk-context.tsx';
import { useOffice } from '../office/office-context.tsx';
import { printRoute, safeFileName } from './print-route.ts';
import { fetchSheet, type SheetRequest } from './sheet-source.ts';

/** `paper` through the system's dialog, `pdf` into a file. */
export type PrintAs = 'paper' | 'pdf';

export type Printed =
  | { readonly is: 'done' | 'cancelled' }
  /** The browser's own dialog has to print this; the screen mounts it in a print root. */
  | { readonly is: 'here'; readonly model: SheetModel; readonly title: string }
  | { readonly is: 'refused'; readonly refusal: Refusal };

interface Printing {
  /** Id of the print in the QR code, kept until the print is recorded. */
  readonly printId: string;
  readonly busy: boolean;
  print(request: Omit<SheetRequest, 'printId'>, as: PrintAs, fileName: (model: SheetModel) => string): Promise<Printed>;
}

/**
 * Records a print first, then prints from the store: a sheet without a record would be worse than a record without a
 * sheet. What it says is recorded with it, and is what comes out. The operation id inside the QR code stays the same until the record is saved.
 */
export function useSheetPrinting(): Printing {
  const office = useOffice();
  const desk = useDesk();
  const info = useDeskInfo();
  const [printId, setPrintId] = useState(() => office.newId());
  const [busy, setBusy] = useState(false);

  const print = useCallback<Printing['print']>(
    async (request, as, fileName) => {
      setBusy(true);
      try {
        const { letterId, kind, paper, signer } = request;
        const drawn = await fetchSheet(office, { ...request, printId });
        if (!drawn.ok) return { is: 'refused', refusal: drawn.error };
        const { frozen, edition } = drawn.value;
        // A chain beyond every measure is printed all the same, without its words being kept.
        const content = frozen.text.length > longestFrozen ? {} : { frozen, edition };
        const args: PrintArgs = { letterId, sheet: kind, paper, ...content };
        const saved = await office.run('letter.print', args, { opId: printId });
        if (!saved.ok) return { is: 'refused', refusal: saved.error[0] ?? refuse('INTERNAL') };
        const sheet = await fetchSheet(office, { ...request, printId });
        setPrintId(office.newId());
        if (!sheet.ok) return { is: 'refused', refusal: sheet.error };
        const { model } = sheet.value;
        const name = safeFileName(fileName(model));
        if (!info?.prints) return { is: 'here', model, title: name.replace(/\.pdf$/, '') };
        const route = printRoute({ letters: [{ letterId, printId }], kind, paper, signer });
        const outcome = await desk.print(route, as, name);
        return outcome.ok ? { is: outcome.value } : { is: 'refused', refusal: outcome.error };
      } finally {
        setBusy(false);
      }
    },
    [office, desk, info, printId],
  );
  return { printId, busy, print };
}
