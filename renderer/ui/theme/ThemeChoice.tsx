import { CssBaseline, ThemeProvider, useMediaQuery } from '@mui/material';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskSettings } from '../../../shared/desk/desk.ts';
import { isLanguage, languages } from '../texts/languages.ts';
import { makeTheme } from './theme.ts';

export type ThemeName = DeskSettings['theme'];

interface Choice {
  readonly theme: ThemeName;
  readonly choose: (theme: ThemeName) => void;
}

const Context = createContext<Choice>({ theme: 'system', choose: () => undefined });

/** The theme chosen on this PC, and how to choose another. */
export function useThemeChoice(): Choice {
  return useContext(Context);
}

/** Draws everything below in the chosen theme; `system` follows the PC. */
export function ThemeChoice({ theme, choose, children }: Choice & { readonly children: ReactNode }) {
  const dark = useMediaQuery('(prefers-color-scheme: dark)');
  const mode = theme === 'system' ? (dark ? 'dark' : 'light') : theme;
  const { i18n } = useTranslation();
  const { widgets } = languages[isLanguage(i18n.language) ? i18n.language : 'id'];
  const made = useMemo(() => makeTheme(mode, widgets), [mode, widgets]);
  const choice = useMemo(() => ({ theme, choose }), [theme, choose]);
  return (
    <Context value={choice}>
      <ThemeProvider theme={made}>
        <CssBaseline enableColorScheme />
        {children}
      </ThemeProvider>
    </Context>
  );
}
