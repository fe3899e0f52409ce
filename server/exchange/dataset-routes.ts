import { hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  datasetPath,
  exchangeHeaders,
  exchangeRoot,
  loadModes,
  mediaTypes,
  rowFormats,
  type LoadMode,
  type RowFormat,
} from '../../shared/exchange/api.ts';
import type { ProblemCode } from '../../shared/exchange/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { receiveBody, type BodyFault } from './body-spool.ts';
import { problemOfFault } from './load-intake.ts';
import type { OpenCentre } from './open-centre.ts';
import { planChanges, planPage } from './page-plan.ts';
import { parsePageQuery, type PageQuery } from './page-query.ts';
import { isSinceToken, listName, openPlace, sinceVersion } from './page-token.ts';
import type { PageRequest } from './page.ts';
import { refuseWith } from './problem-answers.ts';
import type { BatchHead, Published } from './records.ts';
import { exchangeOf, headerText, keyFor, versionFor, type DatasetRequest } from './request-door.ts';

const compress = promisify(gzip);
const worthPacking = 2048;

/** The parameters of an address; null when they are no valid text. */
function paramsOf(request: FastifyRequest): URLSearchParams {
  const at = request.url.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : request.url.slice(at + 1));
}

/** The format of an answer: as the address says, or the first one of `Accept` that there is. */
export function formatFor(request: FastifyRequest, named: RowFormat | null): RowFormat | null {
  if (named !== null) return named;
  const accept = request.headers.accept ?? '*/*';
  for (const one of accept.split(',').slice(0, 20)) {
    const type = one.split(';')[0]?.trim().toLowerCase() ?? '';
    if (type === '*/*' || type === 'application/*' || type === '') return 'json';
    const found = rowFormats.find((format) => mediaTypes[format] === type);
    if (found) return found;
    if (type === 'application/ndjson') return 'ndjson';
  }
  return null;
}

/** Sends a body that is ready, packed where that is wanted and worth it. */
export async function sendPacked(
  request: FastifyRequest,
  reply: FastifyReply,
  body: Uint8Array,
): Promise<FastifyReply> {
  reply.header('vary', 'Accept, Accept-Encoding, Authorization');
  const wants = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(request.headers['accept-encoding'] ?? '');
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (!wants || bytes.length < worthPacking) return reply.send(bytes);
  return reply.header('content-encoding', 'gzip').send(await compress(bytes, { level: 4 }));
}

/** What the thread that reads is asked for. */
function pageRequest(
  open: OpenCentre,
  { dataset, major, contract }: Published,
  query: PageQuery,
  format: RowFormat,
): Result<PageRequest, ProblemCode> {
  const { epoch = '', secret = '' } = open.state;
  const same = query.same.toString();
  const address = `${datasetPath(dataset, major)}?${same === '' ? '' : `${same}&`}`;
  const asked = { dataset, major, limit: query.limit, format, address };
  if (query.since !== null) {
    if (!isSinceToken(query.since)) return err('BAD_TOKEN');
    const rv = sinceVersion(epoch, query.since);
    if (rv === null) return err('SINCE_GONE');
    const plan = planChanges(dataset, major, contract.dictionary, query, rv, format);
    return ok({ ...asked, plan, kind: { since: rv } });
  }
  const order = query.sort.map(({ field, descending }) => `${descending ? '-' : ''}${field.name}`);
  const filters = query.filters.map(({ field, operator, values }) => [field.name, operator, values]);
  const list = listName([dataset, major, order, filters]);
  const place = query.after === null ? null : openPlace(secret, list, query.after);
  if (query.after !== null && place === null) return err('BAD_TOKEN');
  const plan = planPage(dataset, major, query, place?.keys ?? null, format);
  return ok({ ...asked, plan, kind: { list, rv: place?.rv ?? null } });
}

