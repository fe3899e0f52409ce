import type { DocumentDefinition, ServiceDefinition, StepDefinition } from '../services/definition.ts';
import { buildAppLayouts } from './build-app-layouts.ts';
import { commonLayouts } from './common-layouts.ts';
import { defaultLayout } from './default-layout.ts';
import type { DocumentLayout } from './document-layout.ts';
import { integrateDataLayouts } from './integrate-data-layouts.ts';

/** Every document of the published services that has wording of its own. */
export const documentLayouts: readonly DocumentLayout[] = [
  ...commonLayouts,
  ...buildAppLayouts,
  ...integrateDataLayouts,
];

/** A document at the step of a service where it is due. */
export interface DocumentPlace {
  readonly service: ServiceDefinition;
  readonly step: StepDefinition;
  readonly definition: DocumentDefinition;
}

/** Where a document of this code is due at that step; null when the definition names none. */
export function placeOf(service: ServiceDefinition, step: string, code: string): DocumentPlace | null {
  const at = service.steps.find((one) => one.code === step);
  const definition = at?.documents.find((one) => one.code === code);
  return at && definition ? { service, step: at, definition } : null;
}

/** Every step at which a document of the services is due, in order. */
export function allPlaces(services: readonly ServiceDefinition[]): readonly DocumentPlace[] {
  return services.flatMap((service) =>
    service.steps.flatMap((step) => step.documents.map((definition) => ({ service, step, definition }))),
  );
}

/** How a document is written; a service without wording here gets every field of the step in the usual form. */
export function layoutOf({ definition, step }: DocumentPlace): DocumentLayout {
  return documentLayouts.find(({ code }) => code === definition.code) ?? defaultLayout(definition, step);
}
