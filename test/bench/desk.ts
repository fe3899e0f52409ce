import '../../renderer/ui/zod-jitless.ts';
import { connect, openOffice } from '../../renderer/data/browser-world.ts';
import type { LetterFilter, Office } from '../../renderer/data/office.ts';
import { letterHeader } from '../../shared/letters/header.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import type { RegisterArgs } from '../../shared/letters/register.ts';
import { breathe, longTasks, moment, timed } from './clock.ts';
import type { DeskBench, Reopened } from './contract.ts';
import { searchWords } from './search-words.ts';

const tasks = longTasks();
performance.setResourceTimingBufferSize(10_000);
let office: Office | null = null;

const the = (): Office => {
  if (!office) throw new Error('open the office first');
  return office;
};

async function open(): Promise<Office> {
  const connected = await connect('local');
  if (!connected.ok) throw new Error(connected.error.code);
  const signed = await connected.value.desk.current();
  if (!signed.ok || !signed.value) throw new Error('nobody is signed in at this desk');
  office = await openOffice(connected.value, signed.value);
  return office;
}

/** Resolves at the first change after which `test` holds. */
function once(at: Office, test: () => boolean): Promise<number> {
  return new Promise((resolve) => {
    let stop: () => void = () => undefined;
    const look = (): void => {
      if (!test()) return;
      stop();
      resolve(performance.now());
    };
    stop = at.onChange(look);
    look();
  });
}

const hasFirstPage = (at: Office): boolean => {
  const list = at.letters({});
  return (
    Array.from({ length: Math.min(50, Math.max(1, list.total)) }, (_, i) => list.line(i)).every(Boolean) &&
    list.total > 0
  );
};
const rests = (at: Office): boolean => {
  const { phase, first, lastPull, pending: waiting } = at.sync();
  return phase === 'idle' && first === null && lastPull !== null && waiting === 0;
};

function argsOf(n: number): RegisterArgs {
  const date = new Date(Date.now() + 7 * 3_600_000).toISOString();
  return {
    letterId: the().newId(),
    ...letterHeader.blank,
    received: { date: date.slice(0, 10), time: date.slice(11, 16) },
    sender: { agencyId: null, name: 'Dinas Pariwisata Kota Dumai' },
    letterNumber: `005/UJI/${n}`,
    letterDate: date.slice(0, 10),
    subject: `Undangan Rapat Koordinasi ke-${n} dalam rangka pelaksanaan kegiatan peningkatan layanan pemerintah daerah`,
    attachments: '1 (satu) berkas',
    urgency: 'biasa',
    security: 'biasa',
    classification: '005',
    delivery: 'kurir',
    remark: 'mohon kiranya saudara dapat menugaskan pejabat yang membidangi untuk hadir pada acara dimaksud '
      .repeat(4)
      .trim(),
    addressedTo: ['kepala-dinas'],
    duplicateReason: null,
  };
}

const filters: readonly LetterFilter[] = [
  {},
  { statuses: ['disposed'] },
  { urgencies: ['segera', 'sangat-segera'] },
  { year: 2024 },
  { sender: 'kesehatan' },
  { from: '2025-03-01', to: '2025-03-31' },
  { holders: ['kabid-aptika', 'kasi-aplikasi'] },
  { text: 'rapat', year: 2025 },
];

function look(filter: LetterFilter): void {
  const list = the().letters(filter);
  for (let i = 0; i < 50; i++) list.line(i);
}

async function reopen(letters: number): Promise<Reopened> {
  const begun = performance.now();
  const at = await open();
  const firstPage = await once(at, () => hasFirstPage(at));
  const whole = await once(at, () => at.counts().total >= letters);
  return { begun, firstPage, whole };
}

/** `#reopen=50000`: opens by itself as soon as the page runs, as the program does. */
const wanted = /^#reopen=(\d+)$/.exec(location.hash)?.[1];
const reopened = wanted === undefined ? Promise.reject(new Error('load with #reopen=…')) : reopen(Number(wanted));
reopened.catch(() => undefined);

