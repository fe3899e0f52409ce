import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { exchangeRoot } from '../../shared/exchange/api.ts';
import { batchRoutes } from './batch-routes.ts';
import { datasetRoutes } from './dataset-routes.ts';
import { problemOfFault } from './load-intake.ts';
import { metadataRoutes } from './metadata-routes.ts';
import type { OpenCentre } from './open-centre.ts';
import { refuseWith } from './problem-answers.ts';

/** A body that nobody read up to here is read away; more than this ends the connection. */
const readAway = 1024 * 1024;

/** After a refusal the rest of a body is of no use: a short one is read away, a long one is not waited for. */
function endBody(request: FastifyRequest, reply: FastifyReply): void {
  const { raw } = request;
  if (raw.complete || raw.readableEnded) return;
  let read = 0;
  raw.on('data', (piece: Buffer) => {
    read += piece.length;
    if (read > readAway) raw.destroy();
  });
  raw.on('error', () => undefined);
  raw.resume();
  if (Number(request.headers['content-length'] ?? Infinity) > readAway) reply.header('connection', 'close');
}

/** An address that no router can read, answered before any route is looked for; null: it is not one of the centre. */
export function refuseAddress(request: FastifyRequest, reply: FastifyReply): FastifyReply | null {
  if (!request.url.startsWith(`${exchangeRoot}/`)) return null;
  return refuseWith(reply, 'BAD_QUERY', { detail: 'Alamat ini tidak ditulis dengan benar.' });
}

function answerErrors(app: FastifyInstance, { onFault }: OpenCentre): void {
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413) return refuseWith(reply, 'TOO_LARGE');
    if (status === 415) return refuseWith(reply, 'MEDIA_TYPE');
    if (status === 414) return refuseWith(reply, 'BAD_QUERY', { detail: 'Alamat terlalu panjang.' });
    if (status >= 400 && status < 500) return refuseWith(reply, 'BAD_QUERY');
    onFault(error);
    return refuseWith(reply, problemOfFault(error));
  });
  app.setNotFoundHandler((_request, reply) => refuseWith(reply, 'NOT_FOUND'));
}

/**
 * Mounts the centre's interface for machines under `/exchange/v1`: a part by itself, with bodies, errors and answers of
 * its own. While the centre is closed every address of it answers why.
 */
export async function exchangeRoutes(
  app: FastifyInstance,
  open: OpenCentre,
  publisher = 'Diskominfotik Provinsi Riau',
): Promise<void> {
  await app.register(
    async (scope) => {
      answerErrors(scope, open);
      scope.removeAllContentTypeParsers();
      // Bodies are taken as they come: how they are read is for the one who knows whose they are.
      scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      scope.addHook('onRequest', async (_request, reply) => {
        reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
        if (open.centre.fault() !== null) return refuseWith(reply.header('retry-after', '300'), 'CENTRE_DOWN');
        return undefined;
      });
      scope.addHook('onSend', async (request, reply) => endBody(request, reply));
      metadataRoutes(scope, open, publisher);
      batchRoutes(scope, open);
      datasetRoutes(scope, open);
    },
    { prefix: exchangeRoot },
  );
}
