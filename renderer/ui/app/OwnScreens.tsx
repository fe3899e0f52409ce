import { Navigate, Outlet } from 'react-router';
import { agencyCasesPath } from '../links.ts';
import { useOffice } from '../office/office-context.tsx';

/** Screens of accounts of the office, or of those of agencies: whoever comes to the others is led to his own. */
export function OwnScreens({ of }: { readonly of: 'office' | 'agency' }) {
  const isAgency = Boolean(useOffice().account.agency);
  if (isAgency === (of === 'agency')) return <Outlet />;
  return <Navigate to={isAgency ? agencyCasesPath : '/'} replace />;
}
