import type { Clock } from '../clock.ts';
import type { Outcome } from '../desk/desk.ts';
import { isDiskFull } from '../disk-full.ts';
import { refuse } from '../refusal.ts';
import { err, ok } from '../result.ts';
import { makeSerialQueue } from '../serial-queue.ts';
import type { FileSpace, FileWriter, NewHasher } from './file-space.ts';
import { chunkAt, isSealed, keysIn, markLength, sealedWriter, sealRoom, trailerOf, unsealed } from './scan-seal.ts';
import type { ScanSeal, SealedElsewhere, SealedFor, SealedKey } from './scan-seal.ts';
import { filePath, noteBytes, notePath, parseNote, wasAtServer, type ScanLink, type ScanNote } from './scan-note.ts';
import { headLength, largestScan, mimeOf, type ScanMime } from './scan-type.ts';

/** PROTOCOL D8: below this the desk takes no scans, bytes. */
export const leastFree = 100_000_000;

export interface StoredScan {
  readonly sha256: string;
  readonly size: number;
  readonly mime: ScanMime;
}

export interface ScanStoreDeps {
  readonly space: FileSpace;
  readonly newHasher: NewHasher;
  readonly clock: Clock;
  /** For a folder that several windows share; absent: nobody else writes there. */
  readonly shared?: SharedFolder;
  /** Absent: files lie as they are. */
  readonly seal?: ScanSeal;
}

/** A piece of a file for the register; with `box` as it lies here, because nobody is here who may open it. */
export interface ScanPart {
  readonly bytes: Uint8Array;
  readonly box?: SealedKey & { readonly desk?: string | undefined };
}

export interface SharedFolder {
  /** Names this window among them. */
  readonly window: string;
  /** One change of the folder at a time among all windows. */
  hold<T>(work: () => Promise<T>): Promise<T>;
}

/** Files of this desk under the hash of their content, each with a note beside it (PROTOCOL A1). */
export interface ScanStore {
  notes(): readonly ScanNote[];
  note(sha256: string): ScanNote | null;
  /** Rereads the notes where other windows write too. */
  refresh(): Promise<void>;
  /**
   * Takes a file for a letter; it is on disk when this resolves. Refusals: SCAN_EMPTY, SCAN_TOO_LARGE,
   * SCAN_WRONG_TYPE, SCAN_NO_SPACE, SCAN_NOT_SAVED.
   */
  put(chunks: AsyncIterable<Uint8Array>, letter: string, account: string): Promise<Outcome<StoredScan>>;
  /** Takes a file as another desk sealed it, to be sent as it lies (PROTOCOL D9). Refusals: as of `put`. */
  putSealed(
    chunks: AsyncIterable<Uint8Array>,
    file: SealedElsewhere,
    letter: string,
    account: string,
  ): Promise<Outcome<StoredScan>>;
  /** The whole file if it is intact and somebody here may open it; a damaged one is removed, so that it is fetched again. */
  read(sha256: string): Promise<Uint8Array | null>;
  /** Found damaged, and the server does not have it: it has to be scanned again. */
  isDamaged(sha256: string): boolean;
  /**
   * A file whose note was lost gets one again once it is asked for as that letter's scan, without a reader; what another
   * window knows is read.
   */
  adopt(sha256: string, letter: string, account: string): Promise<void>;
  /** A chunk of the file, to be sent for that letter; null: nobody is here who may open it, nor was the register given its key. */
  part(sha256: string, letter: string, from: number, length: number): Promise<ScanPart | null>;
  /** The file as it lies here, sealed or not. */
  raw(sha256: string): Promise<Uint8Array | null>;
  /** Seals what lies here as it is and belongs to that account (PROTOCOL T39). */
  sealFor(account: string): Promise<void>;
  /** Changes the note of a file that is here, as it is at that moment; null: note and file go. */
  change(sha256: string, work: (note: ScanNote) => ScanNote | null): Promise<void>;
}

/** Changes what is known of a file as one letter's scan, if it is one; the same link back changes nothing. */
export function changeLink(
  store: Pick<ScanStore, 'change'>,
  sha256: string,
  letter: string,
  work: (link: ScanLink) => ScanLink,
): Promise<void> {
  return store.change(sha256, (note) => {
    const link = note.letters[letter];
    const next = link && work(link);
    return !next || next === link ? note : { ...note, letters: { ...note.letters, [letter]: next } };
  });
}

