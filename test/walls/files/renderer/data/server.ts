// types: is not listed within the file list of project
// lint: The renderer reaches main and server through the ports only
import { build } from '../../server/innocent.ts';

export const again = build;
