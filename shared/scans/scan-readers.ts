import type { ScanVerdict } from '../desk/scans.ts';
import { isConfirmedIn, wasAtServer, type ScanLink, type ScanNote } from './scan-note.ts';
import type { ScanStore } from './scan-store.ts';

const dayMs = 86_400_000;
/** How long a file stored for a letter waits for the letter to name it, ms: the form may still be open. */
const formMs = dayMs;
/** How long a file that was never sent stays after no letter named it, as at the server (PROTOCOL A3), ms. */
export const unnamedMs = 30 * dayMs;

/**
 * The link after an account reported what its own store knows of the letter; the same one when that changes nothing.
 */
export function judgeLink(link: ScanLink, account: string, verdict: ScanVerdict['is'], now: number): ScanLink {
  const reads = link.readers.includes(account);
  switch (verdict) {
    case 'named':
      if (reads && link.unnamed === null) return link;
      return { ...link, readers: reads ? link.readers : [...link.readers, account], unnamed: null };
    case 'unnamed':
      // Only the account that attached it knows whether the entry that names it is still pending.
      if (!isOwn(link, account) || link.unnamed !== null || now - link.since < formMs) return link;
      return { ...link, unnamed: now };
    case 'gone':
      return reads ? { ...link, readers: link.readers.filter((reader) => reader !== account) } : link;
  }
}

/** Whether this account attached it and it was confirmed in no epoch of the server. */
export function isOwn(link: ScanLink, account: string): boolean {
  return link.account === account && !wasAtServer(link);
}

/**
 * Whether nobody here needs it any more. A file whose letter left before it was sent stays until it is (PROTOCOL A4).
 */
function isOver(link: ScanLink, epoch: string, now: number): boolean {
  const { readers, unnamed } = link;
  if (unnamed !== null && !wasAtServer(link)) return now - unnamed >= unnamedMs;
  return readers.length === 0 && isConfirmedIn(link, epoch);
}

/** Drops the links that are over, and files that have none left. */
export async function dropOver(store: ScanStore, epoch: string, now: number): Promise<void> {
  const isDue = ({ letters }: ScanNote): boolean => Object.values(letters).some((link) => isOver(link, epoch, now));
  for (const { sha256 } of store.notes().filter(isDue)) {
    await store.change(sha256, (note) => {
      const kept = Object.entries(note.letters).filter(([, link]) => !isOver(link, epoch, now));
      return kept.length === 0 ? null : { ...note, letters: Object.fromEntries(kept) };
    });
  }
}