function refusalFor(size: number, mime: ScanMime | null) {
  if (size === 0) return refuse('SCAN_EMPTY');
  if (size > largestScan) return refuse('SCAN_TOO_LARGE');
  return mime === null ? refuse('SCAN_WRONG_TYPE') : null;
}

/** A file another window began to write so long ago is no longer being written, ms. */
const leftAfterMs = 86_400_000;

/** Desk time at which a temporary file was begun, ms; 0 for one that is not named so. */
function begunAt(path: string): number {
  return Number(/^tmp\/(\d+)-/.exec(path)?.[1] ?? 0);
}

/** Opens the folder: reads the notes and clears away what was never finished. */
export async function openScanStore({ space, newHasher, clock, shared, seal }: ScanStoreDeps): Promise<ScanStore> {
  const known = new Map<string, ScanNote>();
  const damaged = new Set<string>();
  const paths = new Set(await space.list());
  for (const path of paths) {
    // Another window may be writing there this moment; what was begun a day ago belongs to nobody any more.
    const isLeft = !shared || clock.now() - begunAt(path) > leftAfterMs;
    if (path.startsWith('tmp/') && isLeft) await space.remove(path).catch(() => undefined);
  }
  /** Updates what is known of one file to the note beside it. */
  const reread = async (sha256: string): Promise<void> => {
    const bytes = await space.read(notePath(sha256));
    const note = bytes && parseNote(bytes);
    if (note?.sha256 === sha256) known.set(sha256, note);
    else known.delete(sha256);
  };
  const rereadAll = async (there: ReadonlySet<string>): Promise<void> => {
    for (const sha256 of known.keys()) if (!there.has(notePath(sha256))) known.delete(sha256);
    for (const path of there) {
      const sha256 = path.slice(3, -5);
      if (path === notePath(sha256) && there.has(filePath(sha256))) await reread(sha256);
    }
  };
  await rereadAll(paths);

  const names = [...paths].map((path) => path.slice(path.indexOf('/') + 1));
  const orphans = new Set(names.filter((name) => /^[0-9a-f]{64}$/.test(name) && !known.has(name)));

  const look = async (sha256: string): Promise<Uint8Array | 'shut' | null> => {
    const lies = await space.read(filePath(sha256));
    const bytes = lies && isSealed(lies) ? (seal ? unsealed(lies, sha256, seal) : 'shut') : lies;
    if (bytes === 'shut') return bytes;
    const hasher = newHasher();
    hasher.update(bytes ?? new Uint8Array());
    return bytes && hasher.hex() === sha256 ? bytes : null;
  };
  const intact = async (sha256: string): Promise<Uint8Array | null> => {
    const bytes = await look(sha256);
    return bytes === 'shut' ? null : bytes;
  };

  // One writer at a time: notes are small and two changes of one note must not meet.
  const inTurn = makeSerialQueue();
  const alone = <T>(work: () => Promise<T>): Promise<T> => inTurn(() => (shared ? shared.hold(work) : work()));

  let counter = 0;
  const temporaryPath = (): string => `tmp/${clock.now()}-${shared?.window ?? ''}${++counter}`;

  /**
   * Written to a temporary file and synced, then renamed: after a power cut there is the old content, the new one or
   * none.
   */
  const place = async (temporary: string, path: string): Promise<void> => {
    await space.rename(temporary, path);
    await space.syncFolder(path.slice(0, 2));
  };
  const written = async <T>(path: string, work: (writer: FileWriter) => Promise<T>): Promise<T> => {
    const writer = await space.create(path);
    try {
      const value = await work(writer);
      await writer.sync();
      return value;
    } finally {
      await writer.close();
    }
  };

  const writeNote = async (note: ScanNote): Promise<void> => {
    const temporary = temporaryPath();
    await written(temporary, (writer) => writer.write(noteBytes(note)));
    await place(temporary, notePath(note.sha256));
    known.set(note.sha256, note);
    orphans.delete(note.sha256);
  };

  /** Whoever reads the file as a letter's scan, or attached it. */
  const readersOf = (letters: ScanNote['letters']): readonly SealedFor[] =>
    Object.entries(letters).flatMap(([letter, { account, readers }]) =>
      [...new Set([account, ...readers])].map((reader) => ({ account: reader, letter })),
    );
  const sealedFor = (letters: ScanNote['letters']): readonly string[] => [
    ...new Set(readersOf(letters).flatMap(({ account }) => (seal?.has(account) ? [account] : []))),
  ];

  const linked = (scan: StoredScan, letter: string, account: string, reader: readonly string[]): ScanNote => {
    const before = known.get(scan.sha256);
    // Asked for again even if it was sent once: the server may have removed it when no letter named it.
    const readers = [...new Set([...(before?.letters[letter]?.readers ?? []), ...reader])];
    const link: ScanLink = { account, atServer: { is: 'unconfirmed' }, readers, since: clock.now(), unnamed: null };
    return { ...scan, opened: clock.now(), letters: { ...before?.letters, [letter]: link } };
  };

  /** Writes what comes until it is clear that it may not be taken. */
  const receive = async (
    chunks: AsyncIterable<Uint8Array>,
    writer: Pick<FileWriter, 'write'>,
  ): Promise<Outcome<StoredScan>> => {
    const hasher = newHasher();
    const head = new Uint8Array(headLength);
    let size = 0;
    for await (const chunk of chunks) {
      if (size < headLength) head.set(chunk.subarray(0, headLength - size), size);
      size += chunk.length;
      if (size > largestScan || (size >= headLength && mimeOf(head) === null)) break;
      hasher.update(chunk);
      await writer.write(chunk);
    }
    const mime = mimeOf(head);
    const refusal = refusalFor(size, mime);
    return refusal || mime === null
      ? err(refusal ?? refuse('SCAN_WRONG_TYPE'))
      : ok({ sha256: hasher.hex(), size, mime });
  };

  const drop = async (sha256: string): Promise<void> => {
    known.delete(sha256);
    // The note first: a file without one is no scan of anybody's and is taken again.
    await space.remove(notePath(sha256));
    await space.remove(filePath(sha256));
    await space.syncFolder(sha256.slice(0, 2));
  };

  const judgeDamaged = async (sha256: string): Promise<Uint8Array | null> => {
    if (shared) await reread(sha256);
    const note = known.get(sha256);
    const bytes = note ? await look(sha256) : null;
    // What nobody here may open is not damaged for all that is known.
    if (bytes === 'shut') return null;
    if (!note || bytes) return bytes;
    // What the server has can be fetched from there; a damaged file that nobody else has is not thrown away.
    if (Object.values(note.letters).every(wasAtServer)) await drop(sha256);
    else damaged.add(sha256);
    return null;
  };

  const store: ScanStore = {
    notes: () => [...known.values()],
    note: (sha256) => known.get(sha256) ?? null,
    async put(chunks, letter, account) {
      const free = await space.free();
      if (free !== null && free < leastFree) return err(refuse('SCAN_NO_SPACE'));
      const temporary = temporaryPath();
      try {
        const received = await written(temporary, async (writer) => {
          const sealed = seal?.has(account) ? sealedWriter(writer, seal.begin()) : null;
          const got = await receive(chunks, sealed ?? writer);
          if (!got.ok) return got;
          if (shared) await reread(got.value.sha256);
          const { letters } = linked(got.value, letter, account, [account]);
          await sealed?.end(got.value.sha256, readersOf(letters));
          return got;
        });
        if (!received.ok) {
          await space.remove(temporary);
          return received;
        }
        const scan = received.value;
        return await alone(async () => {
          if (shared) await reread(scan.sha256);
          await place(temporary, filePath(scan.sha256));
          damaged.delete(scan.sha256);
          const { sealedFor: _before, sealedAt: _there, ...now } = linked(scan, letter, account, [account]);
          await writeNote(seal?.has(account) ? { ...now, sealedFor: [...sealedFor(now.letters)] } : now);
          return ok(scan);
        });
      } catch (error) {
        await space.remove(temporary).catch(() => undefined);
        return err(refuse(isDiskFull(error) ? 'SCAN_NO_SPACE' : 'SCAN_NOT_SAVED'));
      }
    },
    async putSealed(chunks, { sha256, size, desk }, letter, account) {
      const temporary = temporaryPath();
      const scan = { sha256, size, mime: 'application/pdf' } as const;
      try {
        const taken = await written(temporary, async (writer) => {
          let bytes = 0;
          for await (const chunk of chunks) {
            if (bytes === 0 && !isSealed(chunk)) return false;
            bytes += chunk.length;
            if (bytes > largestScan + sealRoom) return false;
            await writer.write(chunk);
          }
          return bytes > 0;
        });
        if (!taken || size > largestScan) {
          await space.remove(temporary);
          return err(refuse(taken ? 'SCAN_TOO_LARGE' : 'SCAN_WRONG_TYPE'));
        }
        return await alone(async () => {
          if (shared) await reread(sha256);
          const before = known.get(sha256);
          const isHere = before !== undefined && (await look(sha256)) !== null;
          if (isHere) await space.remove(temporary);
          else await place(temporary, filePath(sha256));
          const now = linked(isHere ? before : scan, letter, account, []);
          await writeNote(isHere ? now : { ...now, sealedFor: [], sealedAt: desk });
          return ok(scan);
        });
      } catch (error) {
        await space.remove(temporary).catch(() => undefined);
        return err(refuse(isDiskFull(error) ? 'SCAN_NO_SPACE' : 'SCAN_NOT_SAVED'));
      }
    },
    async read(sha256) {
      if (!known.has(sha256)) return null;
      const bytes = await intact(sha256);
      // Checked again where nobody writes: it may have been stored again, or given up, since it was read.
      return bytes ?? alone(() => judgeDamaged(sha256));
    },
    isDamaged: (sha256) => damaged.has(sha256),
    async refresh() {
      if (shared) await rereadAll(new Set(await space.list()));
    },
    async adopt(sha256, letter, account) {
      if (shared) await reread(sha256);
      if (known.has(sha256)) return;
      const bytes = orphans.has(sha256) ? await intact(sha256) : null;
      orphans.delete(sha256);
      const mime = bytes && mimeOf(bytes);
      if (!bytes || !mime) return;
      // PROTOCOL A4: asking gives no right to it; an account that has the letter reads it once its own store has
      // confirmed so.
      await alone(() => writeNote(linked({ sha256, size: bytes.length, mime }, letter, account, [])));
    },
    async part(sha256, letter, from, length) {
      const path = filePath(sha256);
      const { size, sealedAt: desk } = known.get(sha256) ?? { size: 0 };
      if (!isSealed(await space.readPart(path, 0, markLength))) {
        return { bytes: await space.readPart(path, from, length) };
      }
      const place = chunkAt(size, from);
      if (!place) return null;
      const sealed = await space.readPart(path, place.at, place.length);
      const end = trailerOf(size);
      const keys = keysIn(await space.readPart(path, end.at, end.length));
      const file = seal?.unlock(sha256, keys);
      // A damaged one is found out by the register, and then here.
      if (file) return { bytes: file.chunk(sealed, place.index) ?? new Uint8Array(length) };
      const box = keys.find((key) => key.letter === letter);
      return box ? { bytes: sealed, box: { ...box, desk } } : null;
    },
    raw: (sha256) => space.read(filePath(sha256)),
    async sealFor(account) {
      if (!seal?.has(account)) return;
      for (const { sha256 } of [...known.values()]) {
        await alone(async () => {
          if (shared) await reread(sha256);
          const note = known.get(sha256);
          const isTheirs = note && readersOf(note.letters).some((reader) => reader.account === account);
          if (!note || note.sealedFor || !isTheirs) return;
          const bytes = await space.read(filePath(sha256));
          if (!bytes) return;
          if (!isSealed(bytes)) {
            const temporary = temporaryPath();
            await written(temporary, async (writer) => {
              const sealed = sealedWriter(writer, seal.begin());
              await sealed.write(bytes);
              await sealed.end(sha256, readersOf(note.letters));
            });
            await place(temporary, filePath(sha256));
          }
          await writeNote({ ...note, sealedFor: [...sealedFor(note.letters)] });
        });
      }
    },
    change: (sha256, work) =>
      alone(async () => {
        if (shared) await reread(sha256);
        const note = known.get(sha256);
        const next = note && work(note);
        if (next === null) await drop(sha256);
        else if (next && next !== note) await writeNote(next);
      }),
  };
  return store;
}
