import type { FastifyReply, FastifyRequest } from 'fastify';
import { exchangeHeaders } from '../../shared/exchange/api.ts';
import type { ProblemCode } from '../../shared/exchange/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { httpDate } from './instants.ts';
import type { OpenCentre } from './open-centre.ts';
import type { ApiKey, Published } from './records.ts';

export type DatasetRequest = FastifyRequest<{ Params: { dataset: string; version: string } }>;

const longestClient = 255;
const longestId = 128;

/** The one value of a header, without what a log or a header cannot hold; empty when it is absent or too long. */
export function headerText(request: FastifyRequest, name: string, longest: number): string {
  const value = request.headers[name];
  if (typeof value !== 'string' || value.length > longest) return '';
  return /^[\x21-\x7e][\x20-\x7e]*$/.test(value) ? value : '';
}

/** The published version an address means. Which datasets there are nobody learns from it: all others are "not opened". */
export function versionFor({ state }: OpenCentre, request: DatasetRequest): Result<Published, ProblemCode> {
  const { dataset, version } = request.params;
  const major = /^v([1-9]\d{0,2})$/.exec(version)?.[1];
  const found = major === undefined ? undefined : state.versions.get(`${dataset} ${major}`);
  return found ? ok(found) : err('NOT_PUBLISHED');
}

/** Who asks, when it may do that with this dataset; a refusal is answered already. */
export function keyFor(
  { state }: OpenCentre,
  request: FastifyRequest,
  reply: FastifyReply,
  need: 'reads' | 'writes' | 'either',
  dataset: string | null,
): Result<ApiKey, ProblemCode> {
  const key = state.keys.find(request.headers.authorization);
  if (!key.ok) return key;
  const wait = state.keys.use(key.value);
  if (wait !== null) {
    reply.header('retry-after', String(Math.max(1, Math.ceil(wait / 1000))));
    return err('TOO_MANY_REQUESTS');
  }
  const { reads, writes } = key.value;
  const may = need === 'either' ? reads || writes : key.value[need];
  if (!may || (dataset !== null && key.value.dataset !== dataset)) return err('KEY_SCOPE');
  return key;
}

/** What an exchange is called, by who asked and by us. */
export interface Exchange {
  readonly client: string;
  readonly message: string;
}

/** Answers the headers of an exchange: its id, the request it belongs to, the end of the version. */
export function exchangeOf(
  { ids }: OpenCentre,
  request: FastifyRequest,
  reply: FastifyReply,
  version: Published,
  key: ApiKey,
): Exchange {
  const message = headerText(request, exchangeHeaders.id, longestId) || ids.next();
  const client = headerText(request, exchangeHeaders.client, longestClient) || key.agency;
  reply.headers({
    [exchangeHeaders.id]: message,
    [exchangeHeaders.client]: client,
    [exchangeHeaders.issue]: encodeURI(version.contract.identity.request),
  });
  announceEnd(reply, version);
  return { client, message };
}

/** Says of a version that it ends, and when (RFC 9745, RFC 8594). */
export function announceEnd(reply: FastifyReply, { deprecatedAt, sunsetAt }: Published): void {
  if (deprecatedAt === null || sunsetAt === null) return;
  reply.header('deprecation', `@${Math.floor(deprecatedAt / 1000)}`);
  reply.header('sunset', httpDate(sunsetAt));
}

/** Where the centre is reached, as whoever asks reached it. */
export function originOf(request: FastifyRequest): string {
  const host = request.headers.host ?? '';
  const isHost = /^[A-Za-z0-9.-]{1,253}(?::\d{1,5})?$|^\[[0-9a-f:]{2,45}\](?::\d{1,5})?$/.test(host);
  return `${request.protocol}://${isHost ? host : 'localhost'}`;
}
