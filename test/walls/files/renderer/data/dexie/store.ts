import { Dexie } from 'dexie';

export const openBase = (name: string): string => new Dexie(name).name;
