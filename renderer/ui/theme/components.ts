import type { Components, Theme } from '@mui/material/styles';

/** Look and density of the components: made for eight hours at 1366 x 768. */
export const components: Components<Omit<Theme, 'components'>> = {
  MuiCssBaseline: {
    styleOverrides: (theme) => ({
      body: { fontFeatureSettings: '"tnum" 1', fontVariantNumeric: 'tabular-nums' },
      'html, body, #root': { height: '100%' },
      ':focus-visible': { outline: `2px solid ${theme.palette.primary.main}`, outlineOffset: '1px' },
      '@media (prefers-reduced-motion: reduce)': {
        '*, *::before, *::after': { animationDuration: '0.01ms !important', transitionDuration: '0.01ms !important' },
      },
    }),
  },
  MuiButtonBase: { defaultProps: { disableRipple: true } },
  MuiButton: {
    defaultProps: { size: 'small', disableElevation: true },
    styleOverrides: {
      root: { textTransform: 'none', fontWeight: 600, paddingInline: 12, minHeight: 32, lineHeight: 1.3 },
    },
  },
  MuiIconButton: { defaultProps: { size: 'small' }, styleOverrides: { root: { borderRadius: 4 } } },
  MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
  MuiFormControl: { defaultProps: { size: 'small' } },
  MuiInputLabel: {
    defaultProps: { size: 'small' },
    styleOverrides: {
      // The inputs are lower and narrower than MUI's; their labels have to sit in the middle of them all the same.
      outlined: {
        fontSize: '0.8125rem',
        transform: 'translate(11px, 7px)',
        '&.MuiInputLabel-shrink': { transform: 'translate(11px, -9px) scale(0.85)' },
      },
    },
  },
  MuiOutlinedInput: {
    defaultProps: { size: 'small' },
    styleOverrides: {
      root: ({ theme }) => ({ backgroundColor: theme.palette.background.paper, fontSize: '0.8125rem' }),
      adornedStart: { paddingLeft: 10 },
      adornedEnd: { paddingRight: 10 },
      input: { paddingBlock: 7, paddingInline: 10 },
      multiline: { padding: '7px 10px', '& textarea': { padding: 0 } },
      notchedOutline: ({ theme }) => ({
        borderColor: theme.palette.mode === 'light' ? '#8f8a7e' : '#6d7a76',
        // As wide as the label above it is drawn.
        '& legend': { fontSize: '0.85em' },
      }),
    },
  },
  MuiSelect: { defaultProps: { size: 'small' } },
  MuiAutocomplete: {
    defaultProps: { size: 'small', autoHighlight: true, openOnFocus: false },
    styleOverrides: {
      inputRoot: { '&.MuiOutlinedInput-root.MuiInputBase-sizeSmall': { paddingBlock: 4.5, paddingLeft: 3 } },
      // A list over a form is seen as lying above it.
      paper: ({ theme }) => ({
        border: `1px solid ${theme.palette.divider}`,
        boxShadow: '0 6px 20px rgba(0,0,0,.18)',
      }),
      option: { fontSize: '0.8125rem', minHeight: '30px !important', paddingBlock: '4px !important' },
    },
  },
  MuiFormHelperText: { styleOverrides: { root: { marginInline: 2, marginTop: 2, lineHeight: 1.35 } } },
  MuiFormControlLabel: { styleOverrides: { label: { fontSize: '0.8125rem' } } },
  MuiCheckbox: { defaultProps: { size: 'small' }, styleOverrides: { root: { padding: 5 } } },
  MuiRadio: { defaultProps: { size: 'small' }, styleOverrides: { root: { padding: 5 } } },
  MuiSwitch: { defaultProps: { size: 'small' } },
  MuiTable: {
    defaultProps: { size: 'small' },
    // The frame around a table closes it.
    styleOverrides: { root: { 'tbody:last-of-type > tr:last-of-type > *': { borderBottom: 0 } } },
  },
  // A line of a row stands beside the first one of its neighbours, be it text, a chip or a button.
  MuiTableRow: { styleOverrides: { root: { verticalAlign: 'baseline' } } },
  MuiTableCell: {
    styleOverrides: {
      root: ({ theme }) => ({ padding: '5px 10px', borderColor: theme.palette.divider, fontSize: '0.8125rem' }),
      head: ({ theme }) => ({
        fontWeight: 600,
        fontSize: '0.75rem',
        verticalAlign: 'bottom',
        color: theme.palette.text.secondary,
        backgroundColor: theme.palette.background.default,
      }),
    },
  },
  MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiDialog: {
    styleOverrides: {
      paper: ({ theme }) => ({ border: `1px solid ${theme.palette.divider}`, boxShadow: '0 8px 32px rgba(0,0,0,.22)' }),
    },
  },
  MuiDialogTitle: { styleOverrides: { root: { fontSize: '1.0625rem', fontWeight: 700, padding: '14px 20px 8px' } } },
  MuiDialogContent: {
    styleOverrides: {
      // Below a title MUI takes the room away in which the label of the first field stands.
      root: { padding: '8px 20px 12px', '.MuiDialogTitle-root + &': { paddingTop: 10 } },
    },
  },
  MuiDialogActions: { styleOverrides: { root: { padding: '8px 20px 14px' } } },
  MuiMenu: { styleOverrides: { paper: ({ theme }) => ({ border: `1px solid ${theme.palette.divider}` }) } },
  MuiPopover: { styleOverrides: { paper: ({ theme }) => ({ border: `1px solid ${theme.palette.divider}` }) } },
  MuiMenuItem: { styleOverrides: { root: { fontSize: '0.8125rem', minHeight: 30, paddingBlock: 4 } } },
  MuiChip: {
    defaultProps: { size: 'small' },
    styleOverrides: { root: { borderRadius: 4, fontWeight: 500, height: 22 } },
  },
  MuiTab: { styleOverrides: { root: { textTransform: 'none', minHeight: 36, padding: '6px 12px' } } },
  MuiTabs: { styleOverrides: { root: { minHeight: 36 } } },
  MuiAlert: {
    styleOverrides: {
      root: ({ theme, ownerState }) => {
        const tone = theme.palette[ownerState.severity ?? 'info'];
        return {
          padding: '4px 12px',
          alignItems: 'center',
          color: theme.palette.text.primary,
          backgroundColor: tone.light,
        };
      },
      icon: ({ theme, ownerState }) => ({ color: `${theme.palette[ownerState.severity ?? 'info'].main} !important` }),
      message: { padding: '4px 0' },
      action: { padding: 0, marginRight: 0, alignItems: 'center' },
    },
  },
  MuiTooltip: { defaultProps: { enterDelay: 500 } },
  // Colour alone does not set a link apart from the words around it.
  MuiLink: {
    defaultProps: { underline: 'always' },
    // One that is a button stands in its line as text does.
    styleOverrides: { button: { verticalAlign: 'top', textAlign: 'left' } },
  },
  // A small title is text, unless its place says which heading it is.
  MuiTypography: { defaultProps: { variantMapping: { subtitle1: 'p', subtitle2: 'p' } } },
};
