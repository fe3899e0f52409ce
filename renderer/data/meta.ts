import { z } from 'zod';
import { waterSchema } from '../../shared/sync/proof.ts';
import type { MetaEntry, Store, StoreTx } from './store.ts';

/**
 * The notes of the local replica, table `meta` of its store: what it remembers beside documents and entries. Each is
 * declared here with the form of its value; what lies there in another form counts as absent, so that it is asked for
 * again. Nothing else names an entry of that table.
 */
export interface MetaKey<T> {
  readonly name: string;
  readonly value: z.ZodType<T>;
}

/** Notes of one kind, one for each of something; their names differ in what follows the prefix. */
export interface MetaFamily<T> {
  readonly prefix: string;
  readonly value: z.ZodType<T>;
  of(...parts: readonly (string | number)[]): MetaKey<T>;
}

const note = <T>(name: string, value: z.ZodType<T>): MetaKey<T> => ({ name, value });

const family = <T>(prefix: string, value: z.ZodType<T>): MetaFamily<T> => ({
  prefix,
  value,
  of: (...parts) => note(prefix + parts.join(':'), value),
});

/** The scope that everybody of the office has. */
const open = 'office';

const count = z.number();

/** How much the store held when it was last counted (PROTOCOL D7). */
const holding = z.object({ rows: count, packs: count, columns: count }).readonly();
export type Holding = z.infer<typeof holding>;
/** `lost`: a part of it was given up, whatever the numbers are. */
const canary = z.union([holding, z.object({ lost: z.literal(true) }).readonly()]);
export type Canary = z.infer<typeof canary>;

/** The form of the store on disk (PROTOCOL T30). */
const storeForm = z
  .object({
    format: z.number(),
    /** Id of the key it is sealed under. A later format is recognized by its number, whatever else it states. */
    key: z.string().catch(''),
    /** Not everything is sealed under it yet. */
    lifting: z.literal(true).optional().catch(undefined),
  })
  .readonly();
export type StoreForm = z.infer<typeof storeForm>;

/** Progress of the first read of a scope, so that it resumes after a restart (PROTOCOL L7). */
const snapshotProgress = z
  .object({
    scope: z.string(),
    /** Version the scope is pulled from afterwards: that of the first page. */
    upTo: z.number(),
    token: z.string().nullable(),
    packs: count,
    done: count,
    total: count,
  })
  .readonly();
export type SnapshotProgress = z.infer<typeof snapshotProgress>;

/** A removal that is not applied yet. `lost`: the server was restored and no longer has the document (PROTOCOL L12). */
const removal = z.object({ rv: z.number(), lost: z.boolean() }).readonly();
export type Removal = z.infer<typeof removal>;

/** Withheld removals of one scope; kept because the cursor moves on. */
const withheldRemovals = z
  .object({
    scope: z.string(),
    /** By document key. */
    docs: z.record(z.string(), removal).readonly(),
    /** Documents of the scope when the limit was passed; null while the pull that brings them is under way. */
    of: z.number().nullable(),
  })
  .readonly();
export type WithheldRemovals = z.infer<typeof withheldRemovals>;

/** The version up to which each scope is read; a scope that is absent was never read to its end. */
const cursors = z.record(z.string(), z.number()).readonly();
export type Cursors = z.infer<typeof cursors>;

/** The fork an account was notified of last: when it was found, and the codes of the desks (PROTOCOL E7). */
const copiedNotice = z.object({ at: z.number(), codes: z.array(z.string()).readonly() }).readonly();

