import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { standing } from '../../shared/cases/actors.ts';
import { caseState, stepOf } from '../../shared/cases/case-state.ts';
import type { Case } from '../../shared/cases/case.ts';
import { todayWib } from '../../shared/dates/wib.ts';
import {
  centrePaths,
  deprecateRequest,
  figuresQuery,
  importReferenceRequest,
  newKeyRequest,
  revokeRequest,
  shownFaults,
  shownLines,
  shownLoads,
  shownValues,
  type AccessAnswer,
  type FiguresAnswer,
} from '../../shared/exchange/office-api.ts';
import { interchangeState, isOpen, type Interchange } from '../../shared/interchange/interchange.ts';
import { caseKind } from '../../shared/records/case/kind.ts';
import { interchangeKind } from '../../shared/records/interchange/kind.ts';
import type { RecordKind } from '../../shared/records/kind.ts';
import { refuse, type Refusal } from '../../shared/refusal.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { integrateData } from '../../shared/services/integrate-data.ts';
import { serviceByCode } from '../../shared/services/standard.ts';
import { bodyLimitAt } from '../../shared/sync/protocol.ts';
import type { Caller } from '../auth/callers.ts';
import type { Deps } from '../deps.ts';
import { readCodeFile } from '../exchange/code-file.ts';
import type { ExchangeCentre } from '../exchange/port.ts';
import type { Summary } from '../exchange/reader.ts';
import type { Published } from '../exchange/records.ts';
import { docOf } from '../store/live-docs.ts';
import type { Tx } from '../store/store.ts';
import { whoIs } from '../sync/masters.ts';
import { asking, bodyOf, fail } from './answers.ts';

/** A document that the caller may read, with what is open of it. */
interface Found {
  readonly dataset: string | null;
  readonly versions: readonly Published[];
  readonly manages: boolean;
}

const statuses: Readonly<Record<Refusal['kind'], number>> = { input: 422, state: 409, right: 403, fault: 503 };

/** The centre's own refusals: their codes are known to the screens. */
const refused = (reply: FastifyReply, { kind, code, field }: Refusal): FastifyReply =>
  reply.code(statuses[kind]).send({ code, ...(field === undefined ? {} : { field }) });

async function stored<T>(tx: Tx, { type }: RecordKind<T>, id: string): Promise<T | null> {
  const doc = await tx.docs.get(type, id);
  return doc ? (docOf(doc) as T) : null;
}

/** Who does the step that publishes has its keys too, whenever the request is there, and an administrator. */
async function managesAccess(tx: Tx, doc: Interchange, who: ReturnType<typeof whoIs>): Promise<boolean> {
  if (who.rights.has('admin')) return true;
  const found = await stored<Case>(tx, caseKind, doc.caseId);
  const state = found && caseState(found, serviceByCode);
  const step = integrateData.interchange?.published;
  if (!state || step === undefined || state.service !== integrateData.code) return false;
  return standing(integrateData, stepOf(integrateData, step), state, who) === 'own';
}

/** The document of an address; a secret one does not exist for who may not read it (PROTOCOL S1, S2). */
function findDocument(deps: Deps, centre: ExchangeCentre | null, { masters, account }: Caller, id: string) {
  return deps.store.read(async (tx): Promise<Found | null> => {
    const doc = await stored<Interchange>(tx, interchangeKind, id);
    if (!doc) return null;
    const who = whoIs(masters, account, todayWib(deps.clock.now()), null);
    if (doc.readers !== null && !who.positions.some((position) => doc.readers?.includes(position))) return null;
    const opened = interchangeState(doc).versions.findLast(isOpen);
    const dataset = opened?.contract.dataset.name ?? null;
    const versions = (centre?.published() ?? []).filter((one) => one.dataset === dataset);
    return { dataset, versions, manages: await managesAccess(tx, doc, who) };
  });
}

/** Of every key but its secret. */
function accessOf(centre: ExchangeCentre, { dataset, versions, manages }: Found, at: number): AccessAnswer {
  const newest = versions.at(-1)?.contract;
  const parties = newest ? [newest.parties.provider, newest.parties.consumer] : [];
  return {
    dataset: versions.length === 0 ? null : dataset,
    manages,
    at,
    versions: versions.map(({ major, minor, at: since, deprecatedAt, sunsetAt }) => ({
      ...{ major, minor, at: since, deprecatedAt, sunsetAt },
    })),
    agencies: parties.map(({ agency, name }) => ({ id: agency, name })),
    perMinute: newest?.service.limits.requestsPerMinute ?? 0,
    keys: centre
      .keys()
      .filter((key) => key.dataset === dataset)
      .map(({ dataset: _, ...key }) => key),
  };
}

function figuresOf({ contract, ...version }: Published, summary: Summary, at: number): FiguresAnswer {
  const titles = new Map(contract.dictionary.fields.map(({ name, title }) => [name, title]));
  const order = contract.dictionary.fields.map(({ name }) => name);
  const { dataset, major, minor } = version;
  return {
    ...{ dataset, title: contract.dataset.title, major, minor, at, rows: summary.rows, loadedAt: summary.loadedAt },
    fields: summary.fields
      .toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field))
      .map(({ field, filled, values }) => ({
        ...{ field, title: titles.get(field) ?? field, filled, distinct: values.length },
        values: values
          .toSorted((a, b) => b.count - a.count || a.value.localeCompare(b.value, 'id'))
          .slice(0, shownValues),
      })),
    loads: summary.loads
      .slice(0, shownLoads)
      .reverse()
      .map(({ batch, at: ended, state, rows, total, errorCount, quality }) => ({
        ...{ batch, at: ended, state, total, errorCount, quality },
        ...{ received: rows.received, valid: rows.valid, refused: rows.refused },
      })),
  };
}

