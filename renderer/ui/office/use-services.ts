import { useMemo } from 'react';
import { currentServices, type CurrentService, type ServiceEdition } from '../../../shared/services/edition.ts';
import { publishedServices } from '../../../shared/services/services.ts';
import { useLive } from './office-context.tsx';

/** Every service in its newest version, those that are closed too. */
export function useServices(): readonly CurrentService[] {
  const editions = useLive((office) => office.master<ServiceEdition>('service'));
  return useMemo(() => currentServices(publishedServices, editions), [editions]);
}

/** Services for which a case can be opened. */
export function useOpenServices(): readonly CurrentService[] {
  const services = useServices();
  return useMemo(() => services.filter(({ closed }) => !closed), [services]);
}
