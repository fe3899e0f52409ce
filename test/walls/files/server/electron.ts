// lint: This folder runs without Electron
import { app } from 'electron';

export const name = app.name;
