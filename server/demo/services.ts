import { fromWib } from '../../shared/dates/wib.ts';
import { addDays } from '../../shared/dates/plain-date.ts';
import type { Ids } from '../../shared/ids.ts';
import { isSecret } from '../../shared/letters/letter.ts';
import type { DemoLetter } from './letters.ts';
import { authorOf } from './people.ts';
import { demoCases, type DemoCase } from './service-work.ts';
import type { VirtualDesk } from './virtual-desk.ts';

/** A sample letter and the id under which it was booked. */
export interface BookedLetter {
  readonly letterId: string;
  readonly args: DemoLetter['args'];
}

/** Number of the letter in which an agency complains about a service. */
const complaining = '460/DINSOS/X/2026/845';

/** Milliseconds since 1970 of ten o'clock some days after a letter came. */
const onDay = ({ args }: BookedLetter, after: number): number =>
  fromWib({ date: addDays(args.received.date, after), time: '10:00' }) ?? 0;

function open(desk: VirtualDesk, request: DemoCase, [first, ...again]: readonly BookedLetter[], ids: Ids): void {
  if (!first) throw new Error(`letters.csv: no letter ${request.letterNumber}`);
  const { received, sender, security } = first.args;
  const caseId = ids.next();
  desk.enter({
    name: 'case.open',
    args: {
      ...{ caseId, service: request.service, letterId: first.letterId, title: request.title },
      ...{ agency: { id: sender.agencyId, name: sender.name }, received: received.date, security, readers: [] },
    },
    by: authorOf('tu'),
    at: onDay(first, 1),
  });
  for (const { username, after, kind, act } of request.work(received.date)) {
    desk.enter({ name: `case.${kind}`, args: { caseId, act }, by: authorOf(username), at: onDay(first, after) });
  }
  // The same letter delivered twice belongs to the case of the first.
  for (const { letterId } of again) {
    desk.enter({ name: 'case.link', args: { caseId, act: { letterId } }, by: authorOf('tu'), at: onDay(first, 14) });
  }
}

function complain(desk: VirtualDesk, letter: BookedLetter, ids: Ids): void {
  const complaintId = ids.next();
  const { received, sender, subject } = letter.args;
  desk.enter({
    name: 'complaint.record',
    args: {
      ...{ complaintId, kind: 'pengaduan', channel: 'surat', trackingId: '', received: received.date },
      ...{ reporter: { name: sender.name, contact: '' }, anonymous: false, secret: false, subject },
      text: 'Penyempurnaan aplikasi bantuan sosial yang dijanjikan belum diterima.',
      ...{ class: 'pengaduan', service: 'pembuatan-aplikasi', caseId: null, letterId: letter.letterId },
    },
    by: authorOf('tu'),
    at: onDay(letter, 1),
  });
  const act = { position: 'kabid-aptika' };
  desk.enter({
    name: 'complaint.assign',
    args: { complaintId, act },
    by: authorOf('sekretaris'),
    at: onDay(letter, 1),
  });
}

/** Opens the requests that the sample letters bring, each as far as it has come, and records the complaint. */
export function fillServices(desk: VirtualDesk, letters: readonly BookedLetter[], ids: Ids): void {
  const readable = letters.filter(({ args }) => !isSecret(args.security));
  const called = (number: string) => readable.filter(({ args }) => args.letterNumber === number);
  for (const request of demoCases) open(desk, request, called(request.letterNumber), ids);
  for (const letter of called(complaining)) complain(desk, letter, ids);
}
