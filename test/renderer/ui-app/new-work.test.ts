import { describe, expect, it } from 'vitest';
import { newWork, workOf, type Work } from '../../../renderer/ui/app/new-work.ts';
import { noNotifier, windowNotifier } from '../../../renderer/ui/office/notifier.ts';
import { noticeText } from '../../../renderer/ui/app/use-work-notices.ts';
import { makeTexts, textsOf } from '../../../renderer/ui/texts/index.ts';
import { makeFakeOffice } from '../../support/fake-office.ts';

const t = textsOf(makeTexts('id'));
const aCase = (key: string): Work => ({ key, kind: 'case', name: 'APL-2026-0417', step: 'Demo / pengujian aplikasi' });
const aComplaint = (key: string): Work => ({ key, kind: 'complaint', name: '', step: '' });
const aLetter = (key: string): Work => ({ key, kind: 'letter', name: '', step: '' });

describe('work that arrives', () => {
  it('is what was not there before, and nothing at the start', () => {
    const now = [aCase('a 4 1'), aLetter('b')];
    expect(newWork(null, now)).toEqual([]);
    expect(newWork(new Set(['b']), now)).toEqual([now[0]]);
    expect(newWork(new Set(['a 4 1', 'b']), now)).toEqual([]);
  });

  it('is the same step again in another round', () => {
    expect(newWork(new Set(['a 8 1']), [aCase('a 8 2')])).toHaveLength(1);
  });

  it('are the letters that wait for a position of this account', () => {
    const office = makeFakeOffice({ letters: 40, as: 'aptika' });
    const total = office.letters({ holders: office.who().positions }).total;
    expect(total).toBeGreaterThan(0);
    expect(workOf(office, '2026-11-20')).toHaveLength(total);
  });

  it('are the complaints given to a position of this account, and count as new when one is passed on', () => {
    const before = makeFakeOffice({ as: 'aptika' });
    const office = makeFakeOffice({ as: 'aptika', complaints: true });
    const known = new Set(workOf(before, '2026-11-20').map(({ key }) => key));
    const arrived = newWork(known, workOf(office, '2026-11-20'));
    expect(arrived).toEqual([aComplaint('adu-1 pos-aptika 0')]);
  });

  it('is said in a sentence each for cases, letters and complaints, without any subject', () => {
    expect(noticeText(t, [aCase('a'), aLetter('b')])).toBe(
      'APL-2026-0417: langkah Demo / pengujian aplikasi\n1 disposisi baru menunggu tindakan Anda',
    );
    expect(noticeText(t, [aComplaint('a')])).toBe('1 pengaduan baru menunggu tindakan Anda');
    expect(noticeText(t, [aCase('a'), aCase('b')])).toBe('2 permohonan menunggu tindakan Anda');
  });

  it('names a case by what it is about', () => {
    const named = { ...aCase('a'), title: 'Aplikasi e-Surat' };
    expect(noticeText(t, [named])).toBe('APL-2026-0417 Aplikasi e-Surat: langkah Demo / pengujian aplikasi');
  });
});

describe('notices on the desktop', () => {
  function fakeWindow(permission: NotificationPermission, secure = true) {
    const shown: string[] = [];
    class Notice {
      static permission = permission;
      static requestPermission = (): Promise<NotificationPermission> => Promise.resolve('granted');
      onclick: (() => void) | null = null;
      constructor(title: string) {
        shown.push(title);
      }
      close(): void {
        shown.push('closed');
      }
    }
    const window = { Notification: Notice, isSecureContext: secure, focus: () => undefined };
    return { shown, notifier: windowNotifier(window as unknown as Parameters<typeof windowNotifier>[0]) };
  }

  it.each([
    ['granted', ['Tugas baru']],
    ['denied', []],
    ['default', []],
  ] as const)('with permission %s show %j', (permission, expected) => {
    const { shown, notifier } = fakeWindow(permission);
    notifier.show('Tugas baru', '', () => undefined);
    expect(shown).toEqual(expected);
  });

  it('are nothing where the page is not secure', () => {
    expect(fakeWindow('granted', false).notifier).toBe(noNotifier);
  });
});
