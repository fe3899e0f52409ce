import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { channels, type Channel } from '../../shared/desk/channels.ts';
import type { Desk, Outcome } from '../../shared/desk/desk.ts';
import { refuse } from '../../shared/refusal.ts';
import { err } from '../../shared/result.ts';
import { dispatch } from '../desk/dispatch.ts';
import { wireName } from './channel-wire.ts';
import type { Log } from './log.ts';
import { isOurs } from './origin.ts';

export interface IpcDeps {
  readonly ipc: Pick<IpcMain, 'handle'>;
  readonly desk: Desk;
  readonly log: Log;
}

/** Whether a message comes from the main frame of one of our pages. A frame that is gone has no say any more. */
function trusted({ senderFrame }: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurs(senderFrame.url) && isOurs(senderFrame.origin);
}

/**
 * The only way a channel is served: sender and frame are judged here, the arguments by {@link dispatch}, and the answer
 * is a value, because Electron carries nothing but the message of an exception. Refusals: `BAD_SENDER` and dispatch's.
 */
export function handle({ ipc, desk, log }: IpcDeps, channel: Channel): void {
  ipc.handle(wireName(channel), async (event, ...args: unknown[]): Promise<Outcome<unknown>> => {
    if (!trusted(event)) {
      log.warn('ipc.bad-sender', { channel });
      return err(refuse('BAD_SENDER'));
    }
    return dispatch(desk, channel, args, (where, error) => log.failed(`ipc.${where}`, error));
  });
}

/** Serves every channel of the desk. */
export function serveDesk(deps: IpcDeps): void {
  for (const channel of channels) handle(deps, channel);
}
