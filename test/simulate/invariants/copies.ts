import { inflateRawSync } from 'node:zlib';
import { isSealed } from '../../../renderer/data/sealed-records.ts';
import { tableNames } from '../../../renderer/data/store.ts';
import { caseReaders } from '../../../shared/cases/readers.ts';
import { complaintReaders } from '../../../shared/complaints/readers.ts';
import { mayActFor } from '../../../shared/people/who.ts';
import type { Account, Position } from '../../../shared/people/people.ts';
import { isSecret } from '../../../shared/letters/letter.ts';
import { readersOf } from '../../../shared/letters/status.ts';
import type { PackRow } from '../../../shared/sync/protocol.ts';
import type { RegisterView } from '../register-view.ts';
import type { SimStore } from '../sim-store.ts';
import type { Scene } from '../world.ts';

interface Held {
  readonly rv: number;
  readonly json: string;
}

const packRows = (bytes: Uint8Array): readonly PackRow[] =>
  JSON.parse(inflateRawSync(bytes).toString('utf8')) as PackRow[];

/** The server's documents in a store, in whatever form: a shadow counts before its row, a row before its pack. */
export function baseOf(store: SimStore): ReadonlyMap<string, Held> {
  const held = new Map<string, Held>();
  for (const { bytes } of store.all('packs')) {
    for (const { t, id, rv, d } of packRows(bytes)) held.set(`${t}:${id}`, { rv, json: JSON.stringify(d) });
  }
  for (const { key, rv, doc } of store.all('rows')) {
    if (rv > 0) held.set(key, { rv, json: JSON.stringify(doc) });
    else held.delete(key);
  }
  for (const { key, rv, doc } of store.all('shadows')) held.set(key, { rv, json: JSON.stringify(doc) });
  return held;
}

const mastersOf = <T>(register: RegisterView, type: string): readonly T[] =>
  [...register.docs.values()].filter((doc) => doc.type === type).map(({ json }) => JSON.parse(json) as T);

/** PROTOCOL S2, implemented a second time. */
export function positionsOf(register: RegisterView, account: string, today: string): ReadonlySet<string> {
  const person = mastersOf<Account>(register, 'account').find(({ id }) => id === account)?.personId ?? null;
  if (person === null) return new Set();
  const held = mastersOf<Position>(register, 'position').filter((position) => mayActFor(position, person, today));
  return new Set(held.map(({ id }) => id));
}

function scopesOf(positions: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(['office', ...[...positions].map((id) => `position:${id}`)]);
}

/** What an account has to hold. */
function wantedBy(register: RegisterView, scopes: ReadonlySet<string>): ReadonlyMap<string, Held> {
  const wanted = new Map<string, Held>();
  for (const { scope, type, id, live } of register.scopes) {
    const doc = live === 1 && scopes.has(scope) ? register.docs.get(`${type}:${id}`) : undefined;
    if (doc) wanted.set(`${type}:${id}`, { rv: doc.rv, json: doc.json });
  }
  return wanted;
}

interface Copy {
  readonly who: string;
  readonly account: string;
  readonly store: SimStore;
}

/** The stores in use: those of the accounts that work there. Account and user name are one word. */
export function copiesOf({ clerks }: Scene): readonly Copy[] {
  return clerks.flatMap(({ pc, accounts }) =>
    [...pc.profile.stores]
      .filter(([id]) => pc.program !== null && accounts.includes(id))
      .map(([account, store]): Copy => ({ who: `${pc.name} ${account}`, account, store })),
  );
}

/** S4: whoever may see the same holds the same, and that is what the server has. */
export function checkCopies(scene: Scene, register: RegisterView, today: string): readonly string[] {
  const broken: string[] = [];
  for (const { who, account, store } of copiesOf(scene)) {
    const wanted = wantedBy(register, scopesOf(positionsOf(register, account, today)));
    const held = baseOf(store);
    for (const [key, { rv, json }] of wanted) {
      const here = held.get(key);
      if (!here) broken.push(`S4: ${who} lacks ${key}`);
      else if (here.json !== json) broken.push(`S4: ${who} has ${key} of ${here.rv} instead of ${rv}`);
    }
    for (const key of held.keys()) if (!wanted.has(key)) broken.push(`S4: ${who} still holds ${key}`);
  }
  return broken;
}