/** A key every 120 ms, as a quick typist; the list is drawn from again at each. */
function typeOn(): () => void {
  const keys = [...searchWords.join(' ')];
  let typed = '';
  const timer = setInterval(() => {
    const key = keys.shift() ?? ' ';
    keys.push(key);
    typed = key === ' ' ? '' : typed + key;
    look({ text: typed });
  }, 120);
  return () => clearInterval(timer);
}

const seen: Record<string, number> = {};
let booked = 0;

const bench: DeskBench = {
  async firstSync(typing = false) {
    tasks.forget();
    performance.clearResourceTimings();
    const begun = performance.now();
    const at = await open();
    const stopTyping = typing ? typeOn() : () => undefined;
    const firstPage = await once(at, () => hasFirstPage(at));
    const whole = await once(at, () => rests(at));
    stopTyping();
    await breathe(50);
    const requests = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/api/'));
    const wireBytes = requests.reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0);
    return {
      firstPage: firstPage - begun,
      whole: whole - begun,
      wireBytes,
      requests: requests.length,
      longestTask: tasks.longest(),
    };
  },
  reopen: () => reopened,
  async lookups() {
    const at = the();
    const search: number[] = [];
    const typed: { text: string; ms: number }[] = [];
    for (const word of searchWords) {
      for (let i = 1; i <= word.length; i++) {
        await timed(search, () => look({ text: word.slice(0, i) }));
        typed.push({ text: word.slice(0, i), ms: search.at(-1) ?? 0 });
        await breathe();
      }
    }
    const firstPage: number[] = [];
    const counts: number[] = [];
    const get: number[] = [];
    for (let i = 0; i < 5; i++) {
      for (const filter of filters) {
        await timed(firstPage, () => look(filter));
        await breathe();
      }
    }
    for (let i = 0; i < 20; i++) {
      // A saved letter in between, so that the counts are not those of before.
      await at.run('letter.correct', { letterId: at.letters({}).line(0)?.id, set: { remark: `hitung ${i}` } });
      await timed(counts, () => at.counts());
    }
    const all = at.letters({});
    for (let i = 0; i < 40; i++) {
      const line = all.line(Math.floor((i * 7919 * 31) % all.total));
      await timed(get, () => at.get<Letter>('letter', line?.id ?? ''));
    }
    const slowest = typed.toSorted((a, b) => b.ms - a.ms).slice(0, 5);
    return { search, slowest, firstPage, counts, get };
  },
  async save(count) {
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const args = argsOf(++booked);
      const begun = performance.now();
      const saved = await the().run('letter.register', args);
      times.push(performance.now() - begun);
      if (!saved.ok) throw new Error(`not saved: ${JSON.stringify(saved.error)}`);
    }
    return times;
  },
  settled: async () => void (await once(the(), () => rests(the()))),
  async sendAll() {
    performance.clearResourceTimings();
    const begun = performance.now();
    while (the().sync().pending > 0) {
      await the().syncNow();
      await breathe();
    }
    const whole = performance.now() - begun;
    const pushes = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/api/sync/push'));
    return { whole, server: pushes.reduce((sum, { duration }) => sum + duration, 0) };
  },
  phase: () => the().sync().phase,
  async edit(count, pauseMs) {
    const letterId = the().letters({}).line(3)?.id;
    const times: Record<string, number> = {};
    for (let i = 0; i < count; i++) {
      const remark = `koreksi ${i} ${the().newId()}`;
      times[remark] = moment();
      const saved = await the().run('letter.correct', { letterId, set: { remark } });
      if (!saved.ok) throw new Error(`not saved: ${JSON.stringify(saved.error)}`);
      await breathe(pauseMs);
    }
    return times;
  },
  async watch() {
    await open();
    await bench.settled();
    the().onChange(({ keys }) => {
      const arrived = moment();
      for (const key of keys) {
        void the()
          .get<Letter>('letter', key.slice(key.indexOf(':') + 1))
          .then((letter) => void (letter && (seen[letter.remark] ??= arrived)));
      }
    });
  },
  seen: () => seen,
  async idle(ms) {
    performance.clearResourceTimings();
    await breathe(ms);
    return performance.getEntriesByType('resource').filter(({ name }) => name.includes('/api/')).length;
  },
};
Object.assign(globalThis, { bench });
