import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { papers } from '../../../shared/sheet/paper.ts';
import { paperOfRoute, sheetReady, sheetWordScript } from '../../../main/electron/sheet-ready.ts';

/** A root element whose marks are watched, as far as the script needs one; in a browser: test/prove/shell. */
function page(): { mark(name: string, value: string): void; ask(): unknown } {
  const watchers = new Set<() => void>();
  const dataset: Record<string, string> = {};
  class MutationObserver {
    readonly look: () => void;
    constructor(look: () => void) {
      this.look = look;
    }
    observe = (): unknown => watchers.add(this.look);
    disconnect = (): unknown => watchers.delete(this.look);
  }
  return {
    mark: (name, value) => {
      dataset[name] = value;
      for (const look of [...watchers]) look();
    },
    ask: () => runInNewContext(sheetWordScript, { document: { documentElement: { dataset } }, MutationObserver }),
  };
}

describe('a page that is to be printed', () => {
  it('is waited for until it reports ready', async () => {
    const { mark, ask } = page();
    const word = ask();
    mark('other', 'x');
    expect(await Promise.race([word, Promise.resolve('still waiting')])).toBe('still waiting');
    mark('sheet', 'ready');
    expect(await word).toBe('ready');
  });

  it('may have reported it before it was asked', async () => {
    const { mark, ask } = page();
    mark('sheet', 'missing');
    expect(await ask()).toBe('missing');
  });
});

describe('whether a sheet is ready', () => {
  const forever = new Promise<never>(() => undefined);
  const says = (word: Promise<unknown>) => ({ executeJavaScript: () => word });
  it('is the page to say', async () => {
    expect(await sheetReady(says(Promise.resolve('ready')), forever)).toBe(true);
    expect(await sheetReady(says(Promise.resolve('missing')), forever)).toBe(false);
    expect(await sheetReady(says(Promise.resolve({ ready: true })), forever)).toBe(false);
  });
  it('has an end', async () => expect(await sheetReady(says(forever), Promise.resolve())).toBe(false));
});

describe('the paper of a route', () => {
  it.each(['A4', 'F4', 'half-folio', 'A5'] as const)('is %s when it says so', (size) => {
    expect(paperOfRoute(`#/cetak/a,b?kind=blank&paper=${size}&print=x`)).toEqual({
      width: papers[size].width,
      height: papers[size].height,
    });
  });
  it.each([
    '#/cetak-agenda?from=2026-01-01&to=2026-12-31',
    '#/cetak-pengaduan?status=open',
    '#/cetak-linimasa/c-1?x=1',
  ])('lies on its side for the lists with many columns: %s', (route) =>
    expect(paperOfRoute(`${route}&paper=F4`)).toEqual({ width: 330, height: 215 }),
  );
  it.each(['#/cetak/a', '#/cetak/a?paper=Letter', '#/cetak/a?paper=constructor'])('is nobody’s in %s', (route) => {
    expect(paperOfRoute(route)).toBe(null);
  });
});
