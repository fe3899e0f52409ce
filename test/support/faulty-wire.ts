import type { Upstream, UpstreamAnswer } from '../../main/desk/ports.ts';

/** The wire between a desk and the server, controlled by the test. */
export interface Wire {
  readonly upstream: Upstream;
  /** Nobody answers; open streams break. */
  cut(): void;
  mend(): void;
  /** The next `count` requests whose path contains `part` reach the server and their answers are lost. */
  loseAnswers(part: string, count: number): void;
  /** The next request to `part` reaches the server twice. */
  repeat(part: string): void;
  /** Every request is delayed by this time first, ms of real time: for the browser's stories. */
  delay(ms: number): void;
  /** A captive portal answers everything with a page. */
  portal(on: boolean): void;
  /** The next request to `part` is answered with this status and code. */
  answerOnce(part: string, status: number, code: string): void;
  /** Every request to `part` gets this answer until `mend`. */
  answerAlways(part: string, status: number, code: string): void;
  /** All bytes sent over the wire to the desk. */
  received(): Buffer;
  readonly requests: string[];
}

function answer(status: number, type: string, text: string): UpstreamAnswer {
  return { status, headers: { 'content-type': type }, body: new Response(text).body as ReadableStream<Uint8Array> };
}

/** Puts faults between a desk and a real server. */
export function faultyWire(inner: Upstream): Wire {
  let down = false;
  let html = false;
  let lag = 0;
  let lose = { part: '', count: 0 };
  let twice = '';
  let once: { part: string; status: number; code: string } | null = null;
  let always: { part: string; status: number; code: string } | null = null;
  const open = new Set<AbortController>();
  const sent: Buffer[] = [];
  const requests: string[] = [];

  const upstream: Upstream = async (request) => {
    const path = new URL(request.url).pathname;
    requests.push(path);
    if (lag > 0) await new Promise((resolve) => setTimeout(resolve, lag));
    if (down) throw new Error('the wire is cut');
    if (html) return answer(200, 'text/html', '<html><body>Silakan masuk ke WiFi</body></html>');
    if (once && path.includes(once.part)) {
      const { status, code } = once;
      once = null;
      return answer(status, 'application/json', JSON.stringify({ code }));
    }
    if (always && path.includes(always.part)) {
      return answer(always.status, 'application/json', JSON.stringify({ code: always.code }));
    }
    if (twice !== '' && path.includes(twice)) {
      twice = '';
      await inner(request).then(({ body }) => body.cancel());
    }
    const controller = new AbortController();
    open.add(controller);
    const signal = request.signal ? AbortSignal.any([request.signal, controller.signal]) : controller.signal;
    const result = await inner({ ...request, signal }).catch((error: unknown) => {
      open.delete(controller);
      throw error;
    });
    if (lose.count > 0 && path.includes(lose.part)) {
      lose = { ...lose, count: lose.count - 1 };
      await new Response(result.body).text();
      throw new Error('the answer was lost');
    }
    const tap = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, to) => {
        sent.push(Buffer.from(chunk));
        to.enqueue(chunk);
      },
      flush: () => void open.delete(controller),
    });
    return { ...result, body: result.body.pipeThrough(tap) };
  };

  return {
    upstream,
    cut: () => {
      down = true;
      for (const controller of open) controller.abort();
      open.clear();
    },
    mend: () => {
      down = false;
      always = null;
    },
    loseAnswers: (part, count) => void (lose = { part, count }),
    repeat: (part) => void (twice = part),
    delay: (ms) => void (lag = ms),
    portal: (on) => void (html = on),
    answerOnce: (part, status, code) => void (once = { part, status, code }),
    answerAlways: (part, status, code) => void (always = { part, status, code }),
    received: () => Buffer.concat(sent),
    requests,
  };
}
