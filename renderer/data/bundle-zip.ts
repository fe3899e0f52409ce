import { Zip, ZipDeflate, ZipPassThrough, type FlateError } from 'fflate';

export interface Packed {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Text is deflated; scans are compressed already. */
  readonly deflate: boolean;
}

/** Time of every entry, ms; fixed, because a PC clock outside of the range of zip times would break the file. */
const entryTime = 1_767_225_600_000;

/** A zip written entry by entry: finished parts go to the browser, which need not keep them in memory. */
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
