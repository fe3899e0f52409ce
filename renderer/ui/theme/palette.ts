import type { PaletteOptions } from '@mui/material/styles';

export type Mode = 'light' | 'dark';

/**
 * The deep green-blue of the letterhead on the warm white of office paper; brass for pending work. Every text colour
 * has at least 4.5:1 on both backgrounds of its mode (test/renderer/ui-theme).
 */
export const palettes = {
  light: {
    mode: 'light',
    primary: { main: '#0f5457', dark: '#0a3d40', light: '#dbe9e7', contrastText: '#ffffff' },
    secondary: { main: '#7a5514', dark: '#5b3f0c', light: '#f3e8cf', contrastText: '#ffffff' },
    error: { main: '#a1272d', light: '#f7e1df', contrastText: '#ffffff' },
    warning: { main: '#835200', light: '#f8ebcd', contrastText: '#ffffff' },
    info: { main: '#28567f', light: '#dfe9f2', contrastText: '#ffffff' },
    success: { main: '#2a653c', light: '#dfecdf', contrastText: '#ffffff' },
    background: { default: '#f5f2eb', paper: '#fffdf8' },
    text: { primary: '#1d2423', secondary: '#56605d', disabled: '#8b928f' },
    divider: '#dcd6c9',
    action: { hover: 'rgba(15,84,87,0.06)', selected: 'rgba(15,84,87,0.11)', focus: 'rgba(15,84,87,0.14)' },
  },
  dark: {
    mode: 'dark',
    primary: { main: '#7cc5bd', dark: '#4f9a93', light: '#1f3a3a', contrastText: '#0c1a1a' },
    secondary: { main: '#d9b46a', dark: '#b08d45', light: '#3a3120', contrastText: '#1c1503' },
    error: { main: '#f0948f', light: '#452625', contrastText: '#2a0a09' },
    warning: { main: '#e5b567', light: '#3e3219', contrastText: '#221703' },
    info: { main: '#93bde3', light: '#213447', contrastText: '#08192a' },
    success: { main: '#8fc89b', light: '#20382a', contrastText: '#071c0d' },
    background: { default: '#141a1a', paper: '#1b2322' },
    text: { primary: '#e6e9e4', secondary: '#a5afab', disabled: '#6f7976' },
    divider: '#323c3a',
    action: { hover: 'rgba(124,197,189,0.08)', selected: 'rgba(124,197,189,0.15)', focus: 'rgba(124,197,189,0.18)' },
  },
} as const satisfies Record<Mode, PaletteOptions>;
