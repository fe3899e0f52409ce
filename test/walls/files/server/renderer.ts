// types: is not listed within the file list of project
// lint: The server imports shared/ only
import { size } from '../renderer/data/innocent.ts';

export const again = size;
