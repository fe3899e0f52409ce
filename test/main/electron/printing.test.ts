import { describe, expect, it } from 'vitest';
import { createPrinter, type PrintDeps } from '../../../main/electron/printing.ts';
import { pdfName } from '../../../main/electron/pdf-name.ts';
import { fakeLog, fakeWindow, settle } from './fake-electron.ts';

function printer(more: Partial<PrintDeps> & { prepare?: (window: ReturnType<typeof fakeWindow>) => void } = {}) {
  const windows: ReturnType<typeof fakeWindow>[] = [];
  const written: [string, string][] = [];
  const log = fakeLog();
  const print = createPrinter({
    open: () => {
      const window = fakeWindow();
      more.prepare?.(window);
      windows.push(window);
      return window;
    },
    choosePath: async (suggested) => `/home/tu/${suggested}`,
    write: async (path, bytes) => void written.push([path, Buffer.from(bytes).toString()]),
    wait: () => new Promise(() => undefined),
    log,
    ...more,
  });
  return { print, windows, written, log };
}

describe('a sheet as PDF', () => {
  it('is drawn on the paper its own style names and written where the user said', async () => {
    const { print, windows, written } = printer();
    expect(await print('#/cetak/1?paper=A5', 'pdf', 'Lembar 12/2026')).toEqual({ ok: true, value: 'done' });
    expect(windows[0]?.loaded).toEqual(['app://bundle/index.html#/cetak/1?paper=A5']);
    expect(windows[0]?.webContents.pdfOptions).toEqual([{ preferCSSPageSize: true, printBackground: true }]);
    expect(written).toEqual([['/home/tu/Lembar 12-2026.pdf', '%PDF-1.7']]);
    expect(windows[0]?.calls).toEqual(['destroy']);
  });

  it('that the user gives up opens no window and is no error', async () => {
    const { print, windows } = printer({ choosePath: async () => null });
    expect(await print('#/cetak/1', 'pdf', 'x')).toEqual({ ok: true, value: 'cancelled' });
    expect(windows).toEqual([]);
  });

  it('that cannot be written is said, and the window is closed', async () => {
    const busy = Object.assign(new Error('busy'), { code: 'EBUSY' });
    const { print, windows, log } = printer({ write: () => Promise.reject(busy) });
    expect(await print('#/cetak/1', 'pdf', 'x')).toMatchObject({ ok: false, error: { code: 'PDF_NOT_WRITTEN' } });
    expect(windows[0]?.calls).toEqual(['destroy']);
    expect(log.said).toContain('print.not-written');
  });
});

describe('a sheet on paper', () => {
  const print = (reason: string | null, paper = 'A4') => {
    const made = printer();
    const outcome = made.print(`#/cetak/1?kind=blank&paper=${paper}`, 'paper', '');
    const printed = settle().then(() => {
      const job = made.windows[0]?.webContents.printed[0];
      job?.callback(reason === null, reason ?? '');
      return job?.options;
    });
    return { outcome, printed, windows: made.windows };
  };

  it('goes through the system dialog, on the paper the sheet names, in micrometres', async () => {
    const { outcome, printed, windows } = print(null, 'F4');
    expect(await printed).toEqual({
      silent: false,
      printBackground: true,
      pageSize: { width: 215_000, height: 330_000 },
    });
    expect(await outcome).toEqual({ ok: true, value: 'done' });
    expect(windows[0]?.calls).toEqual(['destroy']);
  });

  it('leaves paper that is not ours to the dialog', async () => {
    expect(await print(null, 'constructor').printed).toEqual({ silent: false, printBackground: true });
  });

  it('given up in the dialog is a value', async () => {
    expect(await print('Print job canceled').outcome).toEqual({ ok: true, value: 'cancelled' });
  });

  it('that the printer refused is a refusal', async () => {
    expect(await print('Print job failed').outcome).toMatchObject({ ok: false, error: { code: 'PRINT_FAILED' } });
  });
});

describe('a sheet that is not drawn', () => {
  it.each([
    ['says so itself', () => Promise.resolve('missing'), () => new Promise(() => undefined)],
    ['says nothing for too long', () => new Promise(() => undefined), () => Promise.resolve()],
  ])('and %s is refused, its window closed', async (_how, script, wait) => {
    const { print, windows } = printer({ prepare: (window) => (window.webContents.script = script), wait });
    expect(await print('#/cetak/1', 'pdf', 'x')).toMatchObject({ ok: false, error: { code: 'SHEET_NOT_READY' } });
    expect(windows[0]?.calls).toEqual(['destroy']);
  });

  it('because its page died is refused, its window closed', async () => {
    const { print, windows } = printer({
      prepare: (window) => (window.webContents.pdf = () => Promise.reject(new Error('page gone'))),
    });
    expect(await print('#/cetak/1', 'pdf', 'x')).toMatchObject({ ok: false, error: { code: 'PRINT_FAILED' } });
    expect(windows[0]?.calls).toEqual(['destroy']);
  });
});

describe('two sheets at once', () => {
  it('are printed one after the other, and a failed one holds nobody up', async () => {
    const steps: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { print } = printer({
      choosePath: async (suggested) => {
        steps.push(`ask ${suggested}`);
        if (suggested === 'a.pdf') await held;
        if (suggested === 'b.pdf') throw new Error('dialog');
        return suggested;
      },
      write: async (path) => void steps.push(`wrote ${path}`),
    });
    const all = ['a', 'b', 'c'].map((name) => print('#/x', 'pdf', name));
    await settle();
    expect(steps).toEqual(['ask a.pdf']);
    release();
    const outcomes = await Promise.allSettled(all);
    expect(steps).toEqual(['ask a.pdf', 'wrote a.pdf', 'ask b.pdf', 'ask c.pdf', 'wrote c.pdf']);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});

describe('the name of a PDF', () => {
  it.each([
    ['Lembar Disposisi 12/2026', 'Lembar Disposisi 12-2026.pdf'],
    ['sudah.pdf', 'sudah.pdf'],
    ['../../etc/passwd', 'etc-passwd.pdf'],
    ['..\\..\\Windows\\x', 'Windows-x.pdf'],
    ['C:con', 'C-con.pdf'],
    ['con', 'lembar.pdf'],
    ['', 'lembar.pdf'],
    ['...', 'lembar.pdf'],
    ['a\u0000b\nc', 'a-b-c.pdf'],
    ['x'.repeat(500), `${'x'.repeat(120)}.pdf`],
    ['akhir. . ', 'akhir.pdf'],
  ])('%j becomes %j', (proposed, name) => expect(pdfName(proposed)).toBe(name));
});
