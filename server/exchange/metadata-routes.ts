import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { datasetPath, mediaTypes, pageLimits, schemePath } from '../../shared/exchange/api.ts';
import { csvDialect, dictionaryCsv } from '../../shared/exchange/csv-cells.ts';
import { dcatCatalogue } from '../../shared/exchange/dcat.ts';
import { jsonSchema } from '../../shared/exchange/json-schema.ts';
import { openApi } from '../../shared/exchange/open-api.ts';
import { problemOf, type ProblemCode } from '../../shared/exchange/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import { docsPage, pagePolicy, problemPage } from './docs-page.ts';
import { dayOf, instantOf } from './instants.ts';
import type { OpenCentre } from './open-centre.ts';
import { refuseWith } from './problem-answers.ts';
import type { Published, SchemeHead } from './records.ts';
import { announceEnd, keyFor, originOf, versionFor, type DatasetRequest } from './request-door.ts';

const json = (reply: FastifyReply, body: unknown, type: string = mediaTypes.json): FastifyReply =>
  reply.type(`${type}; charset=utf-8`).send(JSON.stringify(body));
const html = (reply: FastifyReply, body: string): FastifyReply =>
  reply.type('text/html; charset=utf-8').header('content-security-policy', pagePolicy).send(body);

/** A version whose description may be shown: of a secret dataset to a key of its own alone. */
function describedFor(open: OpenCentre, request: DatasetRequest, reply: FastifyReply): Result<Published, ProblemCode> {
  const version = versionFor(open, request);
  if (!version.ok) return version;
  if (version.value.contract.security.class === 'rahasia') {
    const key = keyFor(open, request, reply, 'either', version.value.dataset);
    if (!key.ok) return key;
  }
  announceEnd(reply, version.value);
  return ok(version.value);
}

/** What is published about a dataset: its page, its descriptions for machines, its figures. */
function descriptionRoutes(app: FastifyInstance, open: OpenCentre): void {
  const described =
    (send: (version: Published, origin: string, reply: FastifyReply) => FastifyReply) =>
    async (request: DatasetRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const version = describedFor(open, request, reply);
      return version.ok ? send(version.value, originOf(request), reply) : refuseWith(reply, version.error);
    };
  app.get(
    '/:dataset/:version/docs',
    described((version, origin, reply) => html(reply, docsPage(version, origin))),
  );
  app.get(
    '/:dataset/:version/openapi.json',
    described(({ contract }, origin, reply) => json(reply, openApi(contract, origin))),
  );
  app.get(
    '/:dataset/:version/schema.json',
    described(({ contract, dataset, major }, origin, reply) => {
      const id = `${origin}${datasetPath(dataset, major)}/schema.json`;
      return json(reply, jsonSchema(contract.dictionary, id, contract.dataset.title), 'application/schema+json');
    }),
  );
  app.get(
    '/:dataset/:version/dictionary.csv',
    described(({ contract }, _origin, reply) =>
      reply.type('text/csv; charset=utf-8').send(dictionaryCsv(contract.dictionary)),
    ),
  );
  // Frictionless Table Schema and dialect, for those who read the CSV by a program.
  app.get(
    '/:dataset/:version/dictionary.json',
    described(({ contract }, _origin, reply) => json(reply, { ...contract.dictionary, dialect: csvDialect })),
  );
  app.get('/:dataset/:version/summary', async (request: DatasetRequest, reply) => {
    const version = versionFor(open, request);
    if (!version.ok) return refuseWith(reply, version.error);
    const { dataset, major } = version.value;
    const key = keyFor(open, request, reply, 'reads', dataset);
    if (!key.ok) return refuseWith(reply, key.error);
    const summary = await open.reader.ask('summary', { dataset, major, loads: 100 });
    return summary === null ? refuseWith(reply, 'NOT_PUBLISHED') : json(reply, summary);
  });
}

type SchemeRequest = FastifyRequest<{ Params: { scheme: string }; Querystring: Readonly<Record<string, unknown>> }>;

const headOf = ({ at: _, ...head }: SchemeHead) => ({
  ...head,
  url: `${schemePath(head.scheme)}?version=${head.version}`,
});

/** Reference data is for everybody: codes are useful only when both sides have them. */
function referenceRoutes(app: FastifyInstance, open: OpenCentre): void {
  app.get('/ref', async (_request, reply) => json(reply, { schemes: open.state.schemes.map(headOf) }));

  app.get('/ref/:scheme', async (request: SchemeRequest, reply) => {
    const { version, after = '', limit = String(pageLimits.usual), ...unknown } = request.query;
    const odd = Object.keys(unknown)[0];
    if (odd !== undefined)
      return refuseWith(reply, 'BAD_QUERY', { detail: `Parameter "${odd.slice(0, 100)}" tidak dikenal.` });
    const most = typeof limit === 'string' && /^\d{1,5}$/.test(limit) ? Number(limit) : 0;
    if (most < 1 || most > pageLimits.most || typeof after !== 'string' || after.length > 100) {
      return refuseWith(reply, 'BAD_QUERY', {
        detail: `limit harus 1 sampai ${pageLimits.most}; after paling panjang 100.`,
      });
    }
    const versions = open.state.schemes.filter(({ scheme }) => scheme === request.params.scheme);
    const head = version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
    if (!head) return refuseWith(reply, 'NO_SUCH_SCHEME');
    const codes = await open.reader.ask('codes', { ...head, after, limit: most + 1 });
    const page = codes.slice(0, most);
    const last = page.at(-1);
    const more = codes.length > most && last;
    const next = more ? `${headOf(head).url}&limit=${most}&after=${encodeURIComponent(last.code)}` : null;
    if (next !== null) reply.header('link', `<${next}>; rel="next"`);
    return json(reply, { ...headOf(head), versions: versions.map((one) => one.version), codes: page, next });
  });
}

/** The descriptions that the centre gives of itself. */
export function metadataRoutes(app: FastifyInstance, open: OpenCentre, publisher: string): void {
  descriptionRoutes(app, open);
  referenceRoutes(app, open);

  app.get('/catalogue', async (request, reply) => {
    const isOpen = open.centre.published().filter(({ contract }) => contract.security.class === 'terbuka');
    const entries = await Promise.all(
      isOpen.map(async ({ contract, dataset, major, firstAt }) => {
        const summary = await open.reader.ask('summary', { dataset, major, loads: 1 });
        const loadedAt = summary?.loadedAt ?? null;
        const modified = loadedAt === null ? null : instantOf(loadedAt);
        return { contract, issued: dayOf(firstAt), modified };
      }),
    );
    const body = dcatCatalogue(originOf(request), publisher, entries);
    reply.header('etag', `"${hash('sha256', JSON.stringify(body)).slice(0, 32)}"`);
    return json(reply, body, 'application/ld+json');
  });

  app.get('/problems/:slug', async (request: FastifyRequest<{ Params: { slug: string } }>, reply) => {
    const code = problemOf(request.params.slug);
    return code === null ? refuseWith(reply, 'NOT_FOUND') : html(reply, problemPage(code));
  });
}
