// types: is not listed within the file list of project
// lint: The server imports shared/ only
import { append } from '../main/desk/innocent.ts';

export const again = append;
