export { useTexts, makeTexts, textsOf, type Texts, type TextKey, type TextValues } from './texts.ts';
export { refusalText, commandText } from './refusal-text.ts';
