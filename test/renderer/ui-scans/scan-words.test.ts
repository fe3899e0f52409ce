import { describe, expect, it } from 'vitest';
import { letterEvents } from '../../../renderer/ui/letters/letter-events.ts';
import { sizeText, stateText } from '../../../renderer/ui/scans/scan-words.ts';
import { makeTexts, textsOf } from '../../../renderer/ui/texts/index.ts';
import type { AttachedScan } from '../../../shared/letters/attached-scan.ts';
import type { ScanState } from '../../../shared/desk/scans.ts';
import { aLetter } from '../../support/builders.ts';

const t = textsOf(makeTexts('id'));
const by = { account: 'tu', person: 'tu', position: null };
const scan: AttachedScan = {
  id: 's1',
  sha256: 'ab'.repeat(32),
  size: 2_000_000,
  mime: 'application/pdf',
  name: 'surat.pdf',
  at: '2026-10-08T09:00:00.000+07:00',
  by,
  desk: 'D01',
  removed: null,
};
const state = (more: Partial<ScanState>): ScanState => ({
  sha256: scan.sha256,
  here: false,
  server: 'unknown',
  sent: 0,
  damaged: false,
  ...more,
});

describe('the state of a scan, in words', () => {
  it.each([
    [{ server: 'yes', here: false }, 'Tersimpan di server'],
    [{ server: 'no', here: false }, 'Menunggu diunggah dari D01'],
    [{ server: 'no', here: true }, 'Di komputer ini; menunggu dikirim ke server'],
    [{ server: 'unknown', here: true }, 'Di komputer ini; menunggu dikirim ke server'],
    [{ server: 'no', here: true, sent: 1_000_000 }, 'Sedang dikirim ke server, 50%'],
    [{ server: 'no', here: true, sent: 2_000_000 }, 'Sedang dikirim ke server, 99%'],
    [{ server: 'unknown', here: false }, 'Belum ada di komputer ini; dibuka bila server terhubung'],
    [{ damaged: true }, 'Berkas di komputer ini rusak; pindai ulang suratnya'],
  ] as const)('%j', (more, text) => {
    expect(stateText(t, scan, state(more))).toBe(text);
  });

  it('is never "at the server" before it was checked', () => {
    expect(stateText(t, scan, undefined)).toBe('');
  });

  it.each([
    [1, '1 KB'],
    [812_400, '812 KB'],
    [3_449_000, '3,4 MB'],
    [26_214_400, '26,2 MB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(sizeText(t, bytes)).toBe(text);
  });
});

describe('the history of a letter with scans', () => {
  it('shows who added a scan and why one was removed, newest first', () => {
    const removed = { reason: 'Salah surat', at: '2026-10-08T10:00:00.000+07:00', by };
    const letter = aLetter({ scans: [scan, { ...scan, id: 's2', name: 'lain.pdf', removed }] });
    const sentences = letterEvents(letter).flatMap((event) =>
      event.kind === 'scan' || event.kind === 'scanRemoved' ? [[event.kind, event.name]] : [],
    );
    expect(sentences).toEqual([
      ['scanRemoved', 'lain.pdf'],
      ['scan', 'surat.pdf'],
      ['scan', 'lain.pdf'],
    ]);
  });
});
