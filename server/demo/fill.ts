import { fromWib } from '../../shared/dates/wib.ts';
import { yearOf } from '../../shared/dates/plain-date.ts';
import { incomingBook } from '../../shared/letters/register.ts';
import type { Author } from '../../shared/people/who.ts';
import type { Ids } from '../../shared/ids.ts';
import type { DemoLetter } from './letters.ts';
import { authorOf, demoPeople } from './people.ts';
import { fillServices, type BookedLetter } from './services.ts';
import type { VirtualDesk } from './virtual-desk.ts';

interface Step {
  readonly from: string;
  readonly to: string;
  readonly instructions: readonly string[];
  readonly note: string;
}

/** Kepala Dinas → Kabid Aptika → Kasi → Pranata Komputer, as the first published procedure has it. */
const first: Step = {
  from: 'kepala-dinas',
  to: 'kabid-aptika',
  instructions: ['Proses lebih lanjut'],
  note: 'Untuk ditindaklanjuti.',
};
const chain: readonly (Step & { readonly username: string })[] = [
  {
    username: 'kabid.aptika',
    from: 'kabid-aptika',
    to: 'kasi-aplikasi',
    instructions: ['Ditindaklanjuti'],
    note: 'Persyaratan lengkap, lanjutkan ke analisa bersama pengusul.',
  },
  {
    username: 'kasi.aplikasi',
    from: 'kasi-aplikasi',
    to: 'pranata-komputer',
    instructions: ['Ditindaklanjuti'],
    note: 'Siapkan bahan rapat analisa kebutuhan.',
  },
];

/** How far along the chain the n-th letter for a service has come; null leaves it with the head. */
const progress = [2, 1, null, 0] as const;

/**
 * Books the sample letters, lets some of them travel and opens the requests and the complaint that some of them bring,
 * entry by entry, as the office's desks would.
 */
export function fillOffice(desk: VirtualDesk, letters: readonly DemoLetter[], ids: Ids): void {
  const tu = authorOf('tu');
  const begun = Math.min(...letters.map(({ args }) => fromWib(args.received) ?? 0));
  for (const { username, id } of demoPeople) {
    desk.enter({
      name: 'session.signIn',
      args: { account: id },
      by: { ...authorOf(username), position: null },
      at: begun,
    });
  }
  let forService = 0;
  const booked: BookedLetter[] = [];
  for (const { args, service } of letters) {
    const at = fromWib(args.received) ?? begun;
    const letterId = ids.next();
    const secret = args.security === 'rahasia' || args.security === 'sangat-rahasia';
    const by = secret ? authorOf('sekretaris') : tu;
    const agenda = {
      book: incomingBook,
      year: yearOf(args.received.date),
      no: null,
      lease: null,
      provisional: null,
    };
    desk.enter({ name: 'letter.register', args: { letterId, ...args }, by, at: at + 60_000, agenda });
    booked.push({ letterId, args });
    if (secret || service === '') continue;
    const far = progress[forService % progress.length];
    forService += 1;
    if (far === null || far === undefined) continue;
    travel(desk, { letterId, date: args.received.date, at }, far, tu);
  }
  fillServices(desk, booked, ids);
}

function travel(
  desk: VirtualDesk,
  { letterId, date, at }: { readonly letterId: string; readonly date: string; readonly at: number },
  far: number,
  tu: Author,
): void {
  const minute = 60_000;
  desk.enter({ name: 'letter.print', args: { letterId, sheet: 'blank', paper: 'A4' }, by: tu, at: at + 5 * minute });
  desk.enter({ name: 'letter.forward', args: { letterId, to: 'kepala-dinas' }, by: tu, at: at + 10 * minute });
  const issue = ({ from, to, instructions, note }: Step): object => ({
    letterId,
    from,
    to: [{ position: to, due: null }],
    instructions,
    note,
    date,
  });
  const head = { ...issue(first), parent: null };
  let parent = desk.enter({ name: 'disposition.transcribe', args: head, by: tu, at: at + 90 * minute });
  for (const [i, step] of chain.slice(0, far).entries()) {
    const by = authorOf(step.username);
    const read = { letterId, of: parent, position: step.from };
    desk.enter({ name: 'disposition.read', args: read, by, at: at + (100 + 20 * i) * minute });
    const forward = { ...issue(step), parent };
    parent = desk.enter({ name: 'disposition.forward', args: forward, by, at: at + (110 + 20 * i) * minute });
  }
}
