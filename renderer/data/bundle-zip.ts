import { Zip, ZipDeflate, ZipPassThrough, type FlateError } from 'fflate';

export interface Packed {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Text shrinks; scans are packed already. */
  readonly deflate: boolean;
}

/** Time of every entry, ms: a PC whose clock stands outside of what a zip can say must not lose its file. */
const entryTime = 1_767_225_600_000;

/** A zip written entry by entry: what is done is handed to the browser, which need not keep it in memory. */
export interface ZipWriter {
  add(entry: Packed): void;
  end(): Blob;
}

export function zipWriter(): ZipWriter {
  const done: Blob[] = [];
  let present: Uint8Array[] = [];
  const zip = new Zip((error: FlateError | null, chunk) => {
    if (error) throw error;
    present.push(chunk);
  });
  const handOver = (): void => {
    done.push(new Blob(present as BlobPart[]));
    present = [];
  };
  return {
    add({ name, bytes, deflate }) {
      const entry = deflate ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
      entry.mtime = entryTime;
      zip.add(entry);
      entry.push(bytes, true);
      handOver();
    },
    end() {
      zip.end();
      handOver();
      return new Blob(done, { type: 'application/zip' });
    },
  };
}
