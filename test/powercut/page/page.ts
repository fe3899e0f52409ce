import '../../../renderer/ui/zod-jitless.ts';
import { connect, openOffice } from '../../../renderer/data/browser-world.ts';
import type { Office } from '../../../renderer/data/office.ts';
import { letterHeader } from '../../../shared/letters/header.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { RegisterArgs } from '../../../shared/letters/register.ts';
import type { Booked, RigPage, Saved, Shown } from './contract.ts';

let office: Office | null = null;
let booked = 0;

const the = (): Office => {
  if (!office) throw new Error('open the office first');
  return office;
};

function argsOf(letterId: string, letterNumber: string, n: number): RegisterArgs {
  const wib = new Date(Date.now() + 7 * 3_600_000).toISOString();
  return {
    letterId,
    ...letterHeader.blank,
    received: { date: wib.slice(0, 10), time: wib.slice(11, 16) },
    sender: { agencyId: null, name: 'Dinas Pariwisata Kota Dumai' },
    letterNumber,
    letterDate: wib.slice(0, 10),
    subject: `Undangan rapat koordinasi ke-${n} tentang pemadaman listrik bergilir`,
    attachments: '1 (satu) berkas',
    urgency: 'biasa',
    security: 'biasa',
    classification: '005',
    delivery: 'kurir',
    remark: 'mohon menugaskan pejabat yang membidangi '.repeat(1 + (n % 9)).trim(),
    addressedTo: ['kepala-dinas'],
    duplicateReason: null,
  };
}

async function bookOne(out: { saved: Saved[]; refused: string[]; longest: number }): Promise<void> {
  const begun = performance.now();
  const [letterId, opId, n] = [the().newId(), the().newId(), ++booked];
  // Unlike any other of this day, so that a person can find it in the book.
  const letterNumber = `005/${n}/${opId.slice(-6)}`;
  const letter = await the().run('letter.register', argsOf(letterId, letterNumber, n), { opId });
  const at = performance.now();
  out.longest = Math.max(out.longest, at - begun);
  if (!letter.ok) return void out.refused.push(letter.error[0]?.code ?? '');
  const { no = null, provisional = null } = letter.value.agenda ?? {};
  out.saved.push({ kind: 'letter', at, opId, letterId, letterNumber, no, provisional });
  if (n % 4 !== 0) return;
  const printId = the().newId();
  const sheet = await the().run('letter.print', { letterId, sheet: 'blank', paper: 'A5' }, { opId: printId });
  if (!sheet.ok) return void out.refused.push(sheet.error[0]?.code ?? '');
  const printed = { kind: 'print', opId: printId, letterId, letterNumber, no: null, provisional: null } as const;
  out.saved.push({ ...printed, at: performance.now() });
}

async function shown({ kind, opId, letterId }: Saved): Promise<Shown> {
  const letter = await the().get<Letter>('letter', letterId);
  if (!letter || (kind === 'print' && !letter.facts.some(({ id }) => id === opId))) return 'absent';
  return { no: letter.agenda.no, provisional: letter.agenda.provisional };
}

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the store did not answer'));
  });

/** Keys of the documents in the store, asked for as the program's first transaction could not do earlier. */
let keysAtOpening: Promise<readonly IDBValidKey[]> = Promise.resolve([]);
const openStore = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (name, version) {
  const request = openStore.call(this, name, version);
  const look = (): void => {
    if (request.result.objectStoreNames.contains('rows')) {
      keysAtOpening = answer(request.result.transaction('rows').objectStore('rows').getAllKeys());
    }
  };
  request.addEventListener('success', look, { once: true });
  return request;
};

const rig: RigPage = {
  async open(username, password) {
    const connected = await connect('local');
    if (!connected.ok) throw new Error(connected.error.code);
    const { desk } = connected.value;
    const current = await desk.current();
    const signed = current.ok && current.value ? { ok: true as const, value: current.value } : null;
    const now = signed ?? (await desk.signIn(username, password));
    if (!now.ok) throw new Error(`sign-in: ${now.error.code}`);
    office = await openOffice(connected.value, now.value);
  },
  async book(count) {
    const out = { saved: [] as Saved[], refused: [] as string[], longest: 0 } satisfies Booked;
    for (let left = count; left > 0;) {
      const together = Math.min(left, left % 7 === 0 ? 3 : 1);
      await Promise.all(Array.from({ length: together }, () => bookOne(out)));
      left -= together;
    }
    return out;
  },
  show: (entries) => Promise.all(entries.map(shown)),
  async stored(letterIds) {
    const keys = new Set(await keysAtOpening);
    return letterIds.filter((id) => keys.has(`letter:${id}`)).length;
  },
  async doubles() {
    const list = the().letters({});
    const seen = new Map<string, number>();
    for (let i = 0; i < list.total; i++) {
      const agenda = list.line(i)?.agenda;
      if (agenda?.no == null) continue;
      const key = `${agenda.book} ${agenda.year} ${agenda.no}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    return [...seen].filter(([, times]) => times > 1).map(([key]) => Number(key.split(' ')[2]));
  },
  async settle() {
    const end = performance.now() + 30_000;
    do {
      await the().syncNow();
      const { phase, pending: waiting, first } = the().sync();
      if (phase === 'idle' && waiting === 0 && first === null) {
        return (await the().attention()).map(({ name, status, code }) => `${name} ${status} ${code ?? ''}`.trim());
      }
      // The exchange needs the page's own turns.
      await new Promise((resolve) => setTimeout(resolve, 50));
    } while (performance.now() < end);
    return [`not settled: ${JSON.stringify(the().sync())}`];
  },
};
Object.assign(globalThis, { rig });
