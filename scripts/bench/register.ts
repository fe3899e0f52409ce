import { join } from 'node:path';
import type { Letter } from '../../shared/letters/letter.ts';
import { startServer } from '../../server/start.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { serverWriter, writeDoc } from '../../server/sync/write-doc.ts';
import type { DemoAccount } from '../../server/demo/seed.ts';

/**
 * A register with the demonstration office's people and these letters, written by the server's own code before the
 * server of the run starts. Returns the accounts.
 */
export async function makeRegister(dataDir: string, letters: readonly Letter[]): Promise<readonly DemoAccount[]> {
  const clock = { now: () => Date.now() };
  const seeding = await startServer({ port: 0, dataDir, rendererDir: null, demo: true, clock });
  await seeding.close();
  const opened = openSqlite(join(dataDir, 'lembar.db'), '');
  if (!opened.ok) throw new Error(opened.error);
  const writer = serverWriter('server');
  await opened.value.write(async (tx) => {
    const highest = new Map<number, number>();
    for (const letter of letters) {
      await writeDoc(tx, { type: 'letter', id: letter.id }, letter, writer);
      highest.set(letter.agenda.year, letter.agenda.no ?? 0);
    }
    // The counters continue after the letters, as if each had been numbered here.
    for (const [year, no] of highest) await tx.numbers.putBook({ book: 'SM', year, next: no + 1000 });
  });
  await opened.value.close();
  return seeding.demoAccounts;
}
