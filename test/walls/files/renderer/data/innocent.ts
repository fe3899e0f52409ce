import { Dexie } from 'dexie';
import { twice } from '../../shared/innocent.ts';

export const size = (): number => twice(Dexie.name.length) + indexedDB.cmp(1, 2);
