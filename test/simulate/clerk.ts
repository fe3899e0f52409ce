import { sha256 } from '../../main/desk/sha256.ts';
import type { Office } from '../../renderer/data/office.ts';
import type { Signed } from '../../shared/desk/desk.ts';
import { findCommand } from '../../shared/commands/registry.ts';
import { leftId } from '../../shared/sync/entry-id.ts';
import { isSecret, type Letter } from '../../shared/letters/letter.ts';
import { password } from './base-office.ts';
import { nextAction } from './actions.ts';
import { effectSeen } from './effect-seen.ts';
import type { Action } from './visible.ts';
import { Broken, type History } from './history.ts';
import type { Pc, PcWindow, Program } from './pc.ts';
import type { Chance } from './random.ts';
import type { Timeline } from './timeline.ts';

export interface ClerkWorld {
  readonly timeline: Timeline;
  readonly chance: Chance;
  readonly history: History;
  /** Today by the calendar on the wall, in WIB. */
  readonly today: () => string;
  readonly note: (line: string) => void;
  readonly broken: (what: string) => void;
}

/** Who works at a PC, from switching it on to the last entry. */
export interface Clerk {
  readonly pc: Pc;
  /** User names, one after the other at the same desk. */
  readonly accounts: readonly string[];
  /** Switches on: program, sign-in, windows, and work if `working`. Repeats what did not succeed. */
  switchOn(): void;
  /** Signs in another of the accounts, unless it is signed in: the one before signs out. */
  sit(account: string): void;
  /** Opens one more window, or the first again, for an account. */
  openWindow(account: string): Promise<void>;
  /** From now on nothing is entered; forms that were refused are abandoned. */
  goHome(): void;
  /** Looks at the screen: where it asks for a sign-in, somebody signs in. */
  lookAfter(): Promise<void>;
  /** The disk of this PC is damaged: it does not start again (PROTOCOL D5). */
  readonly dead: () => boolean;
}

const address = 'http://lembar.sim';

