import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { DeskPage } from './pages.ts';

/** Times to push letters entered offline, ms; the floor once before each. */
export interface Pushes {
  /** The same number of bare durable inserts, 100 to a transaction, into the register's own file. */
  readonly floor: number[];
  /** From the network's return until every letter has its answer. */
  readonly whole: number[];
  /** The part of it in which the server had a push under way, from the requests' own timings. */
  readonly server: number[];
}

const perTransaction = 100;
/** Characters of an operation that books a letter. */
const bodyChars = 2400;

function bareInserts(file: string, count: number): number {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE IF NOT EXISTS bench_floor(id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO bench_floor VALUES (?, ?)');
  const body = 'x'.repeat(bodyChars);
  const begun = performance.now();
  for (let at = 0; at < count; at += perTransaction) {
    db.transaction(() => {
      for (let i = at; i < Math.min(count, at + perTransaction); i++) insert.run(`${begun}-${i}`, body);
    }).immediate();
  }
  const took = performance.now() - begun;
  db.exec('DROP TABLE bench_floor');
  db.close();
  return took;
}

/** Books letters offline, restores the network and waits until the outbox is empty. */
export async function measurePushes(
  ours: DeskPage,
  place: { readonly dir: string },
  { rounds, letters }: { readonly rounds: number; readonly letters: number },
  setOnline: (on: boolean) => void,
): Promise<Pushes> {
  const out: Pushes = { floor: [], whole: [], server: [] };
  const file = join(place.dir, 'server', 'lembar.db');
  for (let i = 0; i < rounds; i++) {
    await ours.call('settled');
    setOnline(false);
    await ours.call('save', letters);
    out.floor.push(bareInserts(file, letters));
    const { whole, server } = await (async () => {
      const sending = ours.call('sendAll');
      setOnline(true);
      return sending;
    })();
    out.whole.push(whole);
    out.server.push(server);
  }
  return out;
}
