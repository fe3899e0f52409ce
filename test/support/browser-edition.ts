import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { nodeHasher } from '../../main/desk/scan-space.ts';
import { browserBoxes } from '../../renderer/data/host/browser-boxes.ts';
import { browserDesk } from '../../renderer/data/host/browser-desk.ts';
import { browserJournal } from '../../renderer/data/host/browser-journal.ts';
import { browserKeys } from '../../renderer/data/host/browser-keys.ts';
import { browserScans } from '../../renderer/data/host/scans-browser.ts';
import type { BrowserStorage, Locks } from '../../renderer/data/ports.ts';
import type { Scans } from '../../renderer/data/scans.ts';
import type { Clock } from '../../shared/clock.ts';
import { boxedContents, plainContents } from '../../shared/desk/contents.ts';
import type { Desk } from '../../shared/desk/desk.ts';
import { makeIds } from '../../shared/ids.ts';
import { scanSealWith } from '../../shared/scans/scan-seal.ts';
import { memorySpace } from './memory-space.ts';

export interface BrowserPage {
  readonly desk: Desk;
  readonly scans: Scans;
}

/** A browser before a register that does not listen: its cookies, its storage, its files, and the pages it loads. */
export interface TestBrowser {
  /** A page as it is loaded; `before`: of a program that sealed nothing. */
  page(how?: { readonly before?: boolean }): BrowserPage;
  readonly cookies: Map<string, string>;
  readonly storage: Map<string, unknown>;
  readonly server: { down: boolean };
  /** Everything that lies on the disk of this browser. */
  dump(): Promise<string>;
  /** What a page sends with its cookies. */
  fetch: typeof fetch;
}

function oneAtATime(): Locks {
  const tails = new Map<string, Promise<unknown>>();
  return {
    hold: (name, _signal, work) => {
      const next = (tails.get(name) ?? Promise.resolve()).then(work);
      tails.set(
        name,
        next.catch(() => undefined),
      );
      return next;
    },
  };
}

const ended = (done: IDBRequest): Promise<void> =>
  new Promise((resolve, reject) => {
    done.onsuccess = () => resolve();
    done.onerror = () => reject(new Error('IndexedDB'));
  });

async function databaseText(name: string): Promise<string> {
  const opening = indexedDB.open(name);
  await ended(opening);
  const db = opening.result;
  const texts: string[] = [];
  for (const store of db.objectStoreNames) {
    const all = db.transaction(store).objectStore(store).getAll();
    await ended(all);
    texts.push(JSON.stringify(all.result));
  }
  db.close();
  return texts.join('\n');
}

let browsers = 0;

export function testBrowser(app: () => FastifyInstance, clock: Clock): TestBrowser {
  const name = `browser-${++browsers}`;
  const cookies = new Map<string, string>();
  const storage = new Map<string, unknown>();
  const space = memorySpace();
  const locks = oneAtATime();
  const server = { down: false };
  const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
  const fetched: typeof fetch = async (path, init = {}) => {
    if (server.down) throw new TypeError('Failed to fetch');
    const { body } = init;
    const headers = Object.fromEntries(new Headers(init.headers));
    const answer = await app().inject({
      method: (init.method ?? 'GET') as 'GET',
      url: path as string,
      headers: { ...headers, 'sec-fetch-site': 'same-origin' },
      cookies: Object.fromEntries(cookies),
      ...(body === undefined || body === null ? {} : { payload: Buffer.from(body as Uint8Array | string) }),
    });
    for (const { name: cookie, value } of answer.cookies) {
      if (value === '') cookies.delete(cookie);
      else cookies.set(cookie, value);
    }
    const given = new Headers();
    for (const [header, value] of Object.entries(answer.headers)) given.set(header, String(value));
    return new Response(answer.statusCode === 204 ? null : new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers: given,
    });
  };
  const kept: BrowserStorage = {
    read: (key) => JSON.parse(JSON.stringify(storage.get(key) ?? null)) as unknown,
    write: (key, value) => void storage.set(key, value),
  };
  const ids = makeIds(clock, random);
  const boxes = browserBoxes(random);
  const page = ({ before = false } = {}): BrowserPage => {
    const own = browserKeys(kept, boxes);
    // A program of before keeps no store key.
    const keys = before
      ? ({ ...own, open: (id, key) => own.open(id, key, null), reopen: () => undefined } satisfies typeof own)
      : own;
    const parts = { fetch: fetched, locks, clock, newHasher: nodeHasher, space };
    const { scans, methods, sealFor } = browserScans({
      ...parts,
      seal: scanSealWith(keys, boxes),
      window: ids.next(),
      queueIsEmpty: () => Promise.resolve(true),
    });
    const desk = browserDesk({
      keys,
      contents: before ? plainContents : boxedContents(keys, boxes),
      sealScans: sealFor,
      journal: browserJournal(name),
      storage: kept,
      locks,
      fetch: fetched,
      digest: (text) => createHash('sha256').update(text).digest('hex'),
      clock,
      ids,
      origin: 'https://lembar.test',
      scans: methods,
      version: 'test',
    });
    return { desk, scans };
  };
  return {
    page,
    cookies,
    storage,
    server,
    fetch: fetched,
    dump: async () => {
      const files = [...space.files].map(([path, { bytes }]) => `${path} ${Buffer.from(bytes).toString('latin1')}`);
      const texts = [JSON.stringify([...storage]), ...files, await databaseText(name)];
      return texts.join('\n');
    },
  };
}
