import { useRouteError } from 'react-router';
import { Broken } from './Broken.tsx';

/** A screen failed while it was drawn. */
export function ErrorPage() {
  return <Broken error={useRouteError()} />;
}
