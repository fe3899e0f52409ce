import { idID } from '@mui/material/locale';
import { id } from './id/index.ts';

/** A catalogue has the keys of the Indonesian one and any words. */
export type Catalogue<T = typeof id> = { readonly [K in keyof T]: T[K] extends string ? string : Catalogue<T[K]> };

/** Every language there is: another one is another folder and one line here. */
export const languages = {
  id: { name: 'Bahasa Indonesia', texts: id, widgets: idID },
} as const satisfies Record<
  string,
  { readonly name: string; readonly texts: Catalogue; readonly widgets: typeof idID }
>;

export type Language = keyof typeof languages;
export const languageNames = Object.keys(languages) as readonly Language[];

export function isLanguage(text: string): text is Language {
  return text in languages;
}
