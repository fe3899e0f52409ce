import { describe, expect, it } from 'vitest';
import { httpServer } from '../../../../renderer/data/host/http-server.ts';

/** An EventSource that the test controls. */
class Events extends EventTarget {
  closed = false;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
  }
  close(): void {
    this.closed = true;
  }
}

const answering =
  (status: number, type: string, body: string): typeof fetch =>
  () =>
    Promise.resolve(new Response(body, { status, headers: { 'content-type': type } }));
const noEvents = (): EventSource => new Events('') as unknown as EventSource;

describe('the server as a page reaches it', () => {
  it('[L6] the live channel passes hints and heartbeats on, and is closed when it breaks', () => {
    let events = new Events('');
    const received: string[] = [];
    const server = httpServer(fetch, 'acc/1', (url) => (events = new Events(url)) as unknown as EventSource);
    server.live(
      () => received.push('poke'),
      () => received.push('up'),
      () => received.push('down'),
      () => received.push('beat'),
    );
    expect(events.url).toContain('account=acc%2F1');
    for (const type of ['open', 'hb', 'poke', 'hb', 'error']) events.dispatchEvent(new Event(type));
    expect(received).toEqual(['up', 'beat', 'poke', 'beat', 'down']);
    // The browser's own retry knows neither back-off nor pause.
    expect(events.closed).toBe(true);
  });

  it.each([
    [200, 'text/html', '<html>Masuk ke WiFi</html>', { status: 0, code: 'NOT_OUR_SERVER' }],
    [409, 'application/json', '{"code":"GAP","expect":7}', { status: 409, code: 'GAP', expect: 7 }],
    [502, 'application/json', '{"code":"SERVER_UNREACHABLE"}', { status: 0, code: 'SERVER_UNREACHABLE' }],
    [500, 'text/plain', 'broken', { status: 0, code: 'NOT_OUR_SERVER' }],
  ])('an answer %i %s is a value, never an exception', async (status, type, body, error) => {
    const server = httpServer(answering(status, type, body), 'a', noEvents);
    expect(await server.call('/api/sync/pull', {})).toEqual({ ok: false, error });
  });

  it('no answer is a value as well', async () => {
    const server = httpServer(() => Promise.reject(new TypeError('failed')), 'a', noEvents);
    const error = { status: 0, code: 'SERVER_UNREACHABLE' };
    expect(await server.call('/api/sync/pull', {})).toEqual({ ok: false, error });
    expect(await server.bytes('/api/sync/snapshot', {})).toEqual({ ok: false, error });
  });
});
