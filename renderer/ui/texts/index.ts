export { useTexts, makeTexts, textsOf, type Texts, type TextKey, type TextValues } from './texts.ts';
export { refusalText, commandText, hasRefusalText } from './refusal-text.ts';
