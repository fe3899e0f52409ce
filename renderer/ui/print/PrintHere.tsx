import { useRef } from 'react';
import type { SheetModel } from '../../../shared/sheet/sheet-model.ts';
import { DispositionSheet } from './DispositionSheet.tsx';
import { pageRule, picturesReady, PrintRoot } from './PrintRoot.tsx';

interface Props {
  readonly model: SheetModel;
  /** Title of the page while it prints: browsers propose it as the name of the PDF. */
  readonly title: string;
  readonly onDone: () => void;
}

/** Opens the browser's print dialog with this sheet alone, as soon as it is laid out; nothing of it is on the screen. */
export function PrintHere({ model, title, onDone }: Props) {
  const asked = useRef(false);
  const print = (): void => {
    // Texts that arrive later lay the sheet out again; the dialog opens once.
    if (asked.current) return;
    asked.current = true;
    void picturesReady(document).then(() => {
      const before = document.title;
      document.title = title;
      document.documentElement.dataset['sheet'] = 'ready';
      window.print();
      delete document.documentElement.dataset['sheet'];
      document.title = before;
      onDone();
    });
  };
  return (
    <PrintRoot rule={pageRule(model.paper)} onScreen={false}>
      <DispositionSheet model={model} onLaidOut={print} />
    </PrintRoot>
  );
}
