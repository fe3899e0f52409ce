import { isoWib } from '../../shared/dates/wib.ts';
import type { Clerk } from './clerk.ts';
import type { History } from './history.ts';
import { operationsIn } from './journal-text.ts';
import type { Pc, Profile } from './pc.ts';
import type { Fault } from './plan.ts';
import type { Chance } from './random.ts';
import type { SimServer } from './sim-server.ts';
import type { StoreTrouble } from './sim-store.ts';
import type { Timeline } from './timeline.ts';
import { deskIdsOf, operationIdsOf } from './register-view.ts';

export interface FaultWorld {
  readonly timeline: Timeline;
  readonly chance: Chance;
  readonly server: SimServer;
  readonly clerks: readonly Clerk[];
  readonly history: History;
  readonly note: (line: string) => void;
  /** Ends after some time what lasts a while; at the latest when all trouble ends. */
  readonly lasting: (ms: number, end: () => void) => void;
  /** A PC more, with the profile of another; its name, or null when there are enough. */
  readonly addPc: (profile: Profile, like: Clerk, machine: string) => string | null;
}

/** Injects one fault. A lasting one ends by itself. */
export async function happen(world: FaultWorld, what: Fault): Promise<void> {
  const { timeline, chance, server, clerks, history, note, lasting } = world;
  const clerk = chance.pick(clerks);
  const { pc } = clerk;
  const seconds = (from: number, to: number): number => chance.between(from * 1000, to * 1000);
  note(`fault ${what} at ${pc.name}`);

  const restart = (powerCut: boolean, between: () => void = () => undefined): void => {
    if (!pc.program) return;
    pc.kill({ powerCut });
    between();
    lasting(seconds(1, 60), () => {
      if (!pc.program) clerk.switchOn();
    });
  };
  const someStore = () => {
    const stores = [...pc.profile.stores.values()];
    return stores.length === 0 ? null : chance.pick(stores);
  };
  const troubled = (trouble: StoreTrouble, ms: number): void => {
    const store = someStore();
    if (!store) return;
    store.trouble = trouble;
    lasting(ms, () => void (store.trouble = 'none'));
  };
  /** Rewinds the profile to an earlier copy: later entries are on no disk any more. */
  const goBack = async (copy: Profile): Promise<void> => {
    const register = operationIdsOf(await server.backup());
    restart(chance.is(0.3), () => putBack(history, pc, copy, register, chance.is(0.4)));
  };
  const serverDown = (ms: number): void => lasting(ms, () => void server.start());

  switch (what) {
    case 'net-down':
    case 'net-portal': {
      const hit = chance.is(0.3) ? clerks : [clerk];
      const kind = what === 'net-down' ? 'down' : 'portal';
      for (const { pc: one } of hit) {
        one.net.trouble[kind] = true;
        one.net.cut();
      }
      return lasting(seconds(10, 600), () => {
        for (const { pc: one } of hit) one.net.trouble[kind] = false;
      });
    }
    case 'program-crash':
      return restart(false);
    case 'power-cut':
      return restart(true);
    case 'crash-in-store':
      return someStore()?.crashAt(chance.pick(['before', 'after']), () => restart(chance.is(0.5)));
    case 'crash-in-journal':
      return pc.profile.disk.crashAt(chance.pick(['before', 'after']), () => restart(chance.is(0.5)));
    case 'window-crash':
    case 'window-close': {
      const window = pc.program?.windows[0];
      if (!window) return;
      if (what === 'window-close') await Promise.race([window.office.close(), timeline.pass(60_000)]);
      window.lifetime.end();
      return void timeline.after(seconds(1, 30), () => void clerk.openWindow(window.account.username));
    }
    case 'store-wiped':
      return restart(chance.is(0.5), () => someStore()?.wipe());
    case 'store-loses-rows':
      return restart(chance.is(0.5), () => void someStore()?.lose(chance, chance.pick([0.05, 0.3, 0.8])));
    case 'store-full':
      return troubled('full', seconds(5, 200));
    case 'store-stuck':
      return troubled('stuck', seconds(5, 90));
    case 'store-late':
      return troubled('late', seconds(1, 30));
    case 'disk-full': {
      const { disk } = pc.profile;
      disk.space = chance.between(0, 3000);
      return lasting(seconds(5, 200), () => void (disk.space = Number.POSITIVE_INFINITY));
    }
    case 'clock-jump':
      return void (pc.clockOff +=
        chance.pick([1, -1]) * chance.pick([5 * 60_000, 3_600_000, 86_400_000, 20 * 365 * 86_400_000]));
    case 'server-crash':
      await server.kill();
      return serverDown(seconds(1, 120));
    case 'server-crash-in-commit':
      server.killAt(chance.pick(['before-commit', 'after-commit']));
      return serverDown(seconds(60, 180));
    case 'sign-out':
      return signOut(world, clerk);
    case 'sessions-ended':
      // As after a change of the password: the next request, whichever it is, is answered 401.
      return server.parts()?.store.write(async (tx) => {
        for (const account of clerk.accounts) await tx.accounts.endSessionsOf(account, null);
      });
    case 'newer-command':
      return newerCommand(world, pc);
    case 'block-size': {
      const deps = server.parts();
      const size = chance.between(1, 12);
      await deps?.store.write(async (tx) => {
        for (const desk of await tx.desks.all()) await tx.desks.put({ ...desk, blockSize: size });
      });
      return;
    }
    case 'profile-back': {
      const copy = pc.copyProfile();
      return lasting(seconds(30, 600), () => void goBack(copy));
    }
    case 'profile-copied': {
      // On another machine the program knows that it is a copy; on the same one only the server can notice.
      const unseen = chance.is(0.5);
      const name = world.addPc(pc.copyProfile(), clerk, unseen ? pc.machine : `${pc.machine}-lain`);
      if (unseen && name !== null) for (const one of [pc.name, name]) history.copied.add(one);
      return;
    }
    case 'server-restored': {
      const backup = await server.backup();
      return lasting(seconds(30, 900), () => void restoreServer(world, backup));
    }
  }
}

