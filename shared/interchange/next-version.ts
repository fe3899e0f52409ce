import type { Contract } from '../exchange/contract.ts';
import { diffDictionaries, type DictionaryDiff } from '../exchange/dictionary-diff.ts';
import { canonicalJson } from '../sync/operation.ts';
import type { Version } from './interchange.ts';

export type VersionNumber = Contract['identity']['version'];

export const numberOf = ({ contract }: Pick<Version, 'contract'>): VersionNumber => contract.identity.version;

/** Whether the first number is above the second. */
export const isAfter = (a: VersionNumber, b: VersionNumber): boolean =>
  a.major > b.major || (a.major === b.major && a.minor > b.minor);

/** The newest version of a document; null: none yet. */
export function newestOf(versions: readonly Version[]): Version | null {
  return versions.reduce<Version | null>(
    (newest, one) => (newest && !isAfter(numberOf(one), numberOf(newest)) ? newest : one),
    null,
  );
}

/** What is new in a contract against the version before, and the number it gets. */
export interface NextVersion {
  readonly version: VersionNumber;
  readonly before: Version | null;
  /** Against the version before; null: there is none. */
  readonly diff: DictionaryDiff | null;
  /** What machines read and write by now; null: nothing was opened yet. */
  readonly base: Version | null;
  /** Against what machines read and write by now; null: nothing was opened yet. */
  readonly open: DictionaryDiff | null;
}

/** The newest version whose publication was ordered and not refused: machines go by it, or will. */
const openOf = (versions: readonly Version[]): Version | null =>
  newestOf(versions.filter(({ order, publication }) => order !== null && (publication?.code ?? null) === null));

/**
 * The number of the next version: the first is 1.0. What those who read and write by the open version need not notice is
 * the next minor of it, everything else the next major. Before anything was opened nothing can break.
 */
export function nextVersion(versions: readonly Version[], dictionary: Contract['dictionary']): NextVersion {
  const before = newestOf(versions);
  const base = openOf(versions);
  const diff = before && diffDictionaries(before.contract.dictionary, dictionary);
  const open = base && diffDictionaries(base.contract.dictionary, dictionary);
  const breaks = open !== null && !open.compatible;
  const major = base ? numberOf(base).major + (breaks ? 1 : 0) : 1;
  const highest = Math.max(major, before ? numberOf(before).major : 1);
  const minors = versions.map(numberOf).filter((one) => one.major === highest);
  const minor = minors.length === 0 ? 0 : Math.max(...minors.map((one) => one.minor)) + 1;
  return { version: { major: highest, minor }, before, diff, base, open };
}

/** Whether two contracts say the same under two version numbers. */
export function sameAgreement(a: Contract, b: Contract): boolean {
  const bare = ({ identity: { version: _version, ...identity }, ...rest }: Contract): string =>
    canonicalJson({ ...rest, identity });
  return bare(a) === bare(b);
}
