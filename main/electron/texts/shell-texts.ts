import type { id } from './id.ts';

/** Texts the shell itself shows. Another language is another object of this shape. */
export type ShellTexts = { readonly [Key in keyof typeof id]: string };
