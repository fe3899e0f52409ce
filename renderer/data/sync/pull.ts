import { ok, type Result } from '../../../shared/result.ts';
import { paths, protocolVersion, pullAnswer } from '../../../shared/sync/protocol.ts';
import { applyPage } from '../apply.ts';
import { dropScope, snapshotKey } from '../apply-pack.ts';
import type { Filing } from '../filing.ts';
import type { NetFault } from '../ports.ts';
import { ask } from './ask.ts';
import { readScope } from './snapshot.ts';
import type { SyncStatus } from './sync-status.ts';

type Cursors = Readonly<Record<string, number>>;

async function cursorsOf(filing: Filing): Promise<Cursors> {
  return ((await filing.world.store.get('meta', 'cursors'))?.value ?? {}) as Cursors;
}

/** Another life of the server's database: what was read of it counts no more, what is pending stays (PROTOCOL L8). */
async function forgetEpoch(filing: Filing): Promise<void> {
  const cursors = await cursorsOf(filing);
  for (const scope of Object.keys(cursors)) await dropScope(filing, scope, await cursorsOf(filing));
}

/** Scopes whose first reading was cut off and that the account no longer has: the server cannot name them in `revoke`. */
async function halfRead(filing: Filing, granted: readonly string[]): Promise<readonly string[]> {
  const keys = (await filing.world.store.keys('meta')).map(String);
  const begun = keys.filter((key) => key.startsWith(snapshotKey(''))).map((key) => key.slice(snapshotKey('').length));
  return begun.filter((scope) => !granted.includes(scope));
}

/** Office first, with what every desk needs; the rest in the order of their names. */
function inReadingOrder(scopes: readonly string[]): readonly string[] {
  return [...scopes].sort((a, b) => (a === 'office' ? -1 : b === 'office' ? 1 : a < b ? -1 : 1));
}

/** Reads until this desk knows what the server knew when it answered last. */
export async function pullAll(filing: Filing, status: SyncStatus): Promise<Result<number, NetFault>> {
  const { store, server } = filing.world;
  for (;;) {
    const cursors = await cursorsOf(filing);
    const epoch = ((await store.get('meta', 'epoch'))?.value ?? null) as string | null;
    const request = { proto: protocolVersion, epoch, scopes: cursors, limit: 500 };
    const answer = await ask(server, paths.pull, request, pullAnswer);
    if (!answer.ok) return answer;
    const page = answer.value;
    if (epoch !== null && page.epoch !== epoch && Object.keys(cursors).length > 0) {
      await forgetEpoch(filing);
      await store.write(['meta'], (tx) => Promise.resolve(tx.put('meta', { key: 'epoch', value: page.epoch })));
      continue;
    }
    for (const scope of await halfRead(filing, page.grant)) await dropScope(filing, scope, await cursorsOf(filing));
    for (const scope of page.revoke) await dropScope(filing, scope, await cursorsOf(filing));
    // Scopes to be read anew come before the page counts: an outbox row must not go before its effect is here (P11).
    for (const scope of inReadingOrder(page.grant)) {
      const read = await readScope(filing, scope, page.epoch, await cursorsOf(filing), status);
      if (!read.ok) return read;
      const next = { ...(await cursorsOf(filing)), [scope]: read.value };
      await store.write(['meta'], (tx) => {
        tx.put('meta', { key: 'cursors', value: next }, { key: 'epoch', value: page.epoch });
        tx.delete('meta', snapshotKey(scope));
        return Promise.resolve();
      });
    }
    if (page.grant.length > 0) {
      status.set({ first: null });
      continue;
    }
    await applyPage(filing, page, await cursorsOf(filing));
    if (!page.more) return ok(page.serverTime);
  }
}
