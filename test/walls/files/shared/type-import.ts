// lint: All imports in the declaration are only used as types
// types: is a type and must be imported using a type-only import
import { Letter } from './letter-type.ts';

export const subject = (letter: Letter): string => letter.subject;
