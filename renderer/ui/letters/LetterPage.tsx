import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import type { Letter, LetterStub } from '../../../shared/letters/letter.ts';
import { useLiveAsync } from '../office/office-context.tsx';
import { NotFound } from '../entry/NotFound.tsx';
import { useTexts } from '../texts/index.ts';
import { HiddenLetter } from './HiddenLetter.tsx';
import { LetterView } from './LetterView.tsx';

type Found =
  | { readonly kind: 'letter'; readonly letter: Letter }
  | { readonly kind: 'stub'; readonly stub: LetterStub }
  | { readonly kind: 'unknown' };

interface Props {
  /** What other features show of a letter, on its page. */
  readonly related: (letter: Letter) => ReactNode;
}

/** A letter's page: the letter, what little may be seen of a secret one, or that there is none. */
export function LetterPage({ related }: Props) {
  const t = useTexts();
  const id = useParams()['id'] ?? '';
  const found = useLiveAsync(
    async (office): Promise<Found> => {
      const letter = await office.get<Letter>('letter', id);
      if (letter) return { kind: 'letter', letter };
      const stub = await office.get<LetterStub>('letterStub', id);
      return stub ? { kind: 'stub', stub } : { kind: 'unknown' };
    },
    [id],
  );
  if (found === undefined) return null;
  if (found.kind === 'letter') return <LetterView key={id} letter={found.letter} related={related(found.letter)} />;
  if (found.kind === 'stub') return <HiddenLetter stub={found.stub} />;
  return (
    <NotFound title={t('letters.page.unknown')} to="/" back={t('letters.page.back')}>
      {t('letters.page.unknownHint')}
    </NotFound>
  );
}
