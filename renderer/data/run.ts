import type { AnyCommand, Target, View } from '../../shared/commands/command.ts';
import { docKey, type DocType } from '../../shared/commands/documents.ts';
import { parseArgs, refusalsOf } from '../../shared/commands/prepare.ts';
import { roomRefusal, writingOf } from '../../shared/commands/room.ts';
import { findCommand } from '../../shared/commands/registry.ts';
import { isoWib } from '../../shared/dates/wib.ts';
import type { Draft } from '../../shared/desk/desk.ts';
import { entryTooLarge } from '../../shared/desk/entry-size.ts';
import type { Agenda } from '../../shared/letters/letter.ts';
import type { Who } from '../../shared/people/who.ts';
import { isMasterType } from '../../shared/records/kinds.ts';
import { refuse, type Refusal } from '../../shared/refusal.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { fitsAsEntry } from '../../shared/sync/bounds.ts';
import { canonicalJson, type Operation } from '../../shared/sync/operation.ts';
import { fileNew, fileOperation, viewRow } from './file-entry.ts';
import { isStoreFault } from './store-guard.ts';
import type { Replica, Found } from './replica.ts';
import type { Saved } from './office.ts';
import type { StoredRow } from './store.ts';

/** What `run` needs to know of the sync with the server. */
export interface RunConditions {
  readonly who: Who;
  /** The server answered recently: it numbers the letter (PROTOCOL N8). */
  readonly reachable: boolean;
  /** Books this desk alone holds numbers of, from the counter on: it burns them also online (PROTOCOL N13). */
  readonly burnsHere: (book: string, year: number) => boolean;
  readonly epoch: string | null;
  readonly skewMs: number | null;
  /** Version of the document the person was looking at; null: the one that is here now. */
  readonly base: number | null;
  /** A new entry is pending; not called for one that was saved already. */
  onFiled(): void;
  /** The store failed: the entry is in the journal only. */
  onStoreFailure(error: unknown): void;
}

interface Ready {
  readonly command: AnyCommand;
  readonly args: unknown;
  readonly key: string;
  readonly found: Found | null;
}

/** The view a check reads: the target and the master data. */
export function viewOf(replica: Replica, key: string, doc: unknown): View {
  return {
    get: <T>(type: DocType, id: string) => {
      if (docKey({ type, id }) === key) return doc as T | null;
      return isMasterType(type) ? replica.masters.get<T>(type, id) : null;
    },
    all: <T>(type: DocType) => (isMasterType(type) ? replica.masters.all<T>(type) : []),
  };
}

function commandOf(name: string): AnyCommand {
  const command = findCommand(name);
  if (!command) throw new Error(`no such command: ${name}`);
  return command;
}

/** Whether this person may do this kind of thing to a document now, before anything is typed. */
export async function mayRun(replica: Replica, name: string, target: Target, who: Who): Promise<Refusal | null> {
  const found = await replica.find(target.type, target.id);
  return commandOf(name).may(viewOf(replica, docKey(target), found?.doc ?? null), target, who);
}

/** The same for a document that does not exist yet. */
export function mayMake(replica: Replica, name: string, who: Who): Refusal | null {
  return commandOf(name).may(viewOf(replica, '', null), null, who);
}

/** Everything that can be checked before the journal: unknown command, bad arguments, violated rules. */
export async function checkCommand(
  replica: Replica,
  name: string,
  raw: unknown,
  who: Who,
): Promise<Result<Ready, readonly Refusal[]>> {
  const command = commandOf(name);
  const args = parseArgs(command, raw);
  if (!args.ok) return args;
  const target = command.target(args.value);
  const key = docKey(target);
  const found = await replica.find(target.type, target.id);
  const view = viewOf(replica, key, found?.doc ?? null);
  const refusals = refusalsOf({ command, args: args.value }, view, who);
  // An entry too large for itself is refused by its size, with the field to shorten.
  const isGrowing = found !== null && refusals.length === 0 && fitsAsEntry(canonicalJson(args.value));
  const full = isGrowing ? growthRefusal(command, args.value, found.doc, view, who) : null;
  const all = full ? [full] : refusals;
  return all.length > 0 ? err(all) : ok({ command, args: args.value, key, found });
}

/** PROTOCOL P14, as the server will ask it. */
function growthRefusal(command: AnyCommand, args: unknown, doc: unknown, view: View, who: Who): Refusal | null {
  const by = { account: who.account, person: who.person, position: who.position };
  const next = command.reduce(doc, args, { opId: '', by, at: '', desk: '', agenda: null });
  if (typeof doc !== 'object' || doc === null || typeof next !== 'object' || next === null) return null;
  return (
    command.bound?.(doc, args) ??
    roomRefusal(doc, next, writingOf(command.name, view, who), JSON.stringify(next).length)
  );
}

/** Who numbers a letter (PROTOCOL N8, N13). */
function pathOf(
  { book, year }: { readonly book: string; readonly year: number },
  { reachable, burnsHere }: RunConditions,
): 'server' | 'desk' {
  return reachable && !burnsHere(book, year) ? 'server' : 'desk';
}