/** Notes of ids, versions and times alone, which stay readable at rest (PROTOCOL T30). */
const readable = {
  form: note('sealed', storeForm),
  canary: note('canary', canary),
  cursors: note('cursors', cursors),
  /** The epoch that was read last. */
  epoch: note('epoch', z.string()),
  /** The version up to which changed answers were received (PROTOCOL P13). */
  late: note('late', z.number()),
  /** The version up to which the letters of others were looked through for notices. */
  noted: note('noted', z.number()),
  /** Desk time of the last complete round, ms. */
  lastPull: note('lastPull', z.number()),
  /** The register's clock minus the desk's, as found then, ms. */
  skew: note('skew', z.number()),
  /** The epoch whose sums agreed last; absent before the first sync is verified (PROTOCOL L10). */
  verified: note('verified', z.object({ epoch: z.string() }).readonly()),
  /** Of earlier programs: closed blocks the server was notified of. Every handshake states them now. */
  closedBlocks: note('closedBlocks', z.array(z.string()).readonly()),
  /** The version of the records, by the steps of the store's migrations; absent: the first. */
  records: note('records', z.number()),
  copied: note('copied', copiedNotice),
  /** Written to learn whether the store takes anything. */
  probe: note('probe', z.number()),
};

const readableFamilies = {
  /** By scope. */
  snapshot: family('snapshot:', snapshotProgress),
  /** By scope. */
  withheld: family('held:', withheldRemovals),
  /** Id of the request for a block that is under way, by book, year and incarnation. */
  leaseRequest: family('lease:', z.string()),
};

/** The others are sealed, and so is one that a later program added. */
const sealed = {
  /** The register's newest water, shown with the next handshake (PROTOCOL T12). */
  water: note('water', waterSchema),
};

/** Every note there is. */
export const meta = { ...readable, ...readableFamilies, ...sealed } as const;

const readableNames: ReadonlySet<string> = new Set(Object.values(readable).map(({ name }) => name));
const readablePrefixes = Object.values(readableFamilies).map(({ prefix }) => prefix);

/** Whether the note of that name stays readable at rest. */
export function isReadableMeta(name: string): boolean {
  return readableNames.has(name) || readablePrefixes.some((prefix) => name.startsWith(prefix));
}

function valueOf<T>({ value }: Pick<MetaKey<T>, 'value'>, entry: MetaEntry | undefined): T | null {
  const read = value.safeParse(entry?.value);
  return read.success ? read.data : null;
}

/** What a note holds; null when it is absent. */
export async function readMeta<T>(from: Pick<Store | StoreTx, 'get'>, key: MetaKey<T>): Promise<T | null> {
  return valueOf(key, await from.get('meta', key.name));
}

/** What every note of a family holds. */
export async function readFamily<T>(from: Pick<Store, 'startingWith'>, family: MetaFamily<T>): Promise<readonly T[]> {
  const found = await from.startingWith('meta', family.prefix);
  return found.flatMap((entry) => valueOf(family, entry) ?? []);
}

/** Of what a family has notes, whatever they hold. */
export async function namedIn(
  from: Pick<Store, 'keys'>,
  { prefix }: Pick<MetaFamily<unknown>, 'prefix'>,
): Promise<readonly string[]> {
  const names = (await from.keys('meta')).map(String);
  return names.flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}

export function writeMeta<T>(tx: Pick<StoreTx, 'put'>, { name }: MetaKey<T>, value: T): void {
  tx.put('meta', { key: name, value });
}

export function dropMeta(tx: Pick<StoreTx, 'delete'>, ...keys: readonly Pick<MetaKey<unknown>, 'name'>[]): void {
  tx.delete('meta', ...keys.map(({ name }) => name));
}

/**
 * Forgets how far every scope but `office` was read and what is withheld of it, so that it is read from its start
 * (PROTOCOL T33).
 */
export async function forgetSecretScopes(tx: StoreTx): Promise<void> {
  const known = (await readMeta(tx, meta.cursors)) ?? {};
  const rest = Object.entries(known).filter(([scope]) => scope === open);
  writeMeta(tx, meta.cursors, Object.fromEntries(rest));
  const ofOthers = (await tx.all('meta')).filter(({ key }) =>
    [meta.snapshot, meta.withheld].some(({ prefix }) => key.startsWith(prefix) && key !== prefix + open),
  );
  dropMeta(tx, ...ofOthers.map(({ key }) => ({ name: key })));
}
