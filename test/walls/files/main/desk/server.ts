// types: is not listed within the file list of project
// lint: main/ imports shared/ only
import { build } from '../../server/innocent.ts';

export const again = build;
