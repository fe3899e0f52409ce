// types: Argument of type '"printt"' is not assignable to parameter of type
import { handle, type IpcParts } from '../../../../main/electron/ipc.ts';

export const serve = (parts: IpcParts): void => handle(parts, 'printt');
