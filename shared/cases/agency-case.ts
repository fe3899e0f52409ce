import { z } from 'zod';
import { defineCommand, type Command } from '../commands/command.ts';
import type { PlainDate } from '../dates/plain-date.ts';
import type { Frozen } from '../documents/edition.ts';
import type { AttachedScan } from '../letters/attached-scan.ts';
import { id } from '../letters/fields.ts';
import { isSecret, type Letter } from '../letters/letter.ts';
import { refuse } from '../refusal.ts';
import type { ServiceDefinition } from '../services/definition.ts';
import { askedRequirements, agencyMayHandIn } from './hand-in.ts';
import { standingOf, type StandingCase } from './case-state.ts';
import type { ActOf, Case, CasePhase, HandedScan } from './case.ts';
import { actArgs, actName } from './commands.ts';
import { caseNumber } from './number.ts';

/** What was handed in, as the agency sees it: of the office it says no name. */
export interface AgencyHandIn {
  readonly id: string;
  readonly at: string;
  readonly code: string;
  readonly scan: HandedScan;
  readonly remark: string;
  /** The person of the agency, empty until the register answered; null: the office recorded it on its behalf. */
  readonly person: string | null;
}

/** A document that was given to the agency, with the words it had then. */
export interface GivenDocument {
  readonly id: string;
  readonly code: string;
  readonly step: string;
  readonly number: string;
  readonly date: PlainDate;
  readonly frozen?: Frozen | undefined;
  readonly replaces?: string | undefined;
}

/**
 * What an agency sees of its own case (PROTOCOL P20). It is built from nothing, member by member: what a case gets besides
 * is not in it until somebody writes it here.
 */
export interface AgencyCase {
  readonly id: string;
  readonly service: string;
  readonly number: string;
  readonly agency: { readonly id: string; readonly name: string };
  readonly title: string;
  readonly received: PlainDate;
  readonly phase: CasePhase;
  readonly step: string;
  readonly round: number;
  /** Steps that were done, oldest first. */
  readonly done: readonly { readonly step: string; readonly round: number; readonly on: PlainDate }[];
  readonly present: readonly string[];
  /** Requirements the office asks for now. */
  readonly asked: readonly string[];
  readonly waits: readonly {
    readonly from: PlainDate;
    readonly until: PlainDate | null;
    readonly missing: readonly string[];
  }[];
  readonly documents: readonly GivenDocument[];
  readonly handIns: readonly AgencyHandIn[];
}

type Find = (code: string) => ServiceDefinition | null;

/** The case in its own version; an agency is shown those of the program's services alone, whose words its desk has. */
function shownService(found: Case, find: Find): StandingCase | null {
  const standing = standingOf(found, find);
  return standing && find(standing.service.code) ? standing : null;
}

/** The agency a case is of; null: none of the master data, of a service nobody here knows, or the case is secret. */
export function agencyOf(found: Case, find: Find): string | null {
  return isSecret(found.security) || shownService(found, find) === null ? null : found.agency.id;
}

function givenDocuments(service: ServiceDefinition, documents: readonly ActOf<'document'>[]): readonly GivenDocument[] {
  const given = new Set(
    service.steps.flatMap((step) => step.documents.flatMap((one) => (one.given ? `${step.code} ${one.code}` : []))),
  );
  return documents.flatMap(({ id: actId, step, code, number, date, frozen, replaces }) =>
    given.has(`${step} ${code}`) ? [{ id: actId, code, step, number, date, frozen, replaces }] : [],
  );
}

const seenHandIn = ({ id: actId, at, by, code, scan, remark, onBehalf }: ActOf<'handIn'>): AgencyHandIn => ({
  ...{ id: actId, at, code, scan, remark },
  person: onBehalf ? null : (by.agency?.person ?? ''),
});

/** What its agency sees of a case. `letter`: the one that brought it, whose number makes the case's; null: it is not here. */
export function excerptOf(found: Case, letter: Pick<Letter, 'agenda'> | null, find: Find): AgencyCase | null {
  const standing = shownService(found, find);
  if (!standing || found.agency.id === null) return null;
  const { service, state } = standing;
  return {
    id: found.id,
    service: service.code,
    number: caseNumber(service, letter?.agenda ?? null),
    agency: { id: found.agency.id, name: found.agency.name },
    title: state.title,
    received: found.received,
    phase: state.phase,
    step: state.step,
    round: state.round,
    done: state.records.flatMap(({ step, round, finishedOn, aside }) =>
      aside ? [] : [{ step, round, on: finishedOn }],
    ),
    present: service.requirements.flatMap(({ code }) => (state.requirements[code]?.present ? [code] : [])),
    asked: askedRequirements(service, state),
    waits: state.waits.map(({ from, until, missing }) => ({ from, until, missing })),
    documents: givenDocuments(service, state.documents),
    handIns: state.handIns.map(seenHandIn),
  };
}

const nobody = { account: '', person: null, position: null } as const;

/** The files of what was handed in, as every part asks for the files of a document. */
export function handedScans(
  handIns: readonly { readonly scan: HandedScan; readonly at: string }[],
): readonly AttachedScan[] {
  return handIns.map(({ scan: { pages, ...scan }, at }) => ({
    ...scan,
    ...(pages === undefined ? {} : { pages }),
    ...{ at, by: nobody, desk: '', removed: null },
  }));
}

const handInArgs = z.object({ caseId: id, act: actArgs.handIn.omit({ onBehalf: true }) });
type HandInArgs = z.infer<typeof handInArgs>;

/** Name of the excerpt's kind. */
export const agencyCaseType = 'agencyCase';

/**
 * The agency hands in a requirement with its file. At its desk it changes the excerpt; the register runs `behind` on the
 * case itself.
 */
export function handInOfAgency(behind: Command<never, Case>): Command<HandInArgs, AgencyCase> {
  return defineCommand<HandInArgs, AgencyCase>({
    name: `${agencyCaseType}.handIn`,
    version: 1,
    args: handInArgs,
    kind: 'fact',
    target: ({ caseId }) => ({ type: agencyCaseType, id: caseId }),
    about: ({ act }) => ({ part: act.code }),
    reduce(doc, { act }, ctx) {
      if (!doc || doc.handIns.some((known) => known.id === ctx.opId)) return doc;
      const handIn: AgencyHandIn = { id: ctx.opId, at: ctx.at, ...act, person: ctx.by.agency?.person ?? '' };
      return { ...doc, handIns: [...doc.handIns, handIn] };
    },
    may(view, target, who) {
      const found = view.get<AgencyCase>(agencyCaseType, target?.id ?? '');
      if (!who.agency || found?.agency.id !== who.agency.id) return refuse('NOT_YOURS');
      return agencyMayHandIn(found, target?.part);
    },
    check(view, { caseId, act }) {
      const known = view.get<AgencyCase>(agencyCaseType, caseId)?.handIns ?? [];
      const again = known.some(({ code, scan }) => code === act.code && scan.sha256 === act.scan.sha256);
      return again ? [refuse('SCAN_ALREADY_THERE', { field: 'scan' })] : [];
    },
    behind: ({ caseId, act }) => ({
      command: behind,
      args: { caseId, act: { kind: 'handIn', ...act, onBehalf: false } },
    }),
  });
}

/** The command of a case that the office records for the agency, and the register runs for it. */
export const handInName = actName('handIn');