/** S14: outbox and comparisons are empty when nothing is pending; there is one scope row per scope and document. */
export function checkSizes(scene: Scene, register: RegisterView): readonly string[] {
  const broken: string[] = [];
  for (const { who, store } of copiesOf(scene)) {
    if (store.all('outbox').length > 0)
      broken.push(`S14: the outbox of ${who} still holds ${store.all('outbox').length}`);
    if (store.all('shadows').length > 0) broken.push(`S14: ${who} still holds ${store.all('shadows').length} shadows`);
    if (store.all('meta').length > 60) broken.push(`S14: ${who} keeps ${store.all('meta').length} notes`);
    const loose = store.all('rows').filter(({ rv }) => rv === 0);
    if (loose.length > 0) broken.push(`S14: ${who} shows ${loose[0]?.key}, which the server does not have`);
  }
  const pairs = new Set(register.scopes.map(({ scope, type, id }) => `${scope} ${type} ${id}`));
  if (pairs.size < register.scopes.length) broken.push('S14: the scope index holds a pair twice');
  return broken;
}

/** All but `attention`: what an account typed itself is kept for it, whatever became of it. */
function textOf(store: SimStore): string {
  const tables = (['rows', 'shadows', 'outbox', 'columns', 'lost', 'meta'] as const).map((table) =>
    JSON.stringify(store.all(table)),
  );
  const packs = store.all('packs').map(({ bytes }) => inflateRawSync(bytes).toString('utf8'));
  return [...tables, ...packs].join('\n');
}

interface Secret {
  readonly id: string;
  readonly text: string;
  readonly readers: readonly string[];
}

function secretsOf({ letters, cases, complaints }: RegisterView): readonly Secret[] {
  return [
    ...letters.flatMap((letter) =>
      isSecret(letter.security) ? [{ id: letter.id, text: letter.subject, readers: readersOf(letter) }] : [],
    ),
    ...cases.map((found) => ({ id: found.id, text: found.title, readers: caseReaders(found) })),
    ...complaints.map((one) => ({ id: one.id, text: one.subject, readers: complaintReaders(one) })),
  ].flatMap(({ readers, ...rest }) => (readers === null ? [] : [{ ...rest, readers }]));
}

/** S10: no byte of a secret letter, request or complaint is where it may not be read. */
export function checkSecrets(scene: Scene, register: RegisterView, today: string): readonly string[] {
  const broken: string[] = [];
  const secrets = secretsOf(register);
  for (const { who, account, store } of copiesOf(scene)) {
    const positions = positionsOf(register, account, today);
    const text = textOf(store);
    for (const { id, text: words, readers } of secrets) {
      const may = readers.some((reader) => positions.has(reader));
      const word = /kata[0-9a-f]{10}/.exec(words)?.[0];
      if (!may && word !== undefined && text.includes(word)) broken.push(`S10: ${who} still holds text of ${id}`);
    }
  }
  return broken;
}

/** Everything of one store on the disk, as bytes that can be searched. */
function diskOf(store: SimStore): string {
  const bytesOf = (_key: string, value: unknown): unknown =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value;
  const packs = store.raw('packs').flatMap((pack) => (isSealed(pack) ? [] : packRows(pack.bytes)));
  return JSON.stringify([tableNames.map((table) => store.raw(table)), packs], bytesOf);
}

/**
 * PROTOCOL T30: nothing of a letter that was secret from its first day is readable on the disk of any PC, whoever uses
 * it. One that became secret later may still be readable where no window was opened since.
 */
export function checkDisks({ clerks }: Scene, { letters }: RegisterView): readonly string[] {
  const always = letters.flatMap(({ id, security, subject, corrections }) => {
    const word = /kata[0-9a-f]{10}/.exec(subject)?.[0];
    const born = !corrections.some(({ field }) => field === 'security');
    return isSecret(security) && born && word !== undefined ? [{ id, word }] : [];
  });
  if (always.length === 0) return [];
  return clerks.flatMap(({ pc }) =>
    [...pc.profile.stores].flatMap(([account, store]) => {
      const disk = diskOf(store);
      const readable = always.filter(({ word }) => disk.includes(word));
      return readable.map(({ id }) => `T30: ${pc.name} ${account} keeps readable text of ${id}`);
    }),
  );
}