export function makeClerk(
  world: ClerkWorld,
  pc: Pc,
  habits: { readonly accounts: readonly string[]; readonly windows: number; readonly pauseMs: number },
): Clerk {
  const { timeline, chance, history, note } = world;
  let working = true;
  let dead = false;

  const signedIn = async (program: Program, username: string, first: boolean): Promise<Signed | null> => {
    const { desk } = program.core;
    const info = await desk.describe();
    if (!info.ok) return null;
    if (!info.value.desk) {
      const enrolled = await desk.enrol({ server: address, deskName: pc.name, username, password });
      note(`${pc.name} enrols: ${enrolled.ok ? 'ok' : enrolled.error.code}`);
      return enrolled.ok ? enrolled.value : null;
    }
    const current = first ? await desk.current() : null;
    if (current?.ok && current.value?.account.username === username) return current.value;
    const signed = await desk.signIn(username, password);
    note(
      `${pc.name} ${username} signs in: ${signed.ok ? (signed.value.online ? 'online' : 'offline') : signed.error.code}`,
    );
    return signed.ok ? signed.value : null;
  };

  /** Goes on trying as long as this program runs. */
  const patiently = async (program: Program, work: () => Promise<boolean>): Promise<void> => {
    while (program.lifetime.alive && !(await work())) await timeline.pass(chance.between(5_000, 40_000));
  };

  const openFor = async (program: Program, username: string, first: boolean): Promise<void> => {
    await patiently(program, async () => {
      const signed = await signedIn(program, username, first);
      if (!signed || !program.lifetime.alive) return !program.lifetime.alive;
      // One account at a time: the windows of the one before are closed.
      for (const other of [...program.windows]) if (other.account.id !== signed.account.id) other.lifetime.end();
      const window = await pc.openWindow(signed.account);
      if (!window) return false;
      note(`${pc.name} ${username} opens window ${window.n}`);
      for (const [opId, letterId] of history.unanswered) await noteBurning(opId, letterId);
      work(window);
      return true;
    });
  };

  const switchOn = async (): Promise<void> => {
    let program: Program;
    try {
      program = await pc.start();
    } catch (error) {
      dead = true;
      note(`${pc.name} does not start: ${String(error)}`);
      world.broken(`S1: ${pc.name} does not start any more: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    note(`${pc.name} starts`);
    const [first] = habits.accounts;
    for (let n = 0; n < habits.windows && first !== undefined; n++) await openFor(program, first, n === 0);
    takeTurns(program, 1);
  };

  /** Those who share the desk work at it one after the other. */
  const takeTurns = (program: Program, next: number): void => {
    const username = habits.accounts[next % habits.accounts.length];
    if (habits.accounts.length < 2 || username === undefined) return;
    timeline.after(chance.wait(habits.pauseMs * 15), () => {
      if (!working || !program.lifetime.alive) return;
      void openFor(program, username, false).then(() => takeTurns(program, next + 1));
    });
  };

  const work = (window: PcWindow): void => {
    const again = (): void => {
      timeline.after(chance.wait(habits.pauseMs), () => {
        if (!working || !window.lifetime.alive) return;
        void act(window)
          .catch((error: unknown) =>
            world.broken(`a window threw: ${error instanceof Error ? error.stack : String(error)}`),
          )
          .then(again);
      });
    };
    again();
  };

  const act = async (window: PcWindow): Promise<void> => {
    const { office } = window;
    const visible = {
      office,
      chance,
      today: world.today(),
      word: () => `kata${chance.hex(10)}`,
    };
    look(window);
    if (chance.is(0.3)) await signInAgain(window);
    const action = await nextAction(visible);
    if (action) await enter(window, action, office.newEntryId());
  };

  const signInAgain = async ({ office, account, lifetime }: PcWindow): Promise<void> => {
    if (office.sync().pause !== 'signed-out' || !pc.program || !lifetime.alive) return;
    const signed = await pc.program.core.desk.signIn(account.username, password);
    note(`${pc.name} ${account.username} signs in again: ${signed.ok ? 'ok' : signed.error.code}`);
  };

  /** The first page of the agenda book, as it stands on the screen. */
  const look = ({ office, n }: PcWindow): void => {
    const list = office.letters({});
    for (let i = 0; i < Math.min(list.total, 15); i++) {
      const line = list.line(i);
      if (line) history.show(line.id, line.agenda, `${pc.name} window ${n}`);
    }
  };

  /** A form keeps its operation id until the entry is confirmed: a fault of the disk is tried again with the same. */
  const enter = async (window: PcWindow, action: Action, opId: string, tries = 4): Promise<void> => {
    const { office, account } = window;
    const { command, args } = action;
    if (action.letterId) history.unanswered.set(opId, action.letterId);
    const result = await office.run(command, args, { opId });
    history.unanswered.delete(opId);
    const by = `${pc.name} ${account.username} ${command} ${action.letterId ?? ''} ${opId}`;
    if (!result.ok) {
      note(`${by}: ${result.error.map(({ code }) => code).join(' ')}`);
      if (tries === 0 || result.error[0]?.kind !== 'fault') return;
      await timeline.pass(chance.between(1_000, 20_000));
      if (working && window.lifetime.alive) await enter(window, action, opId, tries - 1);
      return;
    }
    const { seq, agenda } = result.value;
    note(`${by}: saved ${seq}${agenda ? ` ${agenda.no ?? agenda.provisional}` : ''}`);
    history.save({ opId, pc: pc.name, account: account.id, name: command, args, seq, at: timeline.now() });
    if (agenda && action.letterId) {
      await noteBurning(opId, action.letterId);
      history.show(action.letterId, agenda, `${pc.name} on paper`);
    }
    await readBack(window, action, opId);
  };

  /** Where the number of a letter was burned: its entry may have another sequence number by the end (PROTOCOL E4). */
  const noteBurning = async (opId: string, letterId: string): Promise<void> => {
    const found = await pc.program?.core.desk.find(opId);
    if (!found?.ok || found.value?.agenda?.no == null) return;
    history.burn(letterId, found.value.origin ?? found.value);
  };

  /**
   * It became secret while it was saved: an account that may not read it keeps the stub of the letter and nothing of
   * its request.
   */
  const isHidden = async (office: Office, letterId: string): Promise<boolean> => {
    const letter = await office.get<Letter>('letter', letterId);
    return letter ? isSecret(letter.security) : (await office.get('letterStub', letterId)) !== null;
  };

  const readBack = async ({ office }: PcWindow, { command, args, letterId }: Action, opId: string): Promise<void> => {
    const target = findCommand(command)?.target(args);
    if (!target) throw new Broken(`no such command ${command}`);
    const doc = await office.get(target.type, target.id);
    if (doc === null && letterId !== null && (await isHidden(office, letterId))) return;
    const left = leftId({ opId, by: { account: office.account.id } }, sha256);
    if (!effectSeen(command, args, left, doc)) world.broken(`S5: ${pc.name} does not see its own ${command} ${opId}`);
  };

  let sitting: string | null = null;
  const sit = (username: string): void => {
    const { program } = pc;
    if (!program || sitting === username) return;
    sitting = username;
    void openFor(program, username, false).finally(() => (sitting = null));
  };

  return {
    pc,
    accounts: habits.accounts,
    sit,
    switchOn: () => void switchOn(),
    openWindow: async (account) => {
      if (pc.program) await openFor(pc.program, account, true);
    },
    lookAfter: async () => {
      for (const window of [...(pc.program?.windows ?? [])]) await signInAgain(window);
    },
    goHome: () => void (working = false),
    dead: () => dead,
  };
}
