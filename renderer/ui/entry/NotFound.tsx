import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { EmptyState, Page } from '../kit/index.ts';

interface Props {
  readonly title: string;
  /** Name of the page; absent: the title. */
  readonly page?: string;
  /** Where it leads back to. */
  readonly to: string;
  readonly back: string;
  readonly children?: ReactNode;
}

/** The page of something that is not here, or not for this account: why, and the way back. */
export function NotFound({ title, page = title, to, back, children }: Props) {
  return (
    <Page title={page}>
      <EmptyState
        title={title}
        action={
          <Button component={Link} to={to} variant="outlined">
            {back}
          </Button>
        }
      >
        {children}
      </EmptyState>
    </Page>
  );
}
