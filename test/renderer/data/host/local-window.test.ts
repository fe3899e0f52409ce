import { describe, expect, it } from 'vitest';
import { openLocalWindow, type Wire } from '../../../../renderer/data/host/local-window.ts';

/** A page with this address and this storage, before a desk that knows the key and the secret. */
function aPage(address: string, stored: Readonly<Record<string, string>> = {}) {
  const items = new Map(Object.entries(stored));
  const asked: string[] = [];
  let shownAddress = address;
  const wire: Wire = {
    fetch: async (path, init) => {
      asked.push(path);
      if (path !== '/window') return new Response('{}');
      const { key, secret } = JSON.parse(init?.body as string) as { key?: string; secret?: string };
      const known = key === 'right-key' || secret === 'right-secret';
      return known ? Response.json({ secret: 'right-secret' }) : new Response('{}', { status: 401 });
    },
    events: (path) => ({ url: path }) as EventSource,
    socket: (path) => ({ url: path }) as WebSocket,
  };
  const storage = {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
  };
  const open = () =>
    openLocalWindow({ wire, storage, address, replaceAddress: (replaced) => void (shownAddress = replaced) });
  return { open, asked, items, shown: () => shownAddress };
}

describe('a page of the local desk', () => {
  it('turns the one-time key into the secret below which it asks for everything', async () => {
    const page = aPage('http://127.0.0.1:4700/?key=right-key#/surat/a');
    const opened = await page.open();
    if (!opened.ok) throw new Error(opened.error.code);
    await opened.value.fetch('/api/sync/pull');
    expect(page.asked).toEqual(['/window', '/window/right-secret/api/sync/pull']);
    expect([opened.value.socket('/desk').url, opened.value.events('/api/live').url]).toEqual([
      '/window/right-secret/desk',
      '/window/right-secret/api/live',
    ]);
  });

  it('leaves no key in its address, also one that is refused', async () => {
    for (const key of ['right-key', 'wrong']) {
      const page = aPage(`http://127.0.0.1:4700/?key=${key}#/surat/a`);
      await page.open();
      expect(page.shown()).toBe('/#/surat/a');
    }
  });

  it('opened again in the same start needs no key', async () => {
    const page = aPage('http://127.0.0.1:4700/', { 'lembar:window': 'right-secret' });
    expect((await page.open()).ok).toBe(true);
  });

  it.each([{}, { 'lembar:window': 'of-an-earlier-start' }])('without either is no window: %o', async (stored) => {
    expect(await aPage('http://127.0.0.1:4700/', stored).open()).toMatchObject({
      ok: false,
      error: { code: 'NOT_THIS_WINDOW' },
    });
  });
});
