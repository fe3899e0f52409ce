import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groupCommit, type Groups } from '../../server/store/sqlite/group.ts';
import { makeSerialQueue } from '../../shared/serial-queue.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { masterCache } from '../../server/sync/masters.ts';
import { serverWriter, writeDoc } from '../../server/sync/write-doc.ts';

let db: Database.Database;
let commits: number;
let groups: Groups;
/** The commit that fails next, and how: as a full disk does, with everything undone. */
let failing: number;
let time: number;
/** What happens between two works. */
let between: () => void;

beforeEach(() => {
  db = new Database(':memory:');
  db.exec('CREATE TABLE word(text TEXT)');
  commits = 0;
  failing = -1;
  time = 0;
  between = () => undefined;
  const prepare = db.prepare.bind(db);
  db.prepare = ((sql: string) => {
    const statement = prepare(sql);
    if (sql !== 'COMMIT') return statement;
    return {
      run: () => {
        if (commits++ !== failing) return statement.run();
        db.exec('ROLLBACK');
        throw Object.assign(new Error('disk full'), { storeFault: true });
      },
    };
  }) as typeof db.prepare;
  groups = groupCommit({
    db,
    alone: makeSerialQueue(),
    asFault: (error) => error,
    breathe: async () => between(),
    now: () => time,
    limits: { works: 5, ms: 50 },
  });
});
afterEach(() => db.close());

const words = (): unknown =>
  db.prepare("SELECT group_concat(text, ' ') FROM (SELECT text FROM word ORDER BY rowid)").pluck().get();
const say = (text: string) => async () => {
  db.prepare('INSERT INTO word VALUES (?)').run(text);
  return text;
};

describe('[P5] pushes that share a commit', () => {
  it('are answered after it, all in one', async () => {
    const answers = ['a', 'b', 'c'].map((text) =>
      groups.write(say(text)).then((value) => [value, db.inTransaction, commits]),
    );
    expect(await Promise.all(answers)).toEqual([
      ['a', false, 1],
      ['b', false, 1],
      ['c', false, 1],
    ]);
    expect(words()).toBe('a b c');
  });

  it('fail alone: what one wrote is undone, the others stand', async () => {
    const bad = async (): Promise<never> => {
      await say('bad')();
      throw new Error('a rule failed');
    };
    const all = await Promise.allSettled([groups.write(say('a')), groups.write(bad), groups.write(say('c'))]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect([words(), commits]).toEqual(['a c', 1]);
  });

  it('that lose their commit are tried one by one, and nobody learns of the first try', async () => {
    failing = 0;
    expect(await Promise.all([groups.write(say('a')), groups.write(say('b'))])).toEqual(['a', 'b']);
    expect([words(), commits]).toEqual(['a b', 3]);
  });

  it('are all refused when the disk takes none of them, and the next one is taken', async () => {
    const full = Object.assign(new Error('disk full'), { storeFault: true });
    const never = async (): Promise<never> => {
      throw full;
    };
    const all = await Promise.allSettled([groups.write(never), groups.write(never)]);
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await groups.write(say('later'))).toBe('later');
    expect(words()).toBe('later');
  });

  it('are taken in turn: a desk with very many does not delay the others', async () => {
    const order: string[] = [];
    const from = (desk: string) => groups.write(say(desk), desk).then(() => order.push(desk));
    await Promise.all([...Array.from({ length: 20 }, () => from('greedy')), from('b'), from('c')]);
    expect(order.indexOf('b')).toBeLessThan(3);
    expect(order.indexOf('c')).toBeLessThan(4);
  });

  it('are bounded in time: who was first is answered before the last one begins', async () => {
    const events: string[] = [];
    const slow = (text: string) =>
      groups
        .write(async () => {
          events.push(`begins ${text}`);
          time += 30;
          return say(text)();
        })
        .then(() => events.push(`${text} answered`));
    await Promise.all(['a', 'b', 'c', 'd'].map(slow));
    expect(commits).toBe(2);
    expect(events.indexOf('a answered')).toBeLessThan(events.indexOf('begins c'));
    expect(events.indexOf('b answered')).toBeLessThan(events.indexOf('begins d'));
  });

  it('let in what arrives between two of them, and it shares their commit', async () => {
    const late: Promise<string>[] = [];
    between = () => {
      if (late.length < 2) late.push(groups.write(say(`late ${late.length}`)));
    };
    await groups.write(say('a'));
    await Promise.all(late);
    expect([words(), commits]).toEqual(['a late 0 late 1', 1]);
  });

  it('are bounded in number, so that others have their turn between', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, i) => groups.write(say(String(i)))));
    expect(commits).toBe(3);
  });
});

describe('master data of a shared commit', () => {
  it('is not remembered under a version that may be given again', async () => {
    const opened = openSqlite(':memory:', 'e');
    if (!opened.ok) throw new Error(opened.error);
    const { value: store } = opened;
    const cache = masterCache();
    const lost = Object.assign(new Error('the commit was lost'), { storeFault: true });
    // What is written at the second try is something else, under the same version.
    const tries = { write: 0, fail: 0 };
    const writes = store.write((tx) => {
      const name = tries.write++ === 0 ? 'first' : 'second';
      return writeDoc(tx, { type: 'person', id: 'p' }, { id: 'p', name }, serverWriter('test'));
    });
    const looks = store.write(async (tx) => {
      await cache.at(tx);
    });
    const breaks = store.write(async () => {
      if (tries.fail++ === 0) throw lost;
    });
    await Promise.all([writes, looks, breaks]);
    const seen = await store.read((tx) => cache.at(tx));
    expect(seen.get('person', 'p')).toEqual({ id: 'p', name: 'second' });
    await store.close();
  });
});
