import { createInstance, type i18n } from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { isLanguage, languageNames, languages, type Catalogue, type Language } from './languages.ts';

/** `letters.title`, `app.nav.agenda`: every path through the catalogue that ends in a text. */
type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`;
}[keyof T & string];
export type TextKey = Paths<Catalogue>;

export type TextValues = Readonly<Record<string, string | number>>;
/** The text of a key in the present language, its `{{gaps}}` filled. */
export type Texts = (key: TextKey, values?: TextValues) => string;

/** The text engine with every catalogue loaded; nothing is fetched. */
export function makeTexts(language: string): i18n {
  const engine = createInstance();
  const resources = Object.fromEntries(languageNames.map((name) => [name, { translation: languages[name].texts }]));
  void engine.use(initReactI18next).init({
    resources,
    lng: isLanguage(language) ? language : 'id',
    fallbackLng: 'id' satisfies Language,
    // React escapes; escaping twice would print &amp; on paper.
    interpolation: { escapeValue: false },
    initAsync: false,
    showSupportNotice: false,
  } as Parameters<i18n['init']>[0]);
  return engine;
}

/** The texts outside of a component. */
export function textsOf(engine: i18n): Texts {
  return (key, values) => engine.t(key, { ...values });
}

/** The texts in a component, the same function until the language changes; keys are checked by the compiler. */
export function useTexts(): Texts {
  const { t } = useTranslation();
  return useCallback((key, values) => t(key, { ...values }), [t]);
}