async function readDataset(open: OpenCentre, request: DatasetRequest, reply: FastifyReply): Promise<FastifyReply> {
  const version = versionFor(open, request);
  if (!version.ok) return refuseWith(reply, version.error);
  const key = keyFor(open, request, reply, 'reads', version.value.dataset);
  if (!key.ok) return refuseWith(reply, key.error);
  const exchange = exchangeOf(open, request, reply, version.value, key.value);
  const { dataset, major, contract, sunsetAt } = version.value;
  const baseline = datasetPath(dataset, major);
  if (sunsetAt !== null && sunsetAt <= open.clock.now()) return refuseWith(reply, 'VERSION_CLOSED');
  const query = parsePageQuery(paramsOf(request), contract.dictionary);
  if (!query.ok) return refuseWith(reply, 'BAD_QUERY', { detail: query.error });
  const format = formatFor(request, query.value.format);
  if (format === null) return refuseWith(reply, 'NOT_ACCEPTABLE');
  const asked = pageRequest(open, version.value, query.value, format);
  if (!asked.ok) return refuseWith(reply, asked.error, asked.error === 'SINCE_GONE' ? { baseline } : {});
  const page = await open.reader.ask('page', {
    request: asked.value,
    entry: {
      ...{ at: open.clock.now(), action: 'read', dataset, major, request: contract.identity.request },
      ...{ agency: key.value.agency, keyId: key.value.id, ...exchange },
    },
  });
  if (page.gone) return refuseWith(reply, 'SINCE_GONE', { baseline });
  if (page.next !== null) reply.header('link', `<${page.next}>; rel="next"`);
  reply.header(exchangeHeaders.since, page.since);
  reply.type(`${mediaTypes[format]}; charset=utf-8`);
  return sendPacked(request, reply, page.body);
}

interface LoadQuery {
  readonly mode: LoadMode;
  readonly load: string | null;
  readonly last: boolean;
}

function parseLoadQuery(params: URLSearchParams): Result<LoadQuery, string> {
  const known = new Set(['mode', 'load', 'last']);
  for (const name of params.keys()) {
    if (!known.has(name)) return err(`Parameter "${name.slice(0, 100)}" tidak dikenal.`);
    if (params.getAll(name).length > 1) return err(`Parameter "${name}" disebut dua kali.`);
  }
  const mode = params.get('mode') ?? 'whole';
  if (!loadModes.includes(mode as LoadMode)) return err(`mode harus salah satu dari ${loadModes.join(', ')}.`);
  const load = params.get('load');
  if (load !== null && !/^[A-Za-z0-9._-]{1,64}$/.test(load)) {
    return err('load harus 1 sampai 64 huruf, angka, titik, garis bawah atau tanda hubung.');
  }
  const last = params.get('last') ?? 'false';
  if (last !== 'true' && last !== 'false') return err('last harus true atau false.');
  if (load === null && last === 'true') return err('last hanya berlaku bersama load.');
  return ok({ mode: mode as LoadMode, load, last: last === 'true' });
}

