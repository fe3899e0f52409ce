import { buildApplication } from './build-app.ts';
import type { ServiceDefinition } from './definition.ts';
import { integrateData } from './integrate-data.ts';

/** The services the office has published. */
export const publishedServices: readonly ServiceDefinition[] = [buildApplication, integrateData];

/** The service a subject speaks of, by the longest of its words that occurs; null when none does. */
export function recogniseService(subject: string, services: readonly ServiceDefinition[]): ServiceDefinition | null {
  const text = subject.toLowerCase();
  let best: { readonly service: ServiceDefinition; readonly length: number } | null = null;
  for (const service of services) {
    for (const words of service.recognisedBy) {
      if (text.includes(words) && words.length > (best?.length ?? 0)) best = { service, length: words.length };
    }
  }
  return best?.service ?? null;
}
