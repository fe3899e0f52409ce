/** One file being written. Nothing counts before `sync` resolved and the file was closed. */
export interface FileWriter {
  write(bytes: Uint8Array): Promise<void>;
  /** The content is on disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A folder for files of its own: a real one at a desk, the origin's private files in a browser. Paths have one level of
 * folders (`ab/abcd…`), made as needed. Rejects with the system's error.
 */
export interface FileSpace {
  /** Every path there is, the unfinished ones among them. */
  list(): Promise<readonly string[]>;
  /** Null when there is no such file. */
  read(path: string): Promise<Uint8Array | null>;
  readPart(path: string, from: number, length: number): Promise<Uint8Array>;
  create(path: string): Promise<FileWriter>;
  /** Replaces what is there. */
  rename(from: string, to: string): Promise<void>;
  /** What was renamed or removed in a folder stays so after a power cut. */
  syncFolder(folder: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Free bytes; null: not known. */
  free(): Promise<number | null>;
}

/** SHA-256 over bytes as they come. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  /** Lower-case hex; ends it. */
  hex(): string;
}
export type NewHasher = () => Hasher;
