import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly children?: ReactNode;
  /** A button that leads out of the emptiness. */
  readonly action?: ReactNode;
}

/** What a list says when there is nothing in it: why, and what can be done. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <Box sx={{ textAlign: 'center', color: 'text.secondary', px: 3, py: 6 }}>
      <Typography variant="subtitle1" component="p" color="textPrimary">
        {title}
      </Typography>
      {children !== undefined && <Typography variant="body2">{children}</Typography>}
      {action !== undefined && <Box sx={{ mt: 2 }}>{action}</Box>}
    </Box>
  );
}
