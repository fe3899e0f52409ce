import { channelArgs, type Channel } from '../../shared/desk/channels.ts';
import type { Desk, Outcome } from '../../shared/desk/desk.ts';
import { refuse } from '../../shared/refusal.ts';
import { err } from '../../shared/result.ts';

function isChannel(name: string): name is Channel {
  return Object.hasOwn(channelArgs, name);
}

/**
 * The one door to the desk core: known channel, checked arguments, an Outcome back. A thrown error becomes a refusal,
 * because only its message would cross a process boundary anyway.
 */
export async function dispatch(
  desk: Desk,
  channel: string,
  raw: unknown,
  onError: (channel: string, error: unknown) => void,
): Promise<Outcome<unknown>> {
  if (!isChannel(channel)) return err(refuse('BAD_CHANNEL'));
  const args = channelArgs[channel].safeParse(raw);
  if (!args.success) return err(refuse('BAD_ARGUMENTS', { params: { channel } }));
  try {
    const method = desk[channel] as (...values: unknown[]) => Promise<Outcome<unknown>>;
    return await method(...(args.data as unknown[]));
  } catch (error) {
    onError(channel, error);
    return err(refuse('DESK_FAILED', { params: { channel } }));
  }
}
