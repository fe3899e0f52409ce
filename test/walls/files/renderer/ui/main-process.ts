// types: is not listed within the file list of project
// lint: The renderer reaches main and server through the ports only
import { append } from '../../main/desk/innocent.ts';

export const again = append;
