import type { Upstream, UpstreamAnswer } from '../../main/desk/ports.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { Arrived } from './arrived.ts';
import type { Chance } from './random.ts';
import type { SimServer, WireAnswer, WireRequest } from './sim-server.ts';
import type { Timeline } from './timeline.ts';

/** Probabilities per request, and lasting states. */
export interface NetTrouble {
  /** Nothing goes through. */
  down: boolean;
  /** A hotel's or campus network answers in the server's place. */
  portal: boolean;
  drop: number;
  /** The request arrives, its answer does not. */
  lose: number;
  /** The request arrives a second time, later. */
  twice: number;
  /** The answer breaks off, or ends early as if it were whole. */
  half: number;
  /** Somebody between answers with a status of his own. */
  odd: number;
  /** It takes very long. */
  slow: number;
  /** A hint of the live channel is lost. */
  mute: number;
  /** Bodies above this many bytes are refused by a proxy on the way; 0: none. */
  most: number;
}

export const calm = (): NetTrouble => ({
  down: false,
  portal: false,
  drop: 0,
  lose: 0,
  twice: 0,
  half: 0,
  odd: 0,
  slow: 0,
  mute: 0,
  most: 0,
});

/** The network between one PC and the server. */
export interface SimNet {
  readonly upstream: Upstream;
  trouble: NetTrouble;
  /** Breaks what is under way. */
  cut(): void;
}

const oddAnswers: readonly (readonly [number, string])[] = [
  [401, 'NOT_SIGNED_IN'],
  [403, 'FORBIDDEN'],
  [413, 'TOO_LARGE'],
  [426, 'UPGRADE'],
  [429, 'TOO_MANY_TRIES'],
  [500, 'INTERNAL'],
  [503, 'INTERNAL'],
];

function jsonAnswer(status: number, code: string): WireAnswer {
  return { status, type: 'application/json', bytes: Buffer.from(JSON.stringify({ code })) };
}

const portalPage: WireAnswer = {
  status: 200,
  type: 'text/html',
  bytes: Buffer.from('<html><body>Silakan masuk ke WiFi</body></html>'),
};

/** Of `http://lembar.sim/api/…?…`; reading addresses by the rules takes longer than most answers. */
const pathOf = (url: string): string => url.slice(url.indexOf('/api/')).split('?', 1)[0] ?? '';

export function simNet(timeline: Timeline, chance: Chance, server: SimServer): SimNet {
  const open = new Set<() => void>();
  /** Rejects when the network is cut; otherwise resolves like `work`. */
  const breakable = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const cut = (): void => reject(new Error('ECONNRESET'));
      open.add(cut);
      work.then(resolve, reject).finally(() => open.delete(cut));
    });
  const travel = (): Promise<void> =>
    timeline.pass(chance.is(net.trouble.slow) ? chance.between(5_000, 60_000) : chance.between(2, 120));

  const exchange = async (request: WireRequest): Promise<UpstreamAnswer> => {
    const { trouble } = net;
    if (trouble.down || chance.is(trouble.drop)) {
      await timeline.pass(chance.between(1, 5_000));
      throw new Error('ETIMEDOUT');
    }
    await travel();
    if (trouble.portal) return new Arrived(portalPage, 'whole');
    if (trouble.most > 0 && (request.body?.length ?? 0) > trouble.most)
      return new Arrived(jsonAnswer(413, 'TOO_LARGE'), 'whole');
    if (chance.is(trouble.odd)) {
      const [status, code] = chance.pick(oddAnswers);
      return new Arrived(jsonAnswer(status, code), 'whole');
    }
    if (chance.is(trouble.twice)) {
      timeline.after(chance.between(1, 30_000), () => void server.handle(request).catch(() => undefined));
    }
    const answer = await server.handle(request);
    const half = chance.is(trouble.half) ? (chance.is(0.5) ? 'short' : 'broken') : 'whole';
    const lost = chance.is(trouble.lose);
    await travel();
    if (lost) throw new Error('ECONNRESET');
    return new Arrived(answer, half);
  };

  const live = async (request: WireRequest, signal: AbortSignal | undefined): Promise<UpstreamAnswer> => {
    const { trouble } = net;
    await travel();
    if (trouble.down || trouble.portal || chance.is(trouble.drop)) throw new Error('ETIMEDOUT');
    let to = null as ReadableStreamDefaultController<Uint8Array> | null;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void (to = controller),
      cancel: () => void (to = null),
    });
    const write = (work: (controller: ReadableStreamDefaultController<Uint8Array>) => void): void => {
      if (to) work(to);
    };
    const poke = (text: string): void => {
      if (chance.is(net.trouble.mute)) return;
      timeline.after(chance.between(2, 120), () => write((c) => c.enqueue(Buffer.from(text))));
    };
    const end = (): void => {
      write((c) => c.close());
      to = null;
    };
    const leave = await server.join(request, poke, end);
    if (typeof leave === 'number') return new Arrived(jsonAnswer(leave, 'NOT_SIGNED_IN'), 'whole');
    const stop = (): void => {
      open.delete(stop);
      leave();
      end();
    };
    open.add(stop);
    signal?.addEventListener('abort', stop);
    return { status: 200, headers: { 'content-type': 'text/event-stream' }, body };
  };

  const net: SimNet = {
    trouble: calm(),
    upstream: ({ url, method, headers, body, signal }) => {
      const path = pathOf(url);
      const request = { method, path, headers, body };
      return path === paths.live ? live(request, signal) : breakable(exchange(request));
    },
    cut() {
      for (const end of [...open]) end();
      open.clear();
    },
  };
  return net;
}
