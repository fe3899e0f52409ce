// as: main/electron/bait.ts
import { channelArgs, type Channel } from '../../shared/desk/channels.ts';
import type { Desk } from '../../shared/desk/desk.ts';
import { ok } from '../../shared/result.ts';
import { handle, serveDesk, type IpcDeps } from './ipc.ts';
import type { Log } from './log.ts';

export async function use(desk: Desk, parts: IpcDeps): Promise<number> {
  handle(parts, 'print');
  serveDesk(parts);
  const pending = await desk.pending(10);
  return pending.ok ? pending.value.length : 0;
}

const { append: _left, ...rest } = channelArgs;
// types: Property 'append' is missing in type
export const table: Record<Channel, unknown> = rest;

// types: is missing the following properties from type 'Desk'
export const serve = (ipc: IpcDeps['ipc'], log: Log): void => serveDesk({ ipc, log, desk: {} });

// types: Expected 3 arguments, but got 2
export const missing = (desk: Desk): unknown => desk.print('#/cetak/1', 'pdf');

// types: Type '"cetak"' is not assignable to type 'keyof Desk'
export const names: readonly (keyof Desk)[] = ['print', 'cetak'];

// types: Argument of type '"printt"' is not assignable to parameter of type
export const serveUnknown = (parts: IpcDeps): void => handle(parts, 'printt');

// types: Property 'deleteEverything' does not exist on type 'Desk'
export const unknownChannel = (desk: Desk): unknown => desk.deleteEverything();

// types: Property 'value' does not exist on type
export const unread = async (desk: Desk): Promise<unknown> => (await desk.leases()).value;

// types: Type '"printed"' is not assignable to type '"done" | "cancelled"'
export const print: Desk['print'] = async () => ok('printed');

// types: Argument of type 'string' is not assignable to parameter of type 'number'
export const text = (desk: Desk): unknown => desk.pending('10');

// types: Argument of type '"file"' is not assignable to parameter of type '"paper" | "pdf"'
export const form = (desk: Desk): unknown => desk.print('#/cetak/1', 'file', 'x');
