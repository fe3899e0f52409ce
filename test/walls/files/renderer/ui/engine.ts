// lint: renderer/ui knows no tables
import { size } from '../data/innocent.ts';

export const again = size;
