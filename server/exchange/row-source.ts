import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { LoadLimits, RowFormat } from '../../shared/exchange/api.ts';
import type { Dictionary } from '../../shared/exchange/dictionary.ts';
import { assertNever } from '../../shared/result.ts';
import { readCsv } from './csv-rows.ts';
import { readJsonList } from './json-rows.ts';
import { loadRefusal, readNdjson, type RowReader, type RowSink } from './split-lines.ts';

/** A body as it arrived: in memory, or in a file beside the database. */
export type BodySource =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'file'; readonly path: string; readonly size: number };

export interface Body {
  readonly source: BodySource;
  readonly format: RowFormat;
  readonly gzip: boolean;
}

const pieceSize = 256 * 1024;
/** Below this nothing is a bomb, whatever its ratio. */
const harmless = 10 * 1024 * 1024;

function readerFor(format: RowFormat, sink: RowSink, longest: number, dictionary: Dictionary): RowReader {
  switch (format) {
    case 'json':
      return readJsonList(sink, longest);
    case 'ndjson':
      return readNdjson(sink, longest);
    case 'csv':
      return readCsv(sink, longest, dictionary);
    default:
      return assertNever(format, 'format of rows');
  }
}

const breathe = (): Promise<void> => new Promise((go) => setImmediate(go));

/** The bytes of a body in pieces, unpacked. Throws zlib's errors. */
async function* piecesOf({ source, gzip }: Body): AsyncGenerator<Buffer> {
  if (source.kind === 'bytes' && !gzip) {
    const bytes = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength);
    for (let at = 0; at < bytes.length; at += pieceSize) {
      yield bytes.subarray(at, at + pieceSize);
      await breathe();
    }
    return;
  }
  const raw =
    source.kind === 'file'
      ? createReadStream(source.path, { highWaterMark: pieceSize })
      : Readable.from([Buffer.from(source.bytes)]);
  const stream = gzip ? raw.pipe(createGunzip({ chunkSize: pieceSize })) : raw;
  // An error of the file ends what reads from it too.
  if (gzip) raw.on('error', (error: Error) => stream.destroy(error));
  try {
    for await (const piece of stream) yield piece as Buffer;
  } finally {
    raw.destroy();
    stream.destroy();
  }
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^Z_|^ERR_/.test(String(error.code));

/**
 * Gives the rows of a body to the sink, piece by piece; between two pieces `onPiece` is called and other messages are
 * heard. Throws a {@link loadRefusal} for a body that cannot be taken as a whole.
 */
export async function readRows(
  body: Body,
  limits: LoadLimits,
  dictionary: Dictionary,
  sink: RowSink,
  onPiece: () => void,
): Promise<void> {
  const reader = readerFor(body.format, sink, limits.line, dictionary);
  const packed = body.source.kind === 'file' ? body.source.size : body.source.bytes.byteLength;
  let unpacked = 0;
  const pieces = piecesOf(body);
  try {
    for await (const piece of pieces) {
      unpacked += piece.length;
      if (body.gzip && unpacked > harmless && unpacked > packed * limits.ratio) throw loadRefusal('ZIP_RATIO');
      if (unpacked > limits.unpacked) throw loadRefusal('TOO_LARGE');
      reader.push(piece);
      onPiece();
    }
  } catch (error) {
    if (body.gzip && isZlibError(error)) throw loadRefusal('BROKEN_GZIP');
    throw error;
  }
  reader.end();
}
