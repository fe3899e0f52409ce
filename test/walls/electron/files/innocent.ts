import type { Desk } from '../../../../shared/desk/desk.ts';
import { handle, serveDesk, type IpcParts } from '../../../../main/electron/ipc.ts';

export async function use(desk: Desk, parts: IpcParts): Promise<number> {
  handle(parts, 'print');
  serveDesk(parts);
  const pending = await desk.pending(10);
  return pending.ok ? pending.value.length : 0;
}
