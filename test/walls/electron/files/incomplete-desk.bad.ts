// types: is missing the following properties from type 'Desk'
import type { Log } from '../../../../main/electron/log.ts';
import { serveDesk, type IpcParts } from '../../../../main/electron/ipc.ts';

export const serve = (ipc: IpcParts['ipc'], log: Log): void => serveDesk({ ipc, log, desk: {} });
