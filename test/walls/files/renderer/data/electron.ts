// lint: This folder runs without Electron
// compiled alone
import type { App } from 'electron';

export type Shell = App;
