import type { Database } from 'better-sqlite3';
import type { ReferenceData } from '../../shared/exchange/code-list.ts';
import type { Contract, Signature } from '../../shared/exchange/contract.ts';
import { diffDictionaries } from '../../shared/exchange/dictionary-diff.ts';
import { addColumns, createTables } from '../../shared/exchange/table-ddl.ts';
import type { ApiKey, Published, SchemeHead } from './records.ts';

/** Why a document is not published. */
export type PublishFault = 'breaks' | 'not-next' | 'no-scheme';

interface PublishedRow {
  readonly dataset: string;
  readonly major: number;
  readonly minor: number;
  readonly contract: string;
  readonly signatures: string;
  readonly hash: string;
  readonly at: number;
  readonly firstAt: number;
  readonly deprecatedAt: number | null;
  readonly sunsetAt: number | null;
}

const columns = `dataset, major, minor, contract, signatures, hash, at, first_at AS firstAt, deprecated_at AS deprecatedAt,
  sunset_at AS sunsetAt`;

export const listPublished = (db: Database): readonly Published[] =>
  db
    .prepare<[], PublishedRow>(`SELECT ${columns} FROM published ORDER BY dataset, major`)
    .all()
    .map((row) => ({
      ...row,
      contract: JSON.parse(row.contract) as Contract,
      signatures: JSON.parse(row.signatures) as Signature[],
    }));

export interface Publication {
  readonly contract: Contract;
  readonly signatures: readonly Signature[];
  readonly hash: string;
  readonly at: number;
}

/** Whether every list of codes the dictionary names is there. */
function hasSchemes(db: Database, contract: Contract): boolean {
  const known = db.prepare<[string, string]>('SELECT 1 FROM scheme WHERE scheme = ? AND version = ?');
  return contract.dictionary.fields.every(
    ({ reference }) => !reference || known.get(reference.scheme, reference.version) !== undefined,
  );
}

function putVersion(db: Database, { contract, signatures, hash, at }: Publication, isNew: boolean): void {
  const { name } = contract.dataset;
  const { major, minor } = contract.identity.version;
  const [text, signed] = [JSON.stringify(contract), JSON.stringify(signatures)];
  if (isNew) {
    db.prepare(
      `INSERT INTO published (dataset, major, minor, contract, signatures, hash, at, first_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(name, major, minor, text, signed, hash, at, at);
  } else {
    db.prepare(
      'UPDATE published SET minor = ?, contract = ?, signatures = ?, hash = ?, at = ? WHERE dataset = ? AND major = ?',
    ).run(minor, text, signed, hash, at, name, major);
  }
  db.prepare('INSERT INTO published_before VALUES (?, ?, ?, ?, ?, ?, ?)').run(
    name,
    major,
    minor,
    text,
    signed,
    hash,
    at,
  );
}

/**
 * Opens a dataset in a version: makes its table, or adds to it what a compatible version has more. The same document
 * again changes nothing. Null when it is published.
 */
export function publishVersion(db: Database, publication: Publication): PublishFault | null {
  const { contract, hash } = publication;
  const { name } = contract.dataset;
  const { major, minor } = contract.identity.version;
  return db.transaction((): PublishFault | null => {
    if (!hasSchemes(db, contract)) return 'no-scheme';
    const versions = listPublished(db).filter(({ dataset }) => dataset === name);
    const same = versions.find((version) => version.major === major);
    if (same?.hash === hash) return null;
    if (same) {
      if (minor <= same.minor) return 'not-next';
      const before = same.contract.dictionary;
      if (!diffDictionaries(before, contract.dictionary).compatible) return 'breaks';
      for (const statement of addColumns(name, major, before, contract.dictionary)) db.exec(statement);
    } else {
      if (versions.some((version) => version.major > major)) return 'not-next';
      for (const statement of createTables(name, major, contract.dictionary)) db.exec(statement);
    }
    putVersion(db, publication, !same);
    return null;
  })();
}

/** Announces the end of a version; whether there is such a one. */
export function setDeprecation(
  db: Database,
  version: { readonly dataset: string; readonly major: number; readonly at: number; readonly sunset: number },
): boolean {
  const { dataset, major, at, sunset } = version;
  return (
    db
      .prepare('UPDATE published SET deprecated_at = ?, sunset_at = ? WHERE dataset = ? AND major = ?')
      .run(at, sunset, dataset, major).changes === 1
  );
}

export const listSchemes = (db: Database): readonly SchemeHead[] =>
  db
    .prepare<[], SchemeHead>(
      'SELECT scheme, version, title, owner, valid_from AS validFrom, valid_to AS validTo, size, at FROM scheme ORDER BY scheme, valid_from, at',
    )
    .all();

/** Adds a version of a list of codes. A version that is there stays as it is: rows were checked against it. */
export function putReference(db: Database, data: ReferenceData, at: number): boolean {
  return db.transaction((): boolean => {
    const { scheme, version, title, owner, validFrom, validTo, codes } = data;
    const made = db
      .prepare(
        `INSERT INTO scheme (scheme, version, title, owner, valid_from, valid_to, size, at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      )
      .run(scheme, version, title, owner, validFrom, validTo, codes.length, at);
    if (made.changes === 0) return false;
    const add = db.prepare('INSERT INTO code VALUES (?, ?, ?, ?)');
    for (const { code, label, parent } of codes) add.run(made.lastInsertRowid, code, label, parent ?? null);
    return true;
  })();
}

/** The codes of a list; null when there is no such list. */
export function codesOf(db: Database, scheme: string, version: string): ReadonlySet<string> | null {
  const row = db
    .prepare<[string, string], { id: number }>('SELECT id FROM scheme WHERE scheme = ? AND version = ?')
    .get(scheme, version);
  if (!row) return null;
  return new Set(db.prepare<[number], string>('SELECT code FROM code WHERE scheme = ?').pluck().all(row.id));
}

type KeyRow = Omit<ApiKey, 'reads' | 'writes'> & { readonly reads: number; readonly writes: number };

export const listKeys = (db: Database): readonly ApiKey[] =>
  db
    .prepare<[], KeyRow>(
      'SELECT id, hash, name, agency, dataset, reads, writes, per_minute AS perMinute, created, expires, revoked FROM api_key',
    )
    .all()
    .map((row) => ({ ...row, reads: row.reads === 1, writes: row.writes === 1 }));

export function putKey(db: Database, key: ApiKey): void {
  const { id, hash, name, agency, dataset, reads, writes, perMinute, created, expires } = key;
  db.prepare('INSERT INTO api_key VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)').run(
    ...[id, hash, name, agency, dataset, reads ? 1 : 0, writes ? 1 : 0, perMinute, created, expires],
  );
}

/** Ends a key for good; whether there is such a one that had not ended. */
export const endKey = (db: Database, id: string, at: number): boolean =>
  db.prepare('UPDATE api_key SET revoked = ? WHERE id = ? AND revoked IS NULL').run(at, id).changes === 1;
