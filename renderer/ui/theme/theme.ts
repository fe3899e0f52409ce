import { createTheme, type Theme } from '@mui/material/styles';
import { components } from './components.ts';
import { palettes, type Mode } from './palette.ts';

const small = '0.8125rem';

/**
 * The one theme of the program. Base 13 px; 14 px where text is read rather than scanned. `widgets` are the words of
 * the widgets themselves ("Buka", "Hapus") in the present language.
 */
export function makeTheme(mode: Mode, widgets: object = {}): Theme {
  const own = {
    palette: palettes[mode],
    shape: { borderRadius: 4 },
    spacing: 8,
    typography: {
      fontFamily: 'Arimo, Arial, "Liberation Sans", sans-serif',
      fontSize: 13,
      h1: { fontSize: '1.25rem', fontWeight: 700, lineHeight: 1.3 },
      h2: { fontSize: '1.0625rem', fontWeight: 700, lineHeight: 1.35 },
      h3: { fontSize: '0.875rem', fontWeight: 700, lineHeight: 1.4 },
      h4: { fontSize: small, fontWeight: 700 },
      subtitle1: { fontSize: '0.875rem', fontWeight: 600, lineHeight: 1.4 },
      subtitle2: { fontSize: small, fontWeight: 600, lineHeight: 1.4 },
      body1: { fontSize: '0.875rem', lineHeight: 1.5 },
      body2: { fontSize: small, lineHeight: 1.45 },
      button: { fontSize: small },
      caption: { fontSize: '0.75rem', lineHeight: 1.4 },
      overline: { fontSize: '0.6875rem', fontWeight: 700, letterSpacing: '.06em', lineHeight: 1.6 },
    },
    components,
  };
  return createTheme(own, widgets);
}
