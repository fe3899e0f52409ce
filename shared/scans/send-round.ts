import type { SentScans } from '../desk/scans.ts';
import { changeLink } from './scan-store.ts';
import { isConfirmedIn, type ScanNote } from './scan-note.ts';
import { askAs, sendScan, type AskBlobs, type SenderDeps } from './scan-sender.ts';

export interface RoundDeps extends SenderDeps {
  readonly ask: AskBlobs;
  /** Who is at the desk now. */
  readonly account: string;
  /** The server's present epoch; what was confirmed in another one is asked for again (PROTOCOL E1). */
  readonly epoch: string;
}

interface Waiting {
  readonly note: ScanNote;
  readonly letter: string;
  readonly accounts: readonly string[];
}

const atOnce = 2;

/** Sends what the server does not have yet, two files at a time, until operations are pending or nobody answers. */
export async function sendRound(deps: RoundDeps): Promise<SentScans> {
  const { store, epoch, account } = deps;
  const todo: Waiting[] = store
    .notes()
    .filter(({ sha256 }) => !store.isDamaged(sha256))
    .flatMap((note) =>
      Object.entries(note.letters)
        .filter(([, link]) => !isConfirmedIn(link, epoch) && link.unnamed === null)
        .map(([letter, link]) => ({ note, letter, accounts: [link.account, account] })),
    );
  const all = todo.length;
  let done = 0;
  let reachable = true;

  const worker = async (): Promise<void> => {
    while (reachable && (await deps.mayGoOn())) {
      const next = todo.shift();
      if (!next) return;
      const { note, letter, accounts } = next;
      const outcome = await sendScan(deps, note, letter, askAs(deps.ask, accounts));
      if (outcome === 'unreachable') reachable = false;
      if (outcome !== 'sent') continue;
      done++;
      await changeLink(store, note.sha256, letter, (link) => ({ ...link, atServer: { is: 'confirmed', epoch } }));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { done, waiting: all - done };
}
