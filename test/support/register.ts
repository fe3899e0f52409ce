import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { makeIds } from '../../shared/ids.ts';
import type { Clock } from '../../shared/clock.ts';
import { parseIsoWib } from '../../shared/dates/wib.ts';
import type { DocType } from '../../shared/commands/documents.ts';
import type { Position, Right } from '../../shared/people/people.ts';
import { build } from '../../server/app.ts';
import { argonPasswords, type Passwords } from '../../server/auth/passwords.ts';
import { masterFiles } from '../../server/master/files.ts';
import { noHighWater, type HighWater } from '../../server/numbers/high-water.ts';
import type { ServerSettings } from '../../server/deps.ts';
import type { Blobs } from '../../server/http/blob-routes.ts';
import type { Limits } from '../../server/http/bounds.ts';
import type { BodyShares } from '../../server/http/waiting-bodies.ts';
import { setupDoor } from '../../server/setup/door.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import type { Store } from '../../server/store/store.ts';
import { serverWriter, writeDoc } from '../../server/sync/write-doc.ts';
import { aPosition } from './builders.ts';
import { enrolDesk, type DeskClient } from './desk-client.ts';
import { injectWire, type Wire } from './wire.ts';

export const password = 'kata-sandi-uji';

/** Far below the cost of a real server: tests sign in hundreds of times. */
export const quickPasswords = argonPasswords({ memoryCost: 1024, timeCost: 1 });

export interface TestRegister {
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly wire: Wire;
  /** The server's clock; a test sets it. */
  readonly clock: { now(): number; set(wib: string): void; pass(ms: number): void };
  readonly codes: string[];
  /** Writes a document as the server itself would. */
  put<D extends { readonly id: string }>(type: DocType, doc: D): Promise<void>;
  desk(username: string, name?: string): Promise<DeskClient>;
  /** The present register, as a backup of it. */
  copy(): Promise<Buffer>;
}

interface Staff {
  readonly username: string;
  readonly position: string | null;
  readonly rights?: readonly Right[];
}

/** People of the test office; account, person and user name are one word. */
export const staff: readonly Staff[] = [
  { username: 'admin', position: null },
  { username: 'tu', position: 'tu-agenda', rights: ['book', 'transcribe', 'void'] },
  { username: 'sekretaris', position: 'sekretaris', rights: ['book', 'book-secret', 'transcribe', 'void'] },
  { username: 'kadis', position: 'kepala-dinas' },
  { username: 'aptika', position: 'kabid-aptika' },
  { username: 'kasi', position: 'kasi-aplikasi' },
  { username: 'prakom', position: 'pranata-komputer' },
];

export function positionOf({ username, position, rights = [] }: Staff): Position {
  const holder = { id: `${position}-1`, personId: username, kind: 'definitif', from: '2020-01-01', to: null } as const;
  return aPosition(position ?? '', { rights, holders: [holder] });
}

async function fill(store: Store): Promise<void> {
  const hash = await quickPasswords.hash(password);
  await store.write(async (tx) => {
    const put = <D extends { readonly id: string }>(type: DocType, doc: D): Promise<unknown> =>
      writeDoc(tx, { type, id: doc.id }, doc, serverWriter('test'));
    for (const person of staff) {
      const { username } = person;
      await put('person', { id: username, name: username, nip: '', rank: '' });
      const account = { id: username, username, personId: username, admin: username === 'admin', disabled: false };
      await put('account', account);
      if (person.position) await put('position', positionOf(person));
      await tx.accounts.setPassword(username, hash);
    }
  });
}

/** A register in memory with the test office in it, at 8 October 2026 in the morning. `empty` leaves it not set up. */
export async function testRegister({
  empty = false,
  blockSize = 10,
  blobs,
  from,
  at: begun = parseIsoWib('2026-10-08T09:00:00.000+07:00') ?? 0,
  highWater = noHighWater,
  enrolments = { perHour: 1000, unused: 1000 },
  passwords = quickPasswords,
  secure = false,
  log = pino({ level: 'silent' }),
  limits,
  bodies,
}: {
  readonly empty?: boolean;
  readonly blockSize?: number;
  /** A {@link TestRegister.copy} to open: the register was restored. */
  readonly from?: Buffer;
  /** Server time at its start, ms since 1970. */
  readonly at?: number;
  readonly highWater?: HighWater;
  /** How many desks may be enrolled; absent: as many as a test likes. */
  readonly enrolments?: ServerSettings['enrolments'];
  readonly passwords?: Passwords;
  /** As if served over TLS. */
  readonly secure?: boolean;
  readonly log?: pino.Logger;
  readonly limits?: Limits;
  readonly bodies?: BodyShares;
  /** Where scans lie; without it the register takes none. */
  readonly blobs?: (clock: Clock) => Promise<Blobs>;
} = {}): Promise<TestRegister> {
  let now = begun;
  const clock = {
    now: () => now,
    set(wib: string) {
      const at = parseIsoWib(wib);
      if (at === null) throw new Error(`not a moment: ${wib}`);
      now = at;
    },
    pass(ms: number) {
      now += ms;
    },
  };
  const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
  const ids = makeIds(clock, random);
  const opened = openSqlite(from ?? ':memory:', ids.next());
  if (!opened.ok) throw new Error(opened.error);
  const store = opened.value;
  if (!empty && !from) await fill(store);
  const codes: string[] = [];
  const door = setupDoor(random, (code) => codes.push(code));
  if (empty) door.open();
  const app = await build({
    store,
    clock,
    ids,
    random,
    door,
    log,
    passwords,
    settings: { sessionMs: 30 * 86_400_000, blockSize, enrolments, secure, version: '0.0.0' },
    masterFiles: masterFiles(join(import.meta.dirname, '../../assets/master')),
    highWater,
    rendererDir: null,
    tls: null,
    ...(limits ? { limits } : {}),
    ...(bodies ? { bodies } : {}),
    ...(blobs ? { blobs: await blobs(clock) } : {}),
  });
  const wire = injectWire(app);
  return {
    app,
    store,
    wire,
    clock,
    codes,
    copy: async () => Buffer.from(await store.copy()),
    put: (type, doc) =>
      store.write(async (tx) => {
        await writeDoc(tx, { type, id: doc.id }, doc, serverWriter('test'));
      }),
    desk: (username, name) => enrolDesk(wire, username, password, name === undefined ? {} : { name }),
  };
}