type OfDocument = { readonly Params: { readonly id: string } };

/** What the office asks of the exchange centre about one document, and its keys. */
function documentRoutes(app: FastifyInstance, deps: Deps, centre: ExchangeCentre | null): void {
  const at = (what: string): string => `${centrePaths.documents}/:id/${what}`;
  const open = (): Result<ExchangeCentre, Refusal> =>
    centre && centre.fault() === null ? ok(centre) : err(refuse('EXCHANGE_DOWN'));
  /** For whoever reads the document; `manages`: who has its keys alone. */
  const about = (
    right: 'reads' | 'manages',
    work: (
      centre: ExchangeCentre,
      found: Found,
      request: FastifyRequest<OfDocument>,
      reply: FastifyReply,
      by: string,
    ) => Promise<unknown>,
  ) =>
    asking<'session', OfDocument>(deps, 'session', async (caller, request, reply) => {
      const found = await findDocument(deps, centre, caller, request.params.id);
      if (!found) return fail(reply, 'NOT_FOUND');
      if (right === 'manages' && !found.manages) return fail(reply, 'FORBIDDEN');
      const opened = open();
      return opened.ok ? work(opened.value, found, request, reply, caller.account.id) : refused(reply, opened.error);
    });

  app.get<OfDocument>(
    at('access'),
    about('reads', async (live, found) => accessOf(live, found, deps.clock.now())),
  );
  app.get<OfDocument>(
    at('figures'),
    about('reads', async (live, { versions }, request, reply) => {
      const asked = figuresQuery.safeParse(request.query);
      if (!asked.success) return fail(reply, 'BAD_REQUEST');
      const version = versions.find(({ major }) => major === asked.data.major);
      const summary = version && (await live.summary(version.dataset, version.major));
      if (!version || !summary) return refused(reply, refuse('EXCHANGE_NOT_OPEN'));
      return figuresOf(version, summary, deps.clock.now());
    }),
  );
  app.get<OfDocument>(
    at('log'),
    about('reads', async (live, { dataset }) => {
      const lines = dataset === null ? [] : await live.log(dataset);
      return {
        lines: lines.slice(0, shownLines).map(({ n, at: when, action, major, agency, keyId, rows, hash }) => ({
          ...{ n, at: when, action, major, agency, keyId, rows, hash },
        })),
      };
    }),
  );
  app.post<OfDocument>(
    at('keys'),
    about('manages', async (live, { dataset }, request, reply, by) => {
      const body = bodyOf(request, newKeyRequest);
      if (!body) return fail(reply, 'BAD_REQUEST');
      const { perMinute, ...grant } = body;
      const made = await live.createKey({
        ...grant,
        dataset: dataset ?? '',
        ...(perMinute === null ? {} : { perMinute }),
      });
      if (!made.ok) return refused(reply, made.error);
      request.log.info({ key: made.value.id, dataset, by }, 'key of a machine made');
      return made.value;
    }),
  );
  app.post<OfDocument>(
    at('revoke'),
    about('manages', async (live, { dataset }, request, reply, by) => {
      const body = bodyOf(request, revokeRequest);
      if (!body) return fail(reply, 'BAD_REQUEST');
      // A key of another dataset is none of this document's.
      const isOurs = live.keys().some((key) => key.id === body.key && key.dataset === dataset);
      const ended = isOurs ? await live.revokeKey(body.key) : err(refuse('NO_SUCH_KEY'));
      if (!ended.ok) return refused(reply, ended.error);
      request.log.info({ key: body.key, dataset, by }, 'key of a machine revoked');
      return {};
    }),
  );
  app.post<OfDocument>(
    at('deprecate'),
    about('manages', async (live, { dataset }, request, reply, by) => {
      const body = bodyOf(request, deprecateRequest);
      if (!body) return fail(reply, 'BAD_REQUEST');
      const said = await live.deprecate(dataset ?? '', body.major, body.sunset);
      if (!said.ok) return refused(reply, said.error);
      request.log.info({ dataset, major: body.major, by }, 'end of a version announced');
      return {};
    }),
  );
}

/**
 * The exchange centre as the office runs it: its own people alone, with the rights of the documents. Machines have other
 * addresses and keys. `centre` is null at a register without one.
 */
export function centreRoutes(app: FastifyInstance, deps: Deps, centre: ExchangeCentre | null): void {
  documentRoutes(app, deps, centre);
  app.get(
    centrePaths.reference,
    asking(deps, 'session', async (_caller, _request, reply) =>
      centre && centre.fault() === null ? { schemes: centre.schemes() } : refused(reply, refuse('EXCHANGE_DOWN')),
    ),
  );
  app.post(
    centrePaths.reference,
    { bodyLimit: bodyLimitAt(centrePaths.reference) },
    asking(deps, 'admin', async (_caller, request, reply) => {
      const body = bodyOf(request, importReferenceRequest);
      if (!body) return fail(reply, 'BAD_REQUEST');
      if (!centre || centre.fault() !== null) return refused(reply, refuse('EXCHANGE_DOWN'));
      const { csv, ...head } = body;
      const codes = readCodeFile(csv);
      if (!codes.ok) {
        return { saved: null, faults: codes.error.slice(0, shownFaults), faultCount: codes.error.length };
      }
      const saved = await centre.saveReference({ ...head, codes: codes.value });
      return saved.ok ? { saved: saved.value, faults: [], faultCount: 0 } : refused(reply, saved.error);
    }),
  );
}
