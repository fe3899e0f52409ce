import { contextBridge, ipcRenderer } from 'electron';
import { channelNames } from '../../shared/desk/channel-names.ts';
import type { Desk } from '../../shared/desk/desk.ts';
import { wireName } from './channel-wire.ts';

/**
 * The bridge: `window.lembar`, one named method per channel and nothing else of Electron. Built as one CommonJS file,
 * because a sandboxed preload can be nothing else.
 */
const methods = channelNames.map((name) => [name, (...args: unknown[]) => ipcRenderer.invoke(wireName(name), ...args)]);

contextBridge.exposeInMainWorld('lembar', Object.fromEntries(methods) as Desk);
