import { Box } from '@mui/material';

/** A key of the keyboard, as in "tekan Ctrl+K". */
export function Kbd({ children }: { readonly children: string }) {
  return (
    <Box
      component="kbd"
      sx={{
        fontFamily: 'inherit',
        fontSize: '0.6875rem',
        px: 0.5,
        py: '1px',
        border: 1,
        borderColor: 'divider',
        borderRadius: 0.5,
        color: 'text.secondary',
        bgcolor: 'background.default',
        whiteSpace: 'nowrap',
      }}
    >
      {children}
    </Box>
  );
}
