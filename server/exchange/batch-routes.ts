import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mediaTypes, type RowFormat } from '../../shared/exchange/api.ts';
import { csvLine } from '../../shared/exchange/csv-cells.ts';
import type { ProblemCode } from '../../shared/exchange/problems.ts';
import { err, type Result } from '../../shared/result.ts';
import { formatFor } from './dataset-routes.ts';
import type { BatchError } from './error-list.ts';
import type { OpenCentre } from './open-centre.ts';
import { refuseWith } from './problem-answers.ts';
import type { BatchRecord } from './records.ts';
import { keyFor } from './request-door.ts';

type BatchRequest = FastifyRequest<{ Params: { id: string } }>;

const isId = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text);

/** The batch of an address, for the agency that sent it; another one's is as if it were not there. */
async function batchFor(
  open: OpenCentre,
  request: BatchRequest,
  reply: FastifyReply,
  need: 'either' | 'writes' = 'either',
): Promise<Result<BatchRecord, ProblemCode>> {
  const key = keyFor(open, request, reply, need, null);
  if (!key.ok) return key;
  const { id } = request.params;
  const batch = isId(id) ? await open.reader.ask('batch', id) : null;
  const mine = batch?.agency === key.value.agency && batch.dataset === key.value.dataset;
  return batch && mine ? { ok: true, value: batch } : err('NO_SUCH_BATCH');
}

const errorColumns = ['batch', 'row', 'field', 'value', 'rule', 'detail'] as const;
const csvError = (error: BatchError): string => csvLine(errorColumns.map((name) => error[name] ?? null));

/** All errors of a batch, one by one: from their file, or from the answer when they were few. */
async function* errorsOf(open: OpenCentre, batch: BatchRecord): AsyncGenerator<BatchError> {
  const file = join(open.folder, `${batch.report.batch}.errors`);
  if (existsSync(file)) {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      if (line !== '') yield JSON.parse(line) as BatchError;
    }
    return;
  }
  const { errors } = JSON.parse(batch.body ?? '{}') as { readonly errors?: readonly BatchError[] };
  yield* errors ?? [];
}

async function* written(errors: AsyncIterable<BatchError>, format: RowFormat): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(errorColumns);
  let text = '';
  for await (const error of errors) {
    text += format === 'csv' ? csvError(error) : `${JSON.stringify(error)}\n`;
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** What became of a batch, its errors, and how to stop it. */
export function batchRoutes(app: FastifyInstance, open: OpenCentre): void {
  app.get('/batches/:id', async (request: BatchRequest, reply) => {
    const batch = await batchFor(open, request, reply);
    if (!batch.ok) return refuseWith(reply, batch.error);
    return reply.type(mediaTypes.json).send(JSON.stringify(open.intake.running(batch.value.report)));
  });

  app.get('/batches/:id/errors', async (request: BatchRequest, reply) => {
    const batch = await batchFor(open, request, reply);
    if (!batch.ok) return refuseWith(reply, batch.error);
    const asked = formatFor(request, null);
    if (asked === null) return refuseWith(reply, 'NOT_ACCEPTABLE');
    const format = asked === 'csv' ? 'csv' : 'ndjson';
    reply.type(`${mediaTypes[format]}; charset=utf-8`);
    return reply.send(Readable.from(written(errorsOf(open, batch.value), format)));
  });

  app.delete('/batches/:id', async (request: BatchRequest, reply) => {
    const batch = await batchFor(open, request, reply, 'writes');
    if (!batch.ok) return refuseWith(reply, batch.error);
    const { id, agency, dataset, status, report } = batch.value;
    if (open.intake.isRunning(id) && status === null) await open.intake.cancel(id);
    else if (status === null && report.load !== null) await open.intake.giveUp({ agency, dataset, load: report.load });
    else return refuseWith(reply, 'BATCH_ENDED');
    return reply
      .code(202)
      .type(mediaTypes.json)
      .send(JSON.stringify(open.intake.running(batch.value.report)));
  });
}
