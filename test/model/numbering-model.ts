/**
 * The numbering rules of PROTOCOL.md as a small machine: two desks and a copied one, a register that numbers letters
 * itself, reserves blocks ahead and takes them back, and its backup. Each rule can be dropped, to show that it is needed.
 * Numbers are small so that every order of events can be tried.
 */
export const rules = [
  'N1',
  'N2',
  'N3',
  'N4',
  'N4 counts what is reserved',
  'N5',
  'N6',
  'N11 passes over blocks',
  'N11 passes over letters',
  'N12 closed on disk first',
  'N12 says how far it is burned',
  'N12 only from the counter on',
  'N12 outside copy',
] as const;
export type Rule = (typeof rules)[number];

interface Block {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

/** A desk's numbers in one of its two forms: as the running program has them, or as they are on the disk. */
interface Held {
  readonly block: Block | null;
  /** Highest number burned of the block. */
  readonly used: number;
  /** Given back, and not yet reported. */
  readonly closed: boolean;
}

interface Outside {
  readonly block: number;
  readonly used: number;
  readonly closed: boolean;
}

interface ModelDesk {
  readonly running: Held;
  readonly durable: Held;
  readonly alive: boolean;
}

interface Reserved {
  readonly desk: number;
  readonly block: Block;
}

/** What is in the register's database, and in a backup of it. */
interface Register {
  readonly next: number;
  readonly open: readonly Reserved[];
  /** Numbers on letters the register knows of. */
  readonly letters: readonly number[];
}

export interface ModelState {
  readonly register: Register;
  /** Number above the highest ever given to a letter or a block, kept outside of the database and its backups. */
  readonly mark: number;
  readonly backup: Register;
  readonly desks: readonly ModelDesk[];
  /** The first desk's journal as a backup program copied it; null: there is none. */
  readonly oldJournal: Held | null;
  /** What the first desk burned and gave back, by the copy outside of its journal. */
  readonly outside: readonly Outside[];
  /** Numbers that stand on paper, in the order of printing; every print is another letter. */
  readonly printed: readonly number[];
}

const size = 2;
const nothing: Held = { block: null, used: 0, closed: false };
const fresh: ModelDesk = { running: nothing, durable: nothing, alive: true };
const empty: Register = { next: 1, open: [], letters: [] };

export const start: ModelState = {
  register: empty,
  mark: 1,
  backup: empty,
  desks: [fresh, fresh, { ...fresh, alive: false }],
  oldJournal: null,
  outside: [],
  printed: [],
};

export interface Step {
  readonly name: string;
  readonly state: ModelState;
}

type Keeps = ReadonlySet<Rule>;

const deskAt = (state: ModelState, i: number): ModelDesk => state.desks[i] as ModelDesk;

function withDesk(state: ModelState, i: number, desk: ModelDesk): ModelState {
  return { ...state, desks: state.desks.map((known, at) => (at === i ? desk : known)) };
}

const durably = (desk: ModelDesk, held: Held): ModelDesk => ({ ...desk, running: held, durable: held });

/** Whether nobody has the number, as far as the register knows. */
function isFree({ open, letters }: Register, no: number): boolean {
  return !letters.includes(no) && !open.some(({ block }) => block.from <= no && no <= block.to);
}

/** A block at the counter, or with one number left free before it (`ahead`). */
function lease(state: ModelState, i: number, ahead: 0 | 1): ModelState | null {
  const desk = deskAt(state, i);
  const { register } = state;
  if (!desk.alive || desk.running.block || register.open.some((one) => one.desk === i)) return null;
  let from = register.next + ahead;
  while (!isFree(register, from) || !isFree(register, from + 1)) from += 1;
  const block = { id: state.mark * 100 + register.next * 10 + from, from, to: from + size - 1 };
  return {
    ...withDesk(state, i, durably(desk, { block, used: from - 1, closed: false })),
    register: { ...register, open: [...register.open, { desk: i, block }] },
    mark: Math.max(state.mark, block.to + 1),
  };
}

/** What desk `i` knows of its block: by its journal, and by the copy outside of it. */
function held(state: ModelState, i: number, keeps: Keeps): Held {
  const { running } = deskAt(state, i);
  const outside = i === 0 ? state.outside.find(({ block }) => block === running.block?.id) : undefined;
  if (!outside) return running;
  const closed = running.closed || (outside.closed && keeps.has('N12 outside copy'));
  return { ...running, used: Math.max(running.used, outside.used), closed };
}

function noteOutside(state: ModelState, i: number, { block, used, closed }: Held): readonly Outside[] {
  if (i !== 0 || !block) return state.outside;
  return [...state.outside.filter((one) => one.block !== block.id), { block: block.id, used, closed }];
}

/** Booking a letter at a desk: its number goes to paper at once. */
function burn(state: ModelState, i: number, keeps: Keeps): ModelState | null {
  const desk = deskAt(state, i);
  const known = held(state, i, keeps);
  const { block, used, closed } = known;
  if (!desk.alive || !block || closed || used >= block.to) return null;
  const running = { ...known, used: used + 1 };
  const durable = keeps.has('N1') ? running : desk.durable;
  const outside = keeps.has('N1') ? noteOutside(state, i, running) : state.outside;
  const printed = [...state.printed, used + 1];
  return { ...withDesk({ ...state, outside }, i, { ...desk, running, durable }), printed };
}

/** A letter booked online: the register numbers it. */
function number(state: ModelState, keeps: Keeps): ModelState | null {
  const { register } = state;
  let no = register.next;
  const letters = keeps.has('N11 passes over letters') ? register.letters : [];
  const open = keeps.has('N11 passes over blocks') ? register.open : [];
  while (!isFree({ ...register, letters, open }, no)) no += 1;
  if (no > 5) return null;
  return {
    ...state,
    register: { ...register, next: no + 1, letters: [...register.letters, no] },
    mark: Math.max(state.mark, no + 1),
    printed: [...state.printed, no],
  };
}

/** The desk sends its letters: the register learns which numbers of the block are burned. */
function push(state: ModelState, i: number): ModelState | null {
  const { block, used } = deskAt(state, i).durable;
  if (!block || used < block.from) return null;
  const burned = Array.from({ length: used - block.from + 1 }, (_, k) => block.from + k);
  const news = burned.filter((no) => !state.register.letters.includes(no));
  if (news.length === 0) return null;
  return { ...state, register: { ...state.register, letters: [...state.register.letters, ...news] } };
}

function cancel(state: ModelState, i: number, keeps: Keeps): ModelState | null {
  const desk = deskAt(state, i);
  const { block, used } = desk.running;
  if (keeps.has('N2') || !block || used < block.from) return null;
  return withDesk(state, i, durably(desk, { ...desk.running, used: used - 1 }));
}

function powerCut(state: ModelState, i: number): ModelState | null {
  const desk = deskAt(state, i);
  const isSame = JSON.stringify(desk.running) === JSON.stringify(desk.durable);
  return isSame ? null : withDesk(state, i, { ...desk, running: desk.durable });
}

/** The desk gives up the rest of its block. */
function giveBack(state: ModelState, i: number, keeps: Keeps): ModelState | null {
  const desk = deskAt(state, i);
  const { block, closed } = desk.running;
  if (!desk.alive || !block || closed) return null;
  const running = { ...held(state, i, keeps), closed: true };
  const durable = keeps.has('N12 closed on disk first') ? running : desk.durable;
  return withDesk({ ...state, outside: noteOutside(state, i, running) }, i, { ...desk, running, durable });
}

/** The register hears of it: what is free from the counter on may be given to others. */
function report(state: ModelState, i: number, keeps: Keeps): ModelState | null {
  const { block, used, closed } = held(state, i, keeps);
  const { register } = state;
  const known = register.open.find((one) => one.desk === i && one.block.id === block?.id);
  if (!block || !closed || !known) return null;
  const highest = keeps.has('N12 says how far it is burned') ? used : block.from - 1;
  const burned = Array.from({ length: highest - block.from + 1 }, (_, k) => block.from + k);
  const next = keeps.has('N12 only from the counter on') ? register.next : Math.min(register.next, highest + 1);
  return {
    ...state,
    register: {
      next,
      open: register.open.filter((one) => one !== known),
      letters: [...new Set([...register.letters, ...burned])],
    },
  };
}

/** The desk learns that the register took the block back. */
function settle(state: ModelState, i: number): ModelState | null {
  const desk = deskAt(state, i);
  const { block, closed } = desk.running;
  if (!block || !closed || state.register.open.some((one) => one.block.id === block.id)) return null;
  return withDesk(state, i, durably(desk, nothing));
}

/** The server takes back the youngest block of a silent desk. */
function reclaim(state: ModelState, keeps: Keeps): ModelState | null {
  const { open } = state.register;
  if (keeps.has('N3') || open.length === 0) return null;
  return { ...state, register: { ...state.register, open: open.slice(0, -1) } };
}

function restore(state: ModelState, keeps: Keeps): ModelState | null {
  if (JSON.stringify(state.backup) === JSON.stringify(state.register)) return null;
  // N4: the register goes on above everything that was given out before, also in blocks.
  const given = state.register.letters.length === 0 ? 1 : Math.max(...state.register.letters) + 1;
  const mark = keeps.has('N4 counts what is reserved') ? state.mark : given;
  const next = keeps.has('N4') ? Math.max(state.backup.next, mark) : state.backup.next;
  return { ...state, register: { ...state.backup, next } };
}

/** Desk 0's profile is copied to another PC. */
function copy(state: ModelState, keeps: Keeps): ModelState | null {
  const original = deskAt(state, 0);
  const target = deskAt(state, 2);
  if (target.alive || !original.running.block) return null;
  const running = keeps.has('N5') ? nothing : original.running;
  return withDesk(state, 2, { alive: true, running, durable: running });
}

/** Desk 0's journal is put back from an old copy; the copy of its numbers outside of the journal stays (N1). */
function putBack(state: ModelState): ModelState | null {
  const desk = deskAt(state, 0);
  const { oldJournal } = state;
  if (!oldJournal?.block || !state.outside.some(({ block }) => block === oldJournal.block?.id)) return null;
  return withDesk({ ...state, oldJournal: null }, 0, durably(desk, oldJournal));
}

/** The desk's records are gone; it knows its block again only from the server. */
function loseStores(state: ModelState, i: number, keeps: Keeps): ModelState | null {
  const desk = deskAt(state, i);
  const { block } = desk.running;
  if (!block || i === 2) return null;
  const again = { block, used: block.from - 1, closed: false };
  return withDesk(state, i, durably(desk, keeps.has('N6') ? nothing : again));
}

/** Every event that can happen next. */
export function steps(state: ModelState, keeps: Keeps): readonly Step[] {
  const found: Step[] = [];
  const add = (name: string, next: ModelState | null): void => {
    if (next) found.push({ name, state: next });
  };
  for (const i of [0, 1, 2]) {
    add(`desk ${i} leases at the counter`, lease(state, i, 0));
    add(`desk ${i} leases ahead of it`, lease(state, i, 1));
    add(`desk ${i} books`, burn(state, i, keeps));
    add(`desk ${i} sends`, push(state, i));
    add(`desk ${i} cancels its last letter`, cancel(state, i, keeps));
    add(`desk ${i} loses power`, powerCut(state, i));
    add(`desk ${i} gives its block back`, giveBack(state, i, keeps));
    add(`desk ${i} reports that`, report(state, i, keeps));
    add(`desk ${i} is free for another block`, settle(state, i));
    add(`desk ${i} loses its stores`, loseStores(state, i, keeps));
  }
  add('the register numbers a letter', number(state, keeps));
  add('the server reclaims a silent block', reclaim(state, keeps));
  const isKept = JSON.stringify(state.backup) === JSON.stringify(state.register);
  add('the server is backed up', isKept ? null : { ...state, backup: state.register });
  add('the backup is restored', restore(state, keeps));
  add('desk 0 is copied', copy(state, keeps));
  const { durable } = deskAt(state, 0);
  add('the journal of desk 0 is backed up', durable.block ? { ...state, oldJournal: durable } : null);
  add('the journal of desk 0 is put back', putBack(state));
  return found;
}

export interface Checked {
  readonly states: number;
  /** The shortest way to two letters under one number; null when there is none within the depth. */
  readonly counterexample: readonly string[] | null;
}

/** Tries every order of events up to `depth`, shortest first. */
export function check(keeps: Keeps, depth: number): Checked {
  const seen = new Set([JSON.stringify(start)]);
  let frontier: { readonly state: ModelState; readonly path: readonly string[] }[] = [{ state: start, path: [] }];
  for (let level = 0; level < depth; level++) {
    const next: typeof frontier = [];
    for (const { state, path } of frontier) {
      for (const step of steps(state, keeps)) {
        const { printed, register } = step.state;
        const way = [...path, step.name];
        if (new Set(printed).size < printed.length) return { states: seen.size, counterexample: way };
        // The order of printing is no part of what can happen next.
        const inOrder = (numbers: readonly number[]): readonly number[] => [...numbers].sort((a, b) => a - b);
        const key = JSON.stringify({
          ...step.state,
          printed: inOrder(printed),
          register: { ...register, letters: inOrder(register.letters) },
        });
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ state: step.state, path: way });
      }
    }
    frontier = next;
  }
  return { states: seen.size, counterexample: null };
}
