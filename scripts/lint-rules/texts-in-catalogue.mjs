/**
 * Words on the screen belong to the text catalogue: a second language must only be another catalogue.
 * Reports JSX text with letters in it and plain strings in the attributes that a person reads or hears.
 */
const readAloud = new Set([
  'label',
  'title',
  'placeholder',
  'alt',
  'helperText',
  'aria-label',
  'aria-description',
  'aria-roledescription',
]);
const message = 'Screen texts stand in renderer/ui/texts; use t("…") from useTexts().';
const hasWord = (text) => /\p{L}{2,}/u.test(text);

/** The text of an attribute that is a plain string, with or without braces; null for anything computed. */
function plainString(value) {
  if (value?.type === 'Literal' && typeof value.value === 'string') return value.value;
  if (value?.type !== 'JSXExpressionContainer') return null;
  const { expression } = value;
  if (expression.type === 'Literal' && typeof expression.value === 'string') return expression.value;
  return expression.type === 'TemplateLiteral' ? expression.quasis.map(({ value: { raw } }) => raw).join('') : null;
}

/** @type {import('eslint').Rule.RuleModule} */
export const textsInCatalogue = {
  meta: { type: 'problem', schema: [], messages: { text: message } },
  create: (context) => ({
    JSXText(node) {
      if (hasWord(node.value)) context.report({ node, messageId: 'text' });
    },
    'JSXElement > JSXExpressionContainer'(node) {
      if (hasWord(plainString(node) ?? '')) context.report({ node, messageId: 'text' });
    },
    JSXAttribute(node) {
      const name = node.name.type === 'JSXIdentifier' ? node.name.name : '';
      if (readAloud.has(name) && hasWord(plainString(node.value) ?? '')) context.report({ node, messageId: 'text' });
    },
  }),
};
