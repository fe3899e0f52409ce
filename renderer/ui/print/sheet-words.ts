import { useMemo } from 'react';
import type { ChainLine, TickLine } from '../../../shared/sheet/sheet-model.ts';
import { useTexts, type Texts } from '../texts/index.ts';

/** The words of a sheet; it is also laid out where no React context reaches, so they are passed as a value. */
export interface SheetWords {
  readonly t: Texts;
  chainHead(line: ChainLine): string;
  chainBody(line: ChainLine): string;
  tickText(line: TickLine): string;
}

export function sheetWords(t: Texts): SheetWords {
  return {
    t,
    chainHead({ no, from, to, date }) {
      const names = to.map(({ title, due }) => (due === null ? title : t('sheet.form.chainRecipient', { title, due })));
      return t('sheet.form.chainHead', { no, from, to: names.join(', '), date });
    },
    chainBody({ instructions, note }) {
      return [instructions.join('; '), note].filter((part) => part !== '').join('\n');
    },
    tickText: ({ label, due }) => (due === null ? label : `${label} (${t('sheet.form.due', { date: due })})`),
  };
}

/** The words in the present language, the same object until it changes. */
export function useSheetWords(): SheetWords {
  const t = useTexts();
  return useMemo(() => sheetWords(t), [t]);
}
