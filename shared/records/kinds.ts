import { docKey, parseDocKey, type DocType } from '../commands/documents.ts';
import type { MasterType } from '../office/master-args.ts';
import type { Holding, RecordKind } from './kind.ts';
import type { LetterLine } from './line.ts';
import { recordKinds as registered } from './registry.ts';

/** Every kind this version knows, its documents opaque. */
export const recordKinds: readonly RecordKind[] = registered;

type Registered = (typeof registered)[number];
/** The kinds by name: what a screen may ask for. */
export type RecordType = Registered['type'];
/** What a document of a kind is. */
export type DocOf<T extends RecordType> =
  Extract<Registered, { readonly type: T }> extends RecordKind<infer D> ? D : never;

const byType = new Map<string, RecordKind>(recordKinds.map((kind) => [kind.type, kind]));
const byCommand = new Map(recordKinds.flatMap((kind) => kind.commands.map(({ name }) => [name, kind])));

/** The kind of that name; null for one this version of the program does not know (PROTOCOL V3). */
export function findKind(type: string): RecordKind | null {
  return byType.get(type) ?? null;
}

/** The kind a command changes; null for a command this version does not know. */
export function kindOfCommand(name: string): RecordKind | null {
  return byCommand.get(name) ?? null;
}

const typesHeld = (...holdings: readonly Holding[]): readonly DocType[] =>
  recordKinds.filter(({ holding }) => holdings.includes(holding)).map(({ type }) => type);

/** Kinds that are held whole in memory, master data among them. */
export const wholeTypes = typesHeld('master', 'whole');
/** Kinds that are held by their lines, whose documents travel and lie in packs. */
export const listedTypes = typesHeld('listed');

/** Whether a kind is master data, which every desk holds whole because forms and checks need it. */
export function isMasterType(type: string): type is MasterType {
  return findKind(type)?.holding === 'master';
}

/** Whether a kind is held whole in memory. */
export function isWholeType(type: string): boolean {
  return isMasterType(type) || findKind(type)?.holding === 'whole';
}

/** Whether a kind is held by its lines. */
export function isListedType(type: string): boolean {
  return findKind(type)?.holding === 'listed';
}

/** The line of a document that has one; null for every other kind. */
export function lineFor(type: string, doc: unknown, rv: number): LetterLine | null {
  return findKind(type)?.listing?.line(doc, rv) ?? null;
}

/** Key of the counterpart of a document with a stub, or of the stub: only one of the two is held. */
export function twinOf(key: string): string | null {
  const { type, id } = parseDocKey(key);
  const kind = findKind(type);
  const twin = kind?.stub?.type ?? kind?.stubOf;
  return twin === undefined ? null : docKey({ type: twin, id });
}

/** PROTOCOL S1, S2: the positions that may read a document; null: everybody in the office. */
export function readersOfDoc(type: DocType, doc: unknown): readonly string[] | null {
  return findKind(type)?.readers?.(doc) ?? null;
}

/** Kinds that take a number from an agenda book. */
export const numberedKinds = recordKinds.filter(({ book }) => book !== undefined);
/** The agenda books there are. */
export const books: readonly string[] = numberedKinds.flatMap(({ book }) => book ?? []);

/** Kinds whose documents name scans. A request for a file gives the id of such a document alone. */
export const scanKinds = recordKinds.filter(({ scans }) => scans !== undefined);
