import { channelNames } from '../../../shared/desk/channel-names.ts';
import type { Desk, Outcome } from '../../../shared/desk/desk.ts';
import { refuse } from '../../../shared/refusal.ts';
import { err } from '../../../shared/result.ts';

/** One call of a channel; the answer is always an Outcome. */
export type Call = (channel: string, args: readonly unknown[]) => Promise<Outcome<unknown>>;

/** A desk whose every method is a call of the channel of its name. */
export function deskFromCalls(call: Call): Desk {
  const methods = channelNames.map((name) => [name, (...args: readonly unknown[]) => call(name, args)]);
  return Object.fromEntries(methods) as Desk;
}

/**
 * Calls over the local desk's socket. A call the socket lost on its way gets `DESK_LOST`; the same operation id makes
 * trying again safe. The socket is opened anew with the next call.
 */
export function socketCalls(open: () => WebSocket): Call {
  const pending = new Map<number, (outcome: Outcome<unknown>) => void>();
  let counter = 0;
  let socket: Promise<WebSocket | null> | null = null;

  const connect = (): Promise<WebSocket | null> =>
    new Promise((resolve) => {
      const opening = open();
      opening.addEventListener('open', () => resolve(opening));
      opening.addEventListener('close', () => {
        socket = null;
        resolve(null);
        for (const done of pending.values()) done(err(refuse('DESK_LOST')));
        pending.clear();
      });
      opening.addEventListener('message', ({ data }) => {
        const { n, outcome } = JSON.parse(String(data)) as { n: number; outcome: Outcome<unknown> };
        pending.get(n)?.(outcome);
        pending.delete(n);
      });
    });

  return async (channel, args) => {
    socket ??= connect();
    const open = await socket;
    if (!open || open.readyState !== WebSocket.OPEN) return err(refuse('DESK_LOST'));
    const n = ++counter;
    return new Promise((done) => {
      pending.set(n, done);
      open.send(JSON.stringify({ n, channel, args }));
    });
  };
}
