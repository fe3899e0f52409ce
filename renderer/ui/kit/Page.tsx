import { Box, Typography } from '@mui/material';
import { useEffect, type ReactNode } from 'react';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly title: string;
  /** What the browser's tab says in place of the title, which may be secret: the tab outlives the page in its history. */
  readonly tab?: string | undefined;
  /** One line under the title. */
  readonly subtitle?: ReactNode;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  /** `fill`: the content takes the rest of the window and scrolls itself; otherwise the page scrolls. */
  readonly fill?: boolean;
  /** `form`: what is filled in or read line by line, no wider than {@link formWidth}; otherwise the whole window. */
  readonly width?: 'form' | 'wide';
  readonly children: ReactNode;
}

/** Widest line of a form or of cards, px; what lies in columns takes the whole window. */
export const formWidth = 960;

/** The browser's tab says what is open, so that one of several is found. */
function useTabTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** A screen of the program: title, actions, content. */
export function Page({ title, tab, subtitle, actions, fill = false, width = 'wide', children }: Props) {
  const maxWidth = width === 'form' ? formWidth : undefined;
  const t = useTexts();
  useTabTitle(`${tab ?? title} – ${t('app.name')}`);
  return (
    <Box sx={{ height: '100%', overflow: fill ? 'hidden' : 'auto', display: 'flex', flexDirection: 'column' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 2.5, pt: 1.75, pb: 1, flexShrink: 0, maxWidth }}>
        <Box sx={{ minWidth: 0, flex: 1 }}>
          <Typography variant="h1" tabIndex={-1} sx={{ outline: 'none' }}>
            {title}
          </Typography>
          {subtitle !== undefined && (
            <Typography variant="body2" component="div" color="textSecondary">
              {subtitle}
            </Typography>
          )}
        </Box>
        {actions !== undefined && <Box sx={{ display: 'flex', gap: 1, flexShrink: 0 }}>{actions}</Box>}
      </Box>
      <Box
        sx={{
          px: 2.5,
          pb: 2,
          minHeight: 0,
          maxWidth,
          ...(fill ? { flex: 1, display: 'flex', flexDirection: 'column' } : {}),
        }}
      >
        {children}
      </Box>
    </Box>
  );
}