function draftOf(replica: Replica, opId: string, ready: Ready, conditions: RunConditions): Draft {
  const { clock } = replica.world;
  const { who } = conditions;
  const book = ready.command.numbered?.(ready.args);
  return {
    opId,
    name: ready.command.name,
    v: ready.command.version,
    by: { account: who.account, person: who.person, position: who.position },
    at: { wall: isoWib(clock.now()), skewMs: conditions.skewMs },
    epoch: conditions.epoch,
    base: ready.found ? { [ready.key]: conditions.base ?? ready.found.rv } : {},
    args: ready.args,
    number: book ? { ...book, path: pathOf(book, conditions) } : null,
  };
}

/** A document that cannot be read cannot be checked: refused before anything is journalled. */
async function checkOrRefuse(
  replica: Replica,
  name: string,
  raw: unknown,
  { who, onStoreFailure }: RunConditions,
): Promise<Result<Ready, readonly Refusal[]>> {
  try {
    return await checkCommand(replica, name, raw, who);
  } catch (error) {
    if (!isStoreFault(error)) throw error;
    onStoreFailure(error);
    return err([refuse('STORE_FAILED')]);
  }
}

/** The base of an entry that the store did not take: a page may have come during the wait for the store. */
async function below(replica: Replica, { command, args, key, found }: Ready): Promise<Found | null> {
  const overlaid = replica.overlay.get(key);
  if (overlaid || (replica.bases.get(key)?.rv ?? 0) <= (found?.rv ?? 0)) return overlaid ?? found;
  const { type, id } = command.target(args);
  return replica.find(type, id).catch(() => found);
}

/**
 * A document with earlier entries that are in the overlay alone: the store took this entry and still lacks those, so
 * this one is shown over them. Otherwise the row to be shown.
 */
function onTop(
  replica: Replica,
  op: Operation,
  { command, args, key }: Ready,
  filed: StoredRow | null,
): StoredRow | null {
  const overlaid = replica.overlay.get(key);
  if (!overlaid) return filed;
  const row = viewRow(replica, op, command, args, overlaid);
  replica.showOver(row);
  return null;
}

/** Checks, journals, stores: the only way in for entries. Saved from the moment the desk answered (PROTOCOL D1). */
export async function runCommand(
  replica: Replica,
  name: string,
  raw: unknown,
  opId: string,
  conditions: RunConditions,
): Promise<Result<Saved, readonly Refusal[]>> {
  const ready = await checkOrRefuse(replica, name, raw, conditions);
  if (!ready.ok) {
    // The same entry again, after a lost confirmation: it is saved already (PROTOCOL D2).
    const again = ready.error.some(({ kind }) => kind === 'state')
      ? await alreadySaved(replica, opId, name, raw)
      : null;
    return again ?? ready;
  }
  const { command, args, key } = ready.value;
  const draft = draftOf(replica, opId, ready.value, conditions);
  // Here already: the way to the desk core is narrower than some entries are large.
  const tooLarge = entryTooLarge(draft);
  if (tooLarge) return err([tooLarge]);
  const appended = await replica.world.desk.append(draft);
  if (!appended.ok) return err([appended.error]);
  const op = appended.value;
  // The id belongs to an entry saved before the text was changed: that one is kept, the change is another entry.
  if (canonicalJson(op.args) !== canonicalJson(args)) {
    await fileOperation(replica, op, command, op.args).then(
      ({ row }) => row && replica.show([row], []),
      (error: unknown) => conditions.onStoreFailure(error),
    );
    return err([refuse('SAVED_BEFORE_EDIT')]);
  }
  let row: StoredRow | null = null;
  try {
    const { type, id } = command.target(args);
    const file = replica.isNew(type, id) ? fileNew : fileOperation;
    const filed = await file(replica, op, command, args);
    row = onTop(replica, op, ready.value, filed.row);
    if (filed.fresh) {
      replica.pending.set(key, (replica.pending.get(key) ?? 0) + 1);
      conditions.onFiled();
    }
  } catch (error) {
    // The journal has it, so it is saved: show it from memory and let the next start put it back (PROTOCOL D3).
    conditions.onFiled();
    conditions.onStoreFailure(error);
    replica.showOver(viewRow(replica, op, command, args, await below(replica, ready.value)));
  }
  if (row) replica.show([row], []);
  replica.booking.delete(key);
  const shown = row?.doc ?? replica.overlay.get(key)?.doc;
  return ok({ opId, seq: op.seq, agenda: agendaOf(command, shown) });
}

/** The number of a document just booked; null for every other command. */
function agendaOf({ numbered }: AnyCommand, doc: unknown): Agenda | null {
  return numbered && doc ? (doc as { readonly agenda: Agenda }).agenda : null;
}

async function alreadySaved(
  replica: Replica,
  opId: string,
  name: string,
  raw: unknown,
): Promise<Result<Saved, readonly Refusal[]> | null> {
  const known = await replica.world.desk.find(opId);
  const command = findCommand(name);
  if (!command || !known.ok || known.value === null) return null;
  const args = parseArgs(command, raw);
  if (!args.ok || canonicalJson(known.value.args) !== canonicalJson(args.value)) {
    return err([refuse('SAVED_BEFORE_EDIT')]);
  }
  const { type, id } = command.target(args.value);
  const doc = command.numbered ? (await replica.find(type, id))?.doc : null;
  return ok({ opId, seq: known.value.seq, agenda: agendaOf(command, doc) });
}
