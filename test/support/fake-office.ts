import type {
  AttentionItem,
  LetterCounts,
  LetterFilter,
  LetterLine,
  Office,
  OfficeChange,
  SyncState,
} from '../../renderer/data/office.ts';
import { docKey, type DocType } from '../../shared/commands/documents.ts';
import type { View } from '../../shared/commands/command.ts';
import type { AnyCommand } from '../../shared/commands/command.ts';
import { parseArgs, refusalsOf } from '../../shared/commands/prepare.ts';
import { findCommand } from '../../shared/commands/registry.ts';
import { isoWib, todayWib } from '../../shared/dates/wib.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { currentHolders, letterStatus, letterStatuses, type LetterStatus } from '../../shared/letters/status.ts';
import type { Account, Position } from '../../shared/people/people.ts';
import type { MasterType } from '../../shared/office/master-args.ts';
import { resolveWho, type Who } from '../../shared/people/who.ts';
import { isMasterType, type DocOf, type RecordType } from '../../shared/records/kinds.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { fakeComplaints } from './fake-complaints.ts';
import { fakeLetters } from './fake-letters.ts';
import { fakeMaster } from './fake-master.ts';
import { memoryDrafts } from './memory-drafts.ts';

export interface FakeOffice extends Office {
  /** Changes the sync state as the engine would. */
  setSync(change: Partial<SyncState>): void;
  setAttention(items: readonly AttentionItem[]): void;
}

interface Options {
  /** How many letters lie in the book. */
  readonly letters?: number;
  /** Whether a handful of complaints lie in the register. */
  readonly complaints?: boolean;
  /** User name of {@link fakeMaster}: `umum` books and administers, `kadis`, `aptika`, … act on dispositions. */
  readonly as?: string;
  /** ms since 1970; the same office every time unless given. */
  readonly now?: () => number;
}

const noon = Date.UTC(2026, 10, 20, 5, 0);

export const lineOf = (letter: Letter): LetterLine => ({
  id: letter.id,
  agenda: letter.agenda,
  receivedDate: letter.received.date,
  receivedTime: letter.received.time,
  sender: letter.sender.name,
  letterNumber: letter.letterNumber,
  letterDate: letter.letterDate,
  subject: letter.subject,
  status: letterStatus(letter),
  urgency: letter.urgency,
  security: letter.security,
  hidden: false,
  holders: currentHolders(letter),
  rv: 1,
});

