import type { i18n } from 'i18next';
import { useCallback, useState, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { RouterProvider } from 'react-router/dom';
import type { Clock } from '../../../shared/clock.ts';
import type { Desk, DeskSettings } from '../../../shared/desk/desk.ts';
import type { Scans } from '../../data/office.ts';
import { NoticeProvider, TodayProvider } from '../kit/index.ts';
import { ScansProvider } from '../office/scans-context.tsx';
import { SessionProvider, type OpenOffice, type Session } from '../office/session-context.tsx';
import { NonceCache } from '../theme/nonce-cache.tsx';
import { ThemeChoice, type ThemeName } from '../theme/ThemeChoice.tsx';
import { ApiProvider, type Api } from '../office/api-context.tsx';
import { ClockProvider, useToday } from '../office/clock-context.tsx';
import { DeskProvider } from '../office/desk-context.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { NotifierProvider } from '../office/notifier-context.tsx';
import { noNotifier, type Notifier } from '../office/notifier.ts';
import { makeRouter } from './routes.tsx';

export interface AppDeps {
  readonly desk: Desk;
  readonly scans: Scans;
  readonly open: OpenOffice;
  /** What waits at this desk as a file, without an office. */
  readonly carry: Session['carry'];
  readonly api: Api;
  readonly clock: Clock;
  readonly texts: i18n;
  readonly nonce: string | undefined;
  readonly settings: DeskSettings | null;
  /** Absent: this host shows no notices on the desktop. */
  readonly notifier?: Notifier;
}

/** The kit knows no clock: it is handed the day. */
function OfficeDay({ children }: { readonly children: ReactNode }) {
  return <TodayProvider value={useToday()}>{children}</TodayProvider>;
}

/** The program, put together from its parts. */
export function App({ desk, scans, open, carry, api, clock, texts, nonce, settings, notifier = noNotifier }: AppDeps) {
  const [theme, setTheme] = useState<ThemeName>(settings?.theme ?? 'system');
  const [router] = useState(makeRouter);
  const choose = useCallback((name: ThemeName) => setTheme(name), []);
  return (
    <NonceCache nonce={nonce}>
      <I18nextProvider i18n={texts}>
        <ThemeChoice theme={theme} choose={choose}>
          <ErrorBoundary>
            <ClockProvider clock={clock}>
              <OfficeDay>
                <ApiProvider api={api}>
                  <DeskProvider desk={desk}>
                    <ScansProvider scans={scans}>
                      <NoticeProvider>
                        <NotifierProvider notifier={notifier}>
                          <SessionProvider open={open} carry={carry}>
                            <RouterProvider router={router} />
                          </SessionProvider>
                        </NotifierProvider>
                      </NoticeProvider>
                    </ScansProvider>
                  </DeskProvider>
                </ApiProvider>
              </OfficeDay>
            </ClockProvider>
          </ErrorBoundary>
        </ThemeChoice>
      </I18nextProvider>
    </NonceCache>
  );
}
