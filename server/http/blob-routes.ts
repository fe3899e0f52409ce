import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { largestScan, safeFileName } from '../../shared/scans/scan-type.ts';
import type { Result } from '../../shared/result.ts';
import {
  blobCodes,
  blobPaths,
  boxHeader,
  chunkType,
  longestChunk,
  tusVersion,
  type BlobCode,
} from '../../shared/sync/blob-api.ts';
import type { ErrorCode } from '../../shared/sync/protocol.ts';
import { askerOf } from '../auth/callers.ts';
import type { BlobFolder, BlobNote } from '../blobs/blob-folder.ts';
import { letterScan } from '../blobs/letter-scan.ts';
import { openChunk } from '../blobs/sealed-chunk.ts';
import { headerOf, metadataOf, numberOf, rangeOf } from '../blobs/headers.ts';
import type { Uploads } from '../blobs/uploads.ts';
import type { Deps } from '../deps.ts';
import { asking, fail } from './answers.ts';

export interface Blobs {
  readonly folder: BlobFolder;
  readonly uploads: Uploads;
}

/** Below this much free space the server takes no scans, bytes; entries are still taken. */
const leastFree = 500 * 1024 * 1024;
const hash = /^[0-9a-f]{64}$/;
const tus = { 'tus-resumable': tusVersion } as const;

function failBlob(reply: FastifyReply, code: BlobCode): FastifyReply {
  return reply.code(blobCodes[code]).headers(tus).send({ code });
}

/** Sending: the core of tus 1.0 with creation and checksum (PROTOCOL A2). */
function sendingRoutes(app: FastifyInstance, deps: Deps, { folder, uploads }: Blobs): void {
  // Chunks come as they are; JSON has no place here.
  app.addContentTypeParser(chunkType, { parseAs: 'buffer', bodyLimit: longestChunk }, (_request, body, done) => {
    done(null, body);
  });

  app.options(blobPaths.create, async (_request, reply) =>
    reply
      .code(204)
      .headers({ ...tus, 'tus-version': tusVersion, 'tus-extension': 'creation,checksum' })
      .headers({ 'tus-max-size': String(largestScan), 'tus-checksum-algorithm': 'sha256' })
      .send(),
  );

  const create = asking(deps, 'any-desk', async (caller, request, reply) => {
    const metadata = metadataOf(request.headers);
    const sha256 = metadata.get('sha256') ?? '';
    const letter = metadata.get('letter') ?? '';
    const size = numberOf(request.headers, 'upload-length');
    if (!hash.test(sha256) || letter === '' || size === null || size === 0) return fail(reply, 'BAD_REQUEST');
    if (size > largestScan) return failBlob(reply, 'SCAN_TOO_LARGE');
    // A file is taken only for a letter that names it, so that nobody fills the disk with anything else.
    const scan = await letterScan(deps, caller, letter, sha256);
    if (!scan.ok) return fail(reply, scan.error);
    if (scan.value.scan.size !== size) return fail(reply, 'BAD_REQUEST');
    const free = await folder.free();
    if (free !== null && free < leastFree) return failBlob(reply, 'SERVER_DISK_FULL');
    const id = await uploads.begin({ sha256, size, letter, of: scan.value.letter, desk: caller.desk.id });
    return reply
      .code(201)
      .headers({ ...tus, location: blobPaths.upload.replace(':id', id) })
      .send();
  });
  app.post(blobPaths.create, create);

  /** The upload a desk began; another desk's upload is hidden from it. */
  const uploadOf = async (request: FastifyRequest<{ Params: { id: string } }>) => {
    const caller = await askerOf(deps, request, 'any-desk');
    if (!caller.ok) return caller;
    const upload = hash.test(request.params.id) ? await uploads.state(request.params.id) : null;
    const value = upload?.desk === caller.value.desk.id ? upload : null;
    return { ok: true, value } as const;
  };

  app.head<{ Params: { id: string } }>(blobPaths.upload, async (request, reply) => {
    const upload = await uploadOf(request);
    if (!upload.ok) return fail(reply, upload.error);
    if (!upload.value) return fail(reply, 'NOT_FOUND');
    const { offset, size } = upload.value;
    return reply.headers({ ...tus, 'upload-offset': String(offset), 'upload-length': String(size) }).send();
  });

  app.patch<{ Params: { id: string } }>(blobPaths.upload, async (request, reply) => {
    const upload = await uploadOf(request);
    if (!upload.ok) return fail(reply, upload.error);
    if (!upload.value) return fail(reply, 'NOT_FOUND');
    const offset = numberOf(request.headers, 'upload-offset');
    const [algorithm, checksum = null] = headerOf(request.headers, 'upload-checksum').split(' ');
    if (!Buffer.isBuffer(request.body) || offset === null || (checksum !== null && algorithm !== 'sha256')) {
      return fail(reply, 'BAD_REQUEST');
    }
    const box = headerOf(request.headers, boxHeader);
    const sealed = { ...upload.value, offset, box, chunk: request.body };
    const chunk = box === '' ? request.body : await openChunk(deps.store, sealed);
    if (!chunk) return failBlob(reply, 'BLOB_SEALED');
    // A sealed chunk that was damaged on its way does not open.
    const added = await uploads.append(request.params.id, offset, chunk, box === '' ? checksum : null);
    if (added.ok)
      return reply
        .code(204)
        .headers({ ...tus, 'upload-offset': String(added.value) })
        .send();
    if (added.error === 'OFFSET') {
      const now = await uploads.state(request.params.id);
      reply.header('upload-offset', String(now?.offset ?? ''));
    }
    return failBlob(reply, added.error);
  });
}

