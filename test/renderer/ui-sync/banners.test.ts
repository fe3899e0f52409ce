import { describe, expect, it } from 'vitest';
import type { SyncState } from '../../../renderer/data/office.ts';
import { banners } from '../../../renderer/ui/sync/banners.ts';
import { wantedFree } from '../../../shared/scans/evict-scans.ts';
import { leastFree } from '../../../shared/scans/scan-store.ts';
import { makeTexts, textsOf } from '../../../renderer/ui/texts/index.ts';

const t = textsOf(makeTexts('id'));
const calm: SyncState = {
  phase: 'idle',
  pause: null,
  reachable: true,
  pending: 0,
  oldest: null,
  lastPull: null,
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
const lines = (more: Partial<SyncState>, free: number | null = null, admin = false) =>
  banners(t, { ...calm, ...more }, free, admin);
const text = (more: Partial<SyncState>): string =>
  lines(more)
    .map((banner) => banner.text)
    .join('\n');
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

describe('lines above every screen', () => {
  it('there are none while all is well', () => expect(lines({}, 41_000_000_000)).toEqual([]));

  it.each<[Partial<SyncState>, string]>([
    [{ clock: 'off', skewMs: 7 * minute }, 'Jam komputer ini 7 menit lebih lambat daripada jam server.'],
    [{ clock: 'off', skewMs: -3 * hour }, 'Jam komputer ini 3 jam lebih cepat daripada jam server.'],
    [
      { clock: 'far-off', skewMs: 400 * day },
      'Jam komputer ini 400 hari lebih lambat daripada jam server. Tanggal terima',
    ],
    [{ clock: 'far-off', skewMs: null }, 'Jam komputer ini menunjukkan tahun yang tidak mungkin.'],
    [{ leaderSilent: true }, 'Jendela Lembar lain yang bertugas mengirim tidak bergerak'],
    [{ numbering: 'closed' }, 'nomor agenda belum dikeluarkan'],
    [{ withheld: 80 }, '80 dokumen seharusnya hilang dari komputer ini'],
    [{ safeMode: true }, 'Penyimpanan daftar di komputer ini bermasalah.'],
    [{ safeMode: true, storeIsNewer: true }, 'ditulis oleh versi program yang lebih baru'],
    [{ pause: 'upgrade', phase: 'paused' }, 'Server memerlukan versi program yang lebih baru.'],
  ])('%o is said', (more, sentence) => expect(text(more)).toContain(sentence));

  it('[D8] warns under 500 MB, and under 100 MB says that scans are not taken', () => {
    const severities = [500_000_000, 499_999_999, 100_000_000, 99_999_999].map((free) => lines({}, free)[0]?.severity);
    expect(severities).toEqual([undefined, 'warning', 'warning', 'error']);
    // The banner and the behaviour of the desk change at the same byte.
    expect([wantedFree, leastFree].map((free) => lines({}, free - 1)[0]?.severity)).toEqual(['warning', 'error']);
    expect([wantedFree, leastFree].map((free) => lines({}, free)[0]?.severity)).toEqual([undefined, 'warning']);
    expect(lines({}, 99_999_999)[0]?.text).toContain('Pindaian tidak diterima');
    expect(lines({}, 120_000_000)[0]?.text).toContain('120,0 MB');
  });

  it('only administrators are offered the recovery of the server', () => {
    const actions = (admin: boolean) =>
      lines({ numbering: 'closed', withheld: 60 }, null, admin).map(({ action }) => action);
    expect(actions(true)).toEqual(['recovery', 'recovery']);
    expect(actions(false)).toEqual([null, null]);
  });

  it('the most urgent is first, and everybody can sign in again', () => {
    const shown = lines({
      pause: 'signed-out',
      phase: 'paused',
      numbering: 'closed',
      safeMode: true,
      clock: 'far-off',
    });
    expect(shown.map(({ key }) => key)).toEqual(['safeMode', 'clock', 'pause', 'numbering']);
    expect(shown.find(({ key }) => key === 'pause')?.action).toBe('sign-in');
  });
});
