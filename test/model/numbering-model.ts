/**
 * The numbering rules N1 to N6 of PROTOCOL.md as a small machine: two desks and a copied one, a server with a backup.
 * Each rule can be dropped, to show that it is needed. Numbers are small so that every order of events can be tried.
 */
export const rules = ['N1', 'N2', 'N3', 'N4', 'N5', 'N6'] as const;
export type Rule = (typeof rules)[number];

interface Block {
  readonly from: number;
  readonly to: number;
}

interface ModelDesk {
  readonly block: Block | null;
  /** Highest number burned, as the journal on the disk has it. */
  readonly durable: number;
  /** The same as the running program has it. */
  readonly running: number;
  readonly alive: boolean;
}

export interface ModelState {
  readonly next: number;
  /** Highest number ever leased, kept outside of the database and its backups. */
  readonly mark: number;
  readonly backup: number;
  readonly leased: readonly { readonly desk: number; readonly block: Block }[];
  readonly desks: readonly ModelDesk[];
  /** Numbers that stand on paper, in the order of printing; every print is another letter. */
  readonly printed: readonly number[];
}

const size = 2;
const fresh: ModelDesk = { block: null, durable: 0, running: 0, alive: true };

export const start: ModelState = {
  next: 1,
  mark: 0,
  backup: 1,
  leased: [],
  desks: [fresh, fresh, { ...fresh, alive: false }],
  printed: [],
};

export interface Step {
  readonly name: string;
  readonly state: ModelState;
}

function withDesk(state: ModelState, i: number, desk: ModelDesk): ModelState {
  return { ...state, desks: state.desks.map((known, at) => (at === i ? desk : known)) };
}

function lease(state: ModelState, i: number, keeps: ReadonlySet<Rule>): ModelState | null {
  const desk = state.desks[i] as ModelDesk;
  if (!desk.alive || desk.block) return null;
  // N4: what was leased before a restore is above what the restored counter knows.
  const from = keeps.has('N4') ? Math.max(state.next, state.mark + 1) : state.next;
  const block = { from, to: from + size - 1 };
  return {
    ...withDesk(state, i, { ...desk, block, durable: from - 1, running: from - 1 }),
    next: block.to + 1,
    mark: Math.max(state.mark, block.to),
    leased: [...state.leased, { desk: i, block }],
  };
}

/** Booking a letter: its number goes to paper at once. */
function burn(state: ModelState, i: number, keeps: ReadonlySet<Rule>): ModelState | null {
  const desk = state.desks[i] as ModelDesk;
  if (!desk.alive || !desk.block || desk.running >= desk.block.to) return null;
  const no = desk.running + 1;
  const durable = keeps.has('N1') ? no : desk.durable;
  return { ...withDesk(state, i, { ...desk, running: no, durable }), printed: [...state.printed, no] };
}

function cancel(state: ModelState, i: number, keeps: ReadonlySet<Rule>): ModelState | null {
  const desk = state.desks[i] as ModelDesk;
  if (keeps.has('N2') || !desk.block || desk.running < desk.block.from) return null;
  return withDesk(state, i, { ...desk, running: desk.running - 1, durable: Math.min(desk.durable, desk.running - 1) });
}

function powerCut(state: ModelState, i: number): ModelState | null {
  const desk = state.desks[i] as ModelDesk;
  return desk.running === desk.durable ? null : withDesk(state, i, { ...desk, running: desk.durable });
}

/** The server takes back the youngest block of a silent desk. */
function reclaim(state: ModelState, keeps: ReadonlySet<Rule>): ModelState | null {
  const last = state.leased.at(-1);
  if (keeps.has('N3') || !last) return null;
  return { ...state, next: last.block.from, mark: last.block.from - 1, leased: state.leased.slice(0, -1) };
}

function restore(state: ModelState): ModelState | null {
  return state.backup === state.next ? null : { ...state, next: state.backup };
}

/** Desk 0's profile is copied to another PC. */
function copy(state: ModelState, keeps: ReadonlySet<Rule>): ModelState | null {
  const [original, , target] = state.desks as [ModelDesk, ModelDesk, ModelDesk];
  if (target.alive || !original.block) return null;
  return withDesk(state, 2, { ...original, alive: true, ...(keeps.has('N5') ? { block: null } : {}) });
}

/** The desk's records are gone; it knows its block again only from the server. */
function loseStores(state: ModelState, i: number, keeps: ReadonlySet<Rule>): ModelState | null {
  const desk = state.desks[i] as ModelDesk;
  if (!desk.block || i === 2) return null;
  const before = desk.block.from - 1;
  return withDesk(state, i, keeps.has('N6') ? { ...desk, block: null } : { ...desk, running: before, durable: before });
}

/** Every event that can happen next. */
export function steps(state: ModelState, keeps: ReadonlySet<Rule>): readonly Step[] {
  const found: Step[] = [];
  const add = (name: string, next: ModelState | null): void => {
    if (next) found.push({ name, state: next });
  };
  for (const i of [0, 1, 2]) {
    add(`desk ${i} leases`, lease(state, i, keeps));
    add(`desk ${i} books`, burn(state, i, keeps));
    add(`desk ${i} cancels its last letter`, cancel(state, i, keeps));
    add(`desk ${i} loses power`, powerCut(state, i));
    add(`desk ${i} loses its stores`, loseStores(state, i, keeps));
  }
  add('the server reclaims a silent block', reclaim(state, keeps));
  add('the server is backed up', state.backup === state.next ? null : { ...state, backup: state.next });
  add('the backup is restored', restore(state));
  add('desk 0 is copied', copy(state, keeps));
  return found;
}

export interface Checked {
  readonly states: number;
  /** The shortest way to two letters under one number; null when there is none within the depth. */
  readonly counterexample: readonly string[] | null;
}

/** Tries every order of events up to `depth`, shortest first. */
export function check(keeps: ReadonlySet<Rule>, depth: number): Checked {
  const seen = new Set([JSON.stringify(start)]);
  let frontier: { readonly state: ModelState; readonly path: readonly string[] }[] = [{ state: start, path: [] }];
  for (let level = 0; level < depth; level++) {
    const next: typeof frontier = [];
    for (const { state, path } of frontier) {
      for (const step of steps(state, keeps)) {
        const { printed } = step.state;
        const way = [...path, step.name];
        if (new Set(printed).size < printed.length) return { states: seen.size, counterexample: way };
        // The order of printing is no part of what can happen next.
        const key = JSON.stringify({ ...step.state, printed: [...printed].sort((a, b) => a - b) });
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ state: step.state, path: way });
      }
    }
    frontier = next;
  }
  return { states: seen.size, counterexample: null };
}
