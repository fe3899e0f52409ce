import { numberingIs } from '../../server/numbers/numbering.ts';
import { acceptJump } from '../../server/sync/recovery.ts';
import { serverWriter, writeDoc } from '../../server/sync/write-doc.ts';
import type { Account } from '../../shared/people/people.ts';
import { lastChangeIn } from './register-view.ts';
import { calm } from './sim-net.ts';
import type { SimServer } from './sim-server.ts';
import type { Timeline } from './timeline.ts';
import type { Scene } from './world.ts';

/** How long an administrator waits for the desks after a restore. */
const patienceMs = 5 * 60_000;

/** Everything has to be exchanged this long after the last fault ended (S13). */
const healingMs = 60 * 60_000;

export async function startServer(timeline: Timeline, server: SimServer): Promise<void> {
  void server.start();
  await timeline.runUntil(server.up, timeline.now() + 1000);
}

/** Ends every fault, admits every account, and switches on what was off. */
export async function heal({ timeline, server, clerks, note }: Scene): Promise<void> {
  note('all trouble ends');
  for (const clerk of clerks) {
    clerk.goHome();
    clerk.pc.net.trouble = calm();
  }
  server.killAt(null);
  await startServer(timeline, server);
  for (const clerk of clerks) if (!clerk.pc.program && !clerk.dead()) clerk.switchOn();
}

/** An administrator enables every account; a late entry of somebody else may disable one again. */
async function letEverybodyIn({ server }: Scene): Promise<void> {
  const deps = server.parts();
  if (!deps) return;
  const opened = await deps.store.write(async (tx) => {
    let some = false;
    for (const { id, json } of await tx.docs.ofTypes(['account'])) {
      const account = JSON.parse(json) as Account;
      if (!account.disabled) continue;
      some = true;
      await writeDoc(tx, { type: 'account', id }, { ...account, disabled: false }, serverWriter('admin'));
    }
    return some;
  });
  if (opened) await deps.committed([]);
}

/** Nobody waits for ever for a desk that may never come: an administrator accepts the jump (PROTOCOL N4). */
async function openNumbering({ server, history, now, note }: Scene): Promise<void> {
  const deps = server.parts();
  if (!deps) return;
  const moved = await deps.store.write(async (tx) =>
    (await numberingIs(tx)) === 'closed' ? acceptJump(tx, 'admin', { now }) : null,
  );
  if (!moved) return;
  history.jumps++;
  note('the administrator accepts the jump of numbers');
  await deps.committed(moved);
}

/**
 * Whether every desk has sent and read all there is. Says what is missing, or null. `seen`: up to where each account of a
 * desk was found to have read; they sit there one after the other.
 */
async function unfinished({ server, clerks }: Scene, seen: Map<string, string>): Promise<string | null> {
  const deps = server.parts();
  if (!deps) return 'the server is down';
  const { epoch, numbering } = await deps.store.read(async (tx) => ({
    ...(await tx.clock()),
    numbering: await numberingIs(tx),
  }));
  const rv = lastChangeIn(await server.backup());
  if (numbering === 'closed') return 'no numbers are given out';
  for (const { pc, accounts, dead, sit } of clerks) {
    if (dead()) continue;
    const { program } = pc;
    if (!program) return `${pc.name} is off`;
    const pending = await program.core.desk.pending(1);
    if (!pending.ok || pending.value.length > 0) return `${pc.name} has entries without an answer`;
    if (program.windows.length === 0) return `${pc.name} has no window`;
    for (const { office, account, n } of program.windows) {
      const { phase, pause, pending: waiting, safeMode, first } = office.sync();
      if (phase !== 'idle' || waiting > 0 || safeMode || first) {
        return `${pc.name} window ${n}: ${phase} ${pause ?? ''} waiting ${waiting}${safeMode ? ' safe mode' : ''}${first ? ' first reading' : ''}`;
      }
      const meta = new Map(
        pc.profile.stores
          .get(account.id)
          ?.all('meta')
          .map(({ key, value }) => [key, value]),
      );
      const cursors = Object.values((meta.get('cursors') ?? {}) as Record<string, number>);
      if (meta.get('epoch') !== epoch) return `${pc.name} ${username(account)} reads another epoch of the register`;
      if (cursors.length === 0 || Math.min(...cursors) < rv)
        return `${pc.name} ${username(account)} has not read to ${rv}`;
      seen.set(`${pc.name} ${username(account)}`, `${epoch} ${rv}`);
    }
    const next = accounts.find((one) => seen.get(`${pc.name} ${one}`) !== `${epoch} ${rv}`);
    if (next !== undefined) {
      sit(next);
      return `${pc.name} waits for ${next}`;
    }
  }
  return null;
}

const username = (account: Account): string => account.username;

export async function waitForQuiet(scene: Scene): Promise<boolean> {
  const { timeline, history, note } = scene;
  const begun = timeline.now();
  const until = begun + healingMs;
  const seen = new Map<string, string>();
  for (;;) {
    if (timeline.now() - begun > patienceMs) void openNumbering(scene);
    await letEverybodyIn(scene);
    for (const clerk of scene.clerks) void clerk.lookAfter();
    await timeline.runTo(timeline.now() + 20_000);
    const missing = await unfinished(scene, seen);
    if (missing === null) return true;
    if (timeline.now() < until) continue;
    note(`not quiet: ${missing}`);
    history.broken.push(`S13: an hour after the last trouble ${missing}`);
    return false;
  }
}