/** The format of a body and whether it is packed; null when it is another one. */
function bodyTypeOf(request: FastifyRequest): { readonly format: RowFormat; readonly gzip: boolean } | null {
  const [type = '', ...more] = (request.headers['content-type'] ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const charset = more
    .find((part) => part.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') return null;
  const format = type === 'application/ndjson' ? 'ndjson' : rowFormats.find((one) => mediaTypes[one] === type);
  const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (!format || (encoding !== 'gzip' && encoding !== 'identity')) return null;
  return { format, gzip: encoding === 'gzip' };
}

const bodyProblems: Readonly<Record<BodyFault, ProblemCode>> = {
  'too-large': 'TOO_LARGE',
  'disk-full': 'DISK_FULL',
  cut: 'BROKEN_BODY',
};

async function takeBatch(open: OpenCentre, request: DatasetRequest, reply: FastifyReply): Promise<FastifyReply> {
  const version = versionFor(open, request);
  if (!version.ok) return refuseWith(reply, version.error);
  const key = keyFor(open, request, reply, 'writes', version.value.dataset);
  if (!key.ok) return refuseWith(reply, key.error);
  const { client } = exchangeOf(open, request, reply, version.value, key.value);
  const { dataset, major, sunsetAt } = version.value;
  const now = open.clock.now();
  if (sunsetAt !== null && sunsetAt <= now) return refuseWith(reply, 'VERSION_CLOSED');
  const idem = headerText(request, exchangeHeaders.idempotencyKey, 128);
  if (idem === '') return refuseWith(reply, 'IDEMPOTENCY_MISSING');
  const query = parseLoadQuery(paramsOf(request));
  if (!query.ok) return refuseWith(reply, 'BAD_QUERY', { detail: query.error });
  const type = bodyTypeOf(request);
  if (type === null) return refuseWith(reply, 'MEDIA_TYPE');
  if (Number(request.headers['content-length'] ?? 0) > open.limits.body) return refuseWith(reply, 'TOO_LARGE');
  if (open.intake.full()) return refuseWith(reply.header('retry-after', '30'), 'BUSY');

  const { agency } = key.value;
  // Not waited for: it takes its turn behind a load that may be large.
  void open.intake.expire();
  // The last part of a load is always taken: it is what ends it.
  const begins = query.value.load !== null && !query.value.last;
  const length = Number(request.headers['content-length'] ?? open.limits.body);
  const leave = begins ? await open.intake.admit({ agency, idem }, length) : () => undefined;
  if (!leave) return refuseWith(reply, 'LOADS_WAITING');
  const id = open.ids.next();
  const held = open.intake.reserve(agency, idem, id);
  // One that ended a moment ago is on record, and the record has its answer.
  if (held !== null && (await open.reader.ask('batch', held))?.status == null) {
    leave();
    return refuseWith(reply.header('location', `${exchangeRoot}/batches/${held}`), 'IDEMPOTENCY_RUNNING', {
      batch: held,
    });
  }
  try {
    const { mode, load, last } = query.value;
    const place = { folder: open.folder, name: id, always: load !== null || open.intake.busy() };
    const body = await receiveBody(request.body as Readable, place, { ...type, most: open.limits.body });
    if (!body.ok) return refuseWith(reply, bodyProblems[body.error]);
    const { sha256, source, large } = body.value;
    reply.header(exchangeHeaders.requestHash, sha256);
    const claimed = headerText(request, exchangeHeaders.requestHash, 200).toLowerCase();
    const wrongHash = claimed !== '' && claimed !== sha256;
    const head: BatchHead = {
      ...{ id, dataset, major, agency, keyId: key.value.id, idem, sha256, mode, format: type.format, load, at: now },
      fingerprint: hash('sha256', JSON.stringify([sha256, dataset, major, mode, type.format, type.gzip, load, last])),
    };
    if (wrongHash) {
      await open.intake.discard(source);
      return refuseWith(reply, 'HASH_DIFFERS');
    }
    const submission = { head, body: { source, ...type }, large, last, client, version: version.value };
    const answer = await open.intake.submit(submission);
    if (answer.location !== undefined) reply.header('location', answer.location);
    if (answer.replayed) reply.header(exchangeHeaders.replayed, 'true');
    const kind = answer.status >= 400 ? 'application/problem+json' : mediaTypes.json;
    return reply.code(answer.status).type(`${kind}; charset=utf-8`).send(answer.body);
  } catch (error) {
    open.onFault(error);
    return refuseWith(reply, problemOfFault(error));
  } finally {
    leave();
    open.intake.release(agency, idem, id);
  }
}

/** The endpoints of a dataset: reading it and sending to it. */
export function datasetRoutes(app: FastifyInstance, open: OpenCentre): void {
  app.get('/:dataset/:version', (request: DatasetRequest, reply) => readDataset(open, request, reply));
  app.post('/:dataset/:version', (request: DatasetRequest, reply) => takeBatch(open, request, reply));
}
