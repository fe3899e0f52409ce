// lint: renderer/ui knows no tables
import { Dexie } from 'dexie';

export const name = Dexie.name;
