import { useSearchParams } from 'react-router';
import type { Letter, LetterHeader } from '../../../shared/letters/letter.ts';
import { useOffice } from '../office/office-context.tsx';
import { useNotice } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { CorrectDialog } from './CorrectDialog.tsx';
import { useAttentionItem } from './use-attention-item.ts';

/** Opens the correction of a letter with the values of a refused one: `/surat/<id>?koreksi=<id of the entry>`. */
export function CorrectAgain({ letter }: { readonly letter: Letter }) {
  const t = useTexts();
  const say = useNotice();
  const office = useOffice();
  const [query, setQuery] = useSearchParams();
  const item = useAttentionItem(query.get('koreksi'));
  if (item == null) return null;
  const { set = {} } = (item.args ?? {}) as { readonly set?: Partial<LetterHeader> };
  const close = (): void => setQuery({}, { replace: true });
  return (
    <CorrectDialog
      letter={letter}
      proposed={set}
      onClose={close}
      onDone={() => {
        void office.markSeen([item.opId]);
        say(t('letters.done.correct'));
        close();
      }}
    />
  );
}
