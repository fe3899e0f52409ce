import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { makeChanges } from '../../renderer/data/changes.ts';
import { loadColumns } from '../../renderer/data/apply-pack.ts';
import { makeReplica, type Replica } from '../../renderer/data/replica.ts';
import { memoryStore } from '../../renderer/data/memory-store.ts';
import type { Server, World } from '../../renderer/data/ports.ts';
import type { Store } from '../../renderer/data/store.ts';
import { pullAll } from '../../renderer/data/sync/pull.ts';
import { makeSyncStatus, type SyncStatus } from '../../renderer/data/sync/sync-status.ts';
import { hashRow, RunningSum } from '../../shared/sync/checksum.ts';
import { err, ok } from '../../shared/result.ts';
import type { ScopeSum } from '../../shared/sync/protocol.ts';
import type { DeskClient } from './desk-client.ts';
import type { TestRegister } from './register.ts';

/** A desk that only reads: the real pull, snapshot, apply and verify over a store, against a real register. */
export interface ReadingDesk {
  readonly replica: Replica;
  readonly status: SyncStatus;
  readonly store: Store;
  /** Paths asked for, in order. */
  readonly asked: string[];
  /** What was reported about repairs. */
  readonly reports: string[];
  pull(): Promise<boolean>;
  /** Ends the program and starts it on the same store. */
  restart(): Promise<ReadingDesk>;
  /** The same store, connected to another register from now on: the server was restored. */
  turnTo(register: TestRegister): void;
  /** Every document of the server as the store has it on disk, with its version and content. */
  onDisk(): Promise<ReadonlyMap<string, { readonly rv: number; readonly doc: unknown }>>;
}

export interface ReadingOptions {
  readonly store?: Store;
  /** Called before each request; if it throws, the desk sees a dead wire. */
  readonly onRequest?: (path: string, body: unknown) => void | Promise<void>;
}

const codec = {
  inflate: (bytes: Uint8Array) => Promise.resolve(inflateRawSync(bytes).toString('utf8')),
  deflate: (text: string) => Promise.resolve(new Uint8Array(deflateRawSync(text))),
};

export async function openReadingDesk(
  first: TestRegister,
  client: DeskClient,
  { store = memoryStore(), onRequest = () => undefined }: ReadingOptions = {},
): Promise<ReadingDesk> {
  let register = first;
  const asked: string[] = [];
  const reports: string[] = [];
  const send = async (path: string, body: unknown) => {
    asked.push(path);
    try {
      await onRequest(path, body);
    } catch {
      return err({ status: 0, code: 'SERVER_UNREACHABLE' });
    }
    const answer = await register.wire('POST', path, body, client.headers());
    if (answer.status === 200) return ok(answer);
    return err({ status: answer.status, code: (answer.json as { code: string }).code });
  };
  const server: Server = {
    call: async (path, body) => {
      const answer = await send(path, body);
      return answer.ok ? ok(answer.value.json) : answer;
    },
    bytes: async (path, body) => {
      const answer = await send(path, body);
      return answer.ok ? ok(new Uint8Array(answer.value.bytes)) : answer;
    },
    live: () => () => undefined,
  };
  const world = {
    server,
    store,
    clock: { now: () => register.clock.now() },
    timers: { set: (work: () => void, ms: number) => setTimeout(work, ms), clear: clearTimeout },
    announcer: { post: () => undefined, listen: () => () => undefined, close: () => undefined },
    codec,
    builtAt: 0,
    report: (where: string, error: unknown) => reports.push(`${where}: ${(error as Error).message}`),
  } as unknown as World;
  const changes = makeChanges();
  const replica = makeReplica(world, client.enrolled.desk, changes);
  const status = makeSyncStatus(world, changes);
  for (const row of await store.all('rows')) replica.bring(row);
  for (const { key, lines } of await store.all('columns')) loadColumns(replica, key, lines);
  replica.complete = true;
  return {
    replica,
    status,
    store,
    asked,
    reports,
    pull: async () => (await pullAll(replica, status, null)).ok,
    restart: () => openReadingDesk(register, client, { store, onRequest }),
    turnTo: (other) => void (register = other),
    onDisk: () => contentOf(store),
  };
}

async function contentOf(store: Store): Promise<ReadonlyMap<string, { rv: number; doc: unknown }>> {
  const found = new Map<string, { rv: number; doc: unknown }>();
  for (const { bytes } of await store.all('packs')) {
    for (const { t, id, rv, d } of JSON.parse(await codec.inflate(bytes)) as {
      t: string;
      id: string;
      rv: number;
      d: unknown;
    }[]) {
      found.set(`${t}:${id}`, { rv, doc: d });
    }
  }
  for (const { key, rv, doc } of await store.all('rows')) if (rv > 0) found.set(key, { rv, doc });
  return found;
}

/** Sum of the store's content, over all scopes of one that names every document once. */
export function sumOf(content: ReadonlyMap<string, { readonly rv: number }>): ScopeSum {
  const sum = new RunningSum();
  for (const [key, { rv }] of content) {
    const cut = key.indexOf(':');
    sum.add(hashRow(key.slice(0, cut), key.slice(cut + 1), rv));
  }
  return sum.value;
}