type BlobRequest = FastifyRequest<{ Params: { sha256: string }; Querystring: { letter?: string } }>;

/** Reading: whoever may read the letter, a file that came for this letter (PROTOCOL A4). */
function readingRoutes(app: FastifyInstance, deps: Deps, { folder }: Blobs): void {
  const noteFor = async (request: BlobRequest): Promise<Result<{ note: BlobNote; name: string }, ErrorCode>> => {
    const caller = await askerOf(deps, request, 'anyone');
    if (!caller.ok) return caller;
    const { sha256 } = request.params;
    const { letter } = request.query;
    if (!hash.test(sha256) || typeof letter !== 'string') return { ok: false, error: 'NOT_FOUND' };
    const scan = await letterScan(deps, caller.value, letter, sha256);
    if (!scan.ok) return scan;
    const note = await folder.claim(sha256, scan.value.letter);
    if (!note) return { ok: false, error: 'NOT_FOUND' };
    return { ok: true, value: { note, name: scan.value.scan.name } };
  };

  app.head(blobPaths.blob, async (request: BlobRequest, reply) => {
    const found = await noteFor(request);
    if (!found.ok) return fail(reply, found.error);
    return reply.header('content-length', String(found.value.note.size)).send();
  });

  app.get(blobPaths.blob, { compress: false, exposeHeadRoute: false }, async (request: BlobRequest, reply) => {
    const found = await noteFor(request);
    if (!found.ok) return fail(reply, found.error);
    const { note, name } = found.value;
    const range = rangeOf(request.headers, note.size);
    if (!range) return reply.code(416).header('content-range', `bytes */${note.size}`).send();
    const partial = range.to - range.from + 1 < note.size;
    const fileName = encodeURIComponent(safeFileName(name, note.mime));
    reply.code(partial ? 206 : 200).headers({
      'content-type': note.mime,
      'content-length': String(range.to - range.from + 1),
      'accept-ranges': 'bytes',
      'content-disposition': `attachment; filename*=UTF-8''${fileName}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    if (partial) reply.header('content-range', `bytes ${range.from}-${range.to}/${note.size}`);
    return reply.send(folder.read(note.sha256, range.from, range.to));
  });
}

/** Scans over HTTP; the message shapes are in `shared/sync/blob-api.ts`. */
export async function blobRoutes(app: FastifyInstance, deps: Deps, blobs: Blobs): Promise<void> {
  // A plugin of its own: no other route takes bodies of this kind.
  await app.register(async (scope) => {
    sendingRoutes(scope, deps, blobs);
    readingRoutes(scope, deps, blobs);
  });
}
