import { describe, expect, it } from 'vitest';
import type { SyncState } from '../../../renderer/data/office.ts';
import { ago, bytesText, since, syncWords } from '../../../renderer/ui/sync/sync-words.ts';
import { makeTexts, textsOf } from '../../../renderer/ui/texts/index.ts';

const t = textsOf(makeTexts('id'));
/** 20 November 2026, 12.00 WIB. */
const now = Date.UTC(2026, 10, 20, 5, 0);
const at0812 = Date.UTC(2026, 10, 20, 1, 12);
const calm: SyncState = {
  phase: 'idle',
  pause: null,
  reachable: true,
  pending: 0,
  oldest: null,
  lastPull: now - 120_000,
  first: null,
  attention: 0,
  safeMode: false,
  storeIsNewer: false,
  skewMs: 0,
  clock: 'right',
  numbering: 'open',
  numbers: [],
  withheld: 0,
  leaderSilent: false,
};

describe('the sync state in words', () => {
  it.each<[Partial<SyncState>, string, string]>([
    [{}, 'Semua tersimpan di server · 2 menit lalu', 'success'],
    [{ lastPull: null }, 'Semua tersimpan di komputer ini', 'info'],
    [{ pending: 12, oldest: at0812 }, '12 catatan menunggu sejak 08.12', 'warning'],
    [{ pending: 3, oldest: now, phase: 'working' }, 'Mengirim 3 catatan…', 'info'],
    [{ phase: 'offline' }, 'Luring: semua tersimpan, terakhir tersambung 2 menit lalu', 'warning'],
    [{ phase: 'offline', pending: 12, oldest: at0812 }, 'Luring: 12 catatan menunggu sejak 08.12', 'warning'],
    [{ phase: 'paused', pause: 'signed-out' }, 'Berhenti: masuk kembali', 'error'],
    [{ phase: 'paused', pause: 'upgrade', pending: 2 }, 'Berhenti: program perlu diperbarui · 2 menunggu', 'error'],
    [
      { first: { done: 1500, total: 50_000 }, phase: 'working' },
      'Mengambil data pertama kali: 1500 dari 50000',
      'info',
    ],
    [{ safeMode: true, pending: 1 }, 'Mode aman: catatan tersimpan, daftar belum diperbarui', 'error'],
  ])('%o', (change, text, tone) => {
    expect(syncWords(t, { ...calm, ...change }, now)).toEqual({ text, tone });
  });
});

describe('times', () => {
  it.each([
    [now - 20_000, 'baru saja'],
    [now - 59 * 60_000, '59 menit lalu'],
    [now - 3 * 3_600_000, '3 jam lalu'],
    [Date.UTC(2026, 10, 18, 1, 12), 'pada 18/11/2026 pukul 08.12'],
    // A server clock ahead of this PC must not make "-3 menit lalu".
    [now + 180_000, 'baru saja'],
    [null, 'belum pernah'],
  ])('%s is %s', (at, text) => expect(ago(t, at, now)).toBe(text));

  it('names the day since which entries are pending, by the clock of WIB', () => {
    // 19 November 23.30 WIB is 16.30 UTC of the same day; 00.30 WIB is the day before in UTC.
    expect(since(t, Date.UTC(2026, 10, 19, 16, 30), now)).toBe('sejak 19/11/2026 pukul 23.30');
    expect(since(t, Date.UTC(2026, 10, 19, 17, 30), now)).toBe('sejak 00.30');
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_500_000, '1,5 MB'],
    [41_000_000_000, '41,0 GB'],
  ])('%d bytes are %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));
});
