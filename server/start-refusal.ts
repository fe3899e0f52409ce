/** What the process ends with, for whoever starts it from a script (docs/operations.md). */
export const exitCodes = {
  /** The words say what to do. */
  refused: 1,
  /** Another program has the data folder. */
  inUse: 3,
  /** Disk, folder or rights. */
  io: 4,
} as const;

/** The program cannot go on. The message is one sentence that says what to do, meant for the console. */
export class StartRefusal extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode: number = exitCodes.refused) {
    super(message);
    this.exitCode = exitCode;
  }
}

const full = 'the disk is full. Nothing was lost; make room on it and start again';
const noRight = 'this user may not read and write there. Give him the rights to the folder and all its files';
const failing =
  'the disk failed to read or write. Keep a copy of the folder and look after the disk before starting again';
const damaged =
  'a file of the register is damaged. Keep a copy of the folder, put the newest backup in its place and start with --restored';
const readOnly = 'it lies on a disk that is mounted read-only. Mount it for writing and start again';
const unlockable =
  'the folder cannot be locked, so a second program could write there. Put it on a disk of this machine';
const reasons: Readonly<Record<string, string>> = {
  ENOSPC: full,
  EDQUOT: full,
  SQLITE_FULL: full,
  EACCES: noRight,
  EPERM: noRight,
  SQLITE_PERM: noRight,
  SQLITE_CANTOPEN:
    'a file in it cannot be opened. Check that the folder is there, is writable and the disk is not full',
  EROFS: readOnly,
  SQLITE_READONLY: readOnly,
  EIO: failing,
  SQLITE_IOERR: failing,
  SQLITE_CORRUPT: damaged,
  SQLITE_NOTADB: damaged,
  ENOENT: 'it is not there and cannot be made. Check the path, and whether its disk is mounted and writable',
  ENOTDIR: 'this is no folder, or a part of its path is a file. Name a folder with --data',
  EISDIR: 'a folder stands where a file of the register belongs. Move it away and start again',
  EEXIST: 'a file stands where a folder of the register belongs. Move it away and start again',
  EMFILE: 'too many files are open. Raise the limit of open files and start again',
  ENFILE: 'too many files are open on this machine. Close other programs and start again',
  SQLITE_NOLFS: unlockable,
  SQLITE_PROTOCOL: unlockable,
  ENOLCK: unlockable,
};

/** The sentence for an error of disk, folder or rights at `place`; null: it is none, but a bug. */
export function refusalOf(error: unknown, place: string): StartRefusal | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof StartRefusal) return error;
  const { code, path } = error as { code?: unknown; path?: unknown };
  if (typeof code !== 'string') return null;
  // Extended codes of SQLite begin with the plain one: SQLITE_IOERR_LOCK, SQLITE_READONLY_DIRECTORY.
  const known = code.startsWith('SQLITE_IOERR_LOCK')
    ? unlockable
    : Object.entries(reasons).find(([name]) => code === name || code.startsWith(`${name}_`))?.[1];
  if (known === undefined) return null;
  return new StartRefusal(`${typeof path === 'string' ? path : place}: ${known} (${code}).`, exitCodes.io);
}
