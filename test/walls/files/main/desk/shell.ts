// lint: The desk core runs without Electron
import { title } from '../electron/window.ts';

export const again = title;