function putBack(history: History, pc: Pc, copy: Profile, register: ReadonlySet<string>, whole: boolean): void {
  const kept = new Set(operationsIn(copy.disk).map(({ opId }) => opId));
  for (const { opId } of operationsIn(pc.profile.disk)) {
    if (kept.has(opId)) continue;
    history.dropped.add(opId);
    if (register.has(opId)) history.reached.add(opId);
  }
  // Only a disk restored as a whole includes the marks outside of the journal.
  if (whole) history.copied.add(pc.name);
  pc.profile = whole ? copy : { ...copy, outside: pc.profile.outside };
}

async function restoreServer(world: FaultWorld, backup: Buffer): Promise<void> {
  const { server, chance, history, note, lasting, timeline } = world;
  await server.kill();
  lasting(chance.between(1_000, 60_000), () => void server.start());
  const now = await server.backup();
  for (const id of deskIdsOf(now)) history.desks.add(id);
  // A desk made after the backup is known by the mark alone; without it nobody could let it in again.
  const desks = deskIdsOf(backup);
  const knowsAll = [...history.desks].every((id) => desks.has(id));
  if (!knowsAll && !server.marked())
    return note('the server is not restored: the mark is lost, and the backup too old');
  const marks = knowsAll && chance.is(0.3) ? 'lost' : chance.is(0.3) ? 'back' : 'kept';
  const before = operationIdsOf(now);
  const after = operationIdsOf(backup);
  for (const opId of before) if (!after.has(opId)) history.excused.add(opId);
  note(
    `the server is restored${marks === 'kept' ? '' : `, its marks ${marks}`}: ${before.size} entries become ${after.size}`,
  );
  server.restore(backup, marks);
  history.restores.push(timeline.now());
}

async function signOut({ timeline, chance, note }: FaultWorld, clerk: Clerk): Promise<void> {
  const { program } = clerk.pc;
  const username = chance.pick(clerk.accounts);
  if (!program) return;
  const windows = program.windows.filter(({ account }) => account.username === username);
  const account = windows[0]?.account;
  if (!account) return;
  for (const window of windows) {
    await Promise.race([window.office.close(), timeline.pass(60_000)]);
    window.lifetime.end();
  }
  if (!program.lifetime.alive) return;
  const done = await program.core.desk.signOut(account.id);
  note(`${clerk.pc.name} ${username} signs out: ${done.ok ? 'ok' : done.error.code}`);
  timeline.after(chance.between(5_000, 120_000), () => void clerk.openWindow(username));
}

/** A desk of a later version: commands and fields this server does not know (PROTOCOL V2, V3). */
async function newerCommand({ chance, history, timeline }: FaultWorld, pc: Pc): Promise<void> {
  const window = pc.program?.windows[0];
  if (!window || !pc.program) return;
  const { account } = window;
  const newerName = chance.is(0.5);
  const opId = window.office.newId();
  const args = newerName ? { anything: true } : { letterId: opId, set: { subject: 'Versi baru' } };
  const name = newerName ? 'letter.seal' : 'letter.correct';
  const draft = {
    opId,
    name,
    v: newerName ? 1 : 99,
    by: { account: account.id, person: account.personId, position: null },
    at: { wall: isoWib(timeline.now()), skewMs: null, zone: 'Asia/Jakarta' },
    epoch: null,
    base: {},
    args,
    number: null,
    laterField: { kept: true },
  };
  const appended = await pc.program.core.desk.append(draft);
  if (!appended.ok) return;
  history.save({ opId, pc: pc.name, account: account.id, name, args, seq: appended.value.seq, at: timeline.now() });
}
