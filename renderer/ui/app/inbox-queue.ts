import type { Letter } from '../../../shared/letters/letter.ts';
import type { OfficeIdentity } from '../../../shared/office/master.ts';
import type { Office } from '../../data/office.ts';
import { branchesOf } from '../dispositions/my-branches.ts';
import { awaitingDisposition } from './work-counts.ts';

/** The lists of letters behind the counters of a person's work. */
export const inboxKinds = ['all', 'undisposed', 'unread', 'unanswered'] as const;
export type InboxKind = (typeof inboxKinds)[number];

/** More than a person goes through in one sitting. */
const maxQueued = 500;

/** Whether letters without a disposition wait for this account: of the head of office, and of whoever types his sheets. */
export function mayDispose(office: Pick<Office, 'who' | 'master'>): boolean {
  const { rights, positions } = office.who();
  const head = office.master<OfficeIdentity>('office')[0]?.headPosition ?? null;
  return rights.has('transcribe') || positions.some((position) => position === head);
}

/** Ids of the letters that wait for the positions of this account, oldest first. */
export async function lettersWaiting(office: Office, kind: InboxKind): Promise<readonly string[]> {
  const found: Letter[] = [];
  const add = async (filter: Parameters<Office['letters']>[0], wanted: (letter: Letter) => boolean): Promise<void> => {
    const list = office.letters(filter);
    for (let at = 0; at < Math.min(maxQueued, list.total); at++) {
      const letter = await office.get<Letter>('letter', list.line(at)?.id ?? '');
      if (letter && wanted(letter)) found.push(letter);
    }
  };
  if ((kind === 'all' || kind === 'undisposed') && mayDispose(office)) await add(awaitingDisposition, () => true);
  const { positions } = office.who();
  if (kind !== 'undisposed' && positions.length > 0) {
    const states = kind === 'unread' ? ['unread'] : kind === 'unanswered' ? ['read'] : ['unread', 'read'];
    await add({ holders: positions }, (letter) =>
      branchesOf(letter, positions).some(({ state }) => states.includes(state)),
    );
  }
  const received = ({ received: { date, time } }: Letter): string => `${date} ${time}`;
  const sorted = found.sort((a, b) => (received(a) < received(b) ? -1 : received(a) > received(b) ? 1 : 0));
  return [...new Set(sorted.map(({ id }) => id))];
}
