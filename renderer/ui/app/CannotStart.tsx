import type { i18n } from 'i18next';
import { I18nextProvider } from 'react-i18next';
import type { Refusal } from '../../../shared/refusal.ts';
import { Cover } from '../session/Cover.tsx';
import { refusalText, useTexts } from '../texts/index.ts';
import { NonceCache } from '../theme/nonce-cache.tsx';
import { ThemeChoice } from '../theme/ThemeChoice.tsx';

function Sentence({ refusal }: { readonly refusal: Refusal }) {
  const t = useTexts();
  return <Cover title={t('session.failed.title')} lead={refusalText(t, refusal)} />;
}

interface Props {
  readonly refusal: Refusal;
  readonly texts: i18n;
  readonly nonce: string | undefined;
}

/** Instead of the program where it cannot run: one clear sentence why. */
export function CannotStart({ refusal, texts, nonce }: Props) {
  return (
    <NonceCache nonce={nonce}>
      <I18nextProvider i18n={texts}>
        <ThemeChoice theme="system" choose={() => undefined}>
          <Sentence refusal={refusal} />
        </ThemeChoice>
      </I18nextProvider>
    </NonceCache>
  );
}
