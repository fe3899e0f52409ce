// lint: renderer/ui knows no tables
import { openBase } from '../data/dexie/store.ts';

export const open = openBase;