function matches(line: LetterLine, filter: LetterFilter): boolean {
  const hay = `${line.sender} ${line.letterNumber} ${line.subject} ${line.agenda.no ?? ''}`.toLowerCase();
  const words = (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return (
    words.every((word) => hay.includes(word)) &&
    (filter.from === undefined || line.receivedDate >= filter.from) &&
    (filter.to === undefined || line.receivedDate <= filter.to) &&
    (filter.sender === undefined || line.sender.toLowerCase().includes(filter.sender.toLowerCase())) &&
    (filter.statuses === undefined || filter.statuses.includes(line.status)) &&
    (filter.urgencies === undefined || filter.urgencies.includes(line.urgency)) &&
    (filter.holders === undefined || line.holders.some((p) => filter.holders?.includes(p))) &&
    (filter.year === undefined || line.agenda.year === filter.year)
  );
}

/** An office in memory with the real commands and their checks, for developing screens; nothing is kept. */
export function makeFakeOffice({
  letters = 300,
  complaints = false,
  as = 'umum',
  now = () => noon,
}: Options = {}): FakeOffice {
  const docs = new Map<string, unknown>();
  for (const [type, list] of Object.entries(fakeMaster)) for (const doc of list) docs.set(`${type}:${doc.id}`, doc);
  for (const letter of fakeLetters(letters, todayWib(now()))) docs.set(`letter:${letter.id}`, letter);
  if (complaints) for (const one of fakeComplaints(todayWib(now()))) docs.set(`complaint:${one.id}`, one);
  const listeners = new Set<(change: OfficeChange) => void>();
  let attention: readonly AttentionItem[] = [];
  let count = 0;
  let sync: SyncState = {
    phase: 'idle',
    pause: null,
    reachable: true,
    pending: 0,
    oldest: null,
    lastPull: now() - 120_000,
    first: null,
    attention: 0,
    safeMode: false,
    storeIsNewer: false,
    skewMs: 400,
    clock: 'right',
    numbering: 'open',
    numbers: [],
    withheld: 0,
    leaderSilent: false,
  };

  const all = <T>(type: DocType): readonly T[] =>
    [...docs].filter(([key]) => key.startsWith(`${type}:`)).map(([, doc]) => doc as T);
  const get = <T>(type: DocType, id: string): T | null => (docs.get(docKey({ type, id })) as T | undefined) ?? null;
  const view: View = { get, all };
  const known = (name: string): AnyCommand => {
    const command = findCommand(name);
    if (!command) throw new Error(`no such command: ${name}`);
    return command;
  };
  const account = all<Account>('account').find(({ username }) => username === as) as Account;
  const who = (acting?: string): Who => resolveWho(account, all<Position>('position'), todayWib(now()), acting ?? null);
  const lines = (): LetterLine[] =>
    all<Letter>('letter')
      .map(lineOf)
      .sort((a, b) => `${b.receivedDate}${b.receivedTime}`.localeCompare(`${a.receivedDate}${a.receivedTime}`));
  const changed = (keys: readonly string[], masters = false): void => {
    const has = (type: string): boolean => keys.some((key) => key.startsWith(`${type}:`));
    const records = has('case') || has('complaint');
    const change = { keys: new Set(keys), masters, letters: has('letter'), records, sync: true };
    for (const listener of listeners) listener(change);
  };

  return {
    account,
    who,
    drafts: memoryDrafts(),
    versionOf: async () => 1,
    async run(name, raw, options = {}) {
      const command = findCommand(name);
      if (!command) return err([refuse('UNKNOWN_OP')]);
      const parsed = parseArgs(command, raw);
      if (!parsed.ok) return parsed;
      const refusals = refusalsOf({ command, args: parsed.value }, view, who(options.acting));
      if (refusals.length > 0) return err(refusals);
      const ref = command.target(parsed.value);
      const opId = options.opId ?? `op-${++count}`;
      const me = who(options.acting);
      const year = Number(todayWib(now()).slice(0, 4));
      const doc = command.reduce(get(ref.type, ref.id), parsed.value, {
        opId,
        by: { account: me.account, person: me.person, position: me.position },
        at: isoWib(now()),
        desk: 'D01',
        agenda: command.numbered
          ? { book: 'SM', year, no: all('letter').length + 1, lease: null, provisional: null }
          : null,
      });
      docs.set(docKey(ref), doc);
      sync = { ...sync, pending: sync.pending + 1, oldest: sync.oldest ?? now() };
      changed([docKey(ref)], isMasterType(ref.type));
      return ok({ opId, seq: ++count, agenda: command.numbered ? (doc as Letter).agenda : null });
    },
    may: async (name, target, acting) => known(name).may(view, target, who(acting)),
    mayMake: (name, acting) => known(name).may(view, null, who(acting)),
    async check(name, raw, acting) {
      const command = findCommand(name);
      if (!command) return [refuse('UNKNOWN_OP')];
      const parsed = parseArgs(command, raw);
      return parsed.ok ? refusalsOf({ command, args: parsed.value }, view, who(acting)) : parsed.error;
    },
    newId: () => `new-${++count}`,
    get: async (type, id) => get(type, id),
    master: <T>(type: MasterType) => all<T>(type),
    records: <T extends RecordType>(type: T) => all<DocOf<T>>(type),
    letterLine: (id) => lines().find((line) => line.id === id) ?? null,
    letters(filter) {
      const found = lines().filter((line) => matches(line, filter));
      return { total: found.length, line: (index) => found[index] ?? null, instead: null };
    },
    counts({ statuses: _, ...others } = {}): LetterCounts {
      const known = lines().filter((line) => matches(line, others));
      const byStatus = Object.fromEntries(
        letterStatuses.map((status) => [status, known.filter((l) => l.status === status).length]),
      ) as Record<LetterStatus, number>;
      return { total: known.length, byStatus, unnumbered: known.filter((l) => l.agenda.no === null).length };
    },
    duplicates: (sender, number, date) =>
      lines().filter((l) => l.sender === sender && l.letterNumber === number && l.letterDate === date && number !== ''),
    pendingOf: () => 0,
    attention: async () => attention,
    lostDocuments: async () => [],
    async markSeen(opIds) {
      attention = attention.map((item) => (opIds.includes(item.opId) ? { ...item, seen: true } : item));
      sync = { ...sync, attention: attention.filter(({ seen }) => !seen).length };
      changed([]);
    },
    sync: () => sync,
    async syncNow() {
      sync = { ...sync, pending: 0, oldest: null, lastPull: now() };
      changed([]);
    },
    exportBundle: async () => err(refuse('NOTHING_TO_CARRY')),
    importBundle: async () => err(refuse('CARRY_NOT_A_FILE')),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => undefined,
    setSync(change) {
      sync = { ...sync, ...change };
      changed([]);
    },
    setAttention(items) {
      attention = items;
      sync = { ...sync, attention: items.filter(({ seen }) => !seen).length };
      changed([]);
    },
  };
}
