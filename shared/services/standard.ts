import type { Actor, RequirementRule, ServiceDefinition } from './definition.ts';
import { publishedServices } from './services.ts';

/** The published service of that code; null for one this version does not know. */
export function serviceByCode(code: string | null): ServiceDefinition | null {
  return publishedServices.find((service) => service.code === code) ?? null;
}

/** Groups of requirements of which one suffices. */
function groups(rule: RequirementRule): readonly (readonly string[])[] {
  if ('need' in rule) return [];
  if ('all' in rule) return rule.all.flatMap(groups);
  return [rule.any.flatMap((part) => ('need' in part ? [part.need] : []))];
}

/** One requirement as the standard lists it. */
export interface RequirementLine {
  readonly code: string;
  readonly title: string;
  /** The next one may stand in its place: "dan/atau". */
  readonly orNext: boolean;
}

/** The requirements in the order of the standard, with the "dan/atau" that their rule means. */
export function requirementLines({ requirements, complete }: ServiceDefinition): readonly RequirementLine[] {
  const any = groups(complete);
  return requirements.map(({ code, title }, at) => {
    const next = requirements[at + 1]?.code;
    const orNext = next !== undefined && any.some((group) => group.includes(code) && group.includes(next));
    return { code, title, orNext };
  });
}

/** Who acts in a step, as the standard calls them: "Kepala Seksi, Pranata Komputer, Tim Teknis". */
export function actorText(actors: readonly Actor[]): string {
  return actors.map(({ label }) => label).join(', ');
}
