/** Storage of secrets. `durable` false: they stay in memory until the program ends, and the screen says so. */
export interface Vault {
  readonly durable: boolean;
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** The settings of this PC as one JSON object; electron-store in the shell, a plain file at the local desk. */
export interface SettingsFile {
  read(): Record<string, unknown>;
  write(value: Record<string, unknown>): void;
}

/** One file of the journal. Writes go to the end; nothing counts before `sync` resolved. */
export interface JournalFile {
  readonly size: number;
  append(bytes: Uint8Array): Promise<void>;
  /** fdatasync */
  sync(): Promise<void>;
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}

/** The folder of the journal. Rejects with the system's error; its `code` distinguishes a full disk. */
export interface JournalDisk {
  /** Names of journal files in writing order. */
  list(): Promise<readonly string[]>;
  read(name: string): Promise<Uint8Array>;
  open(name: string): Promise<JournalFile>;
  remove(name: string): Promise<void>;
  /** Puts other bytes in the place of a file that nobody writes to: after a power cut there is the old file or the new one. */
  replace(name: string, bytes: Uint8Array): Promise<void>;
  /** Free bytes, or null where the system does not say. */
  free(): Promise<number | null>;
  /** Space kept occupied so that letters can still be written on a full disk; absent: none is. */
  readonly reserve?: DiskReserve;
}

export interface DiskReserve {
  /** Occupies that many bytes, really written; does nothing when they are occupied already. */
  hold(bytes: number): Promise<void>;
  /** Frees the space. False: none was occupied. */
  release(): Promise<boolean>;
  /** The same at once. */
  releaseNow(): boolean;
}

/**
 * A second copy of the highest numbers burned, outside of the journal's folder, by desk and book (PROTOCOL N1). A write
 * that fails is tried again with the next number.
 */
export interface OutsideMarks {
  read(): Readonly<Record<string, number>>;
  write(marks: Readonly<Record<string, number>>): Promise<void>;
}

export interface UpstreamRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  /** SHA-256 of the certificate that was shown and accepted at enrolment; null trusts the system's authorities only. */
  readonly pinned: string | null;
  readonly signal?: AbortSignal;
}

export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReadableStream<Uint8Array>;
}

/** Time that passes; handed in, so that tests need not wait for it. */
export interface Timers {
  set(work: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

/** HTTP requests to the server. Rejects when it cannot be reached. */
export type Upstream = (request: UpstreamRequest) => Promise<UpstreamAnswer>;
