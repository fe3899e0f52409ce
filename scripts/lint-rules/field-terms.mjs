/** Words of a vocabulary that only this repository had; docs/glossary.md has the field's term for each. */
const privateWord =
  /\b(told|tells?|telling|retold|retell|lives|life|aside|anew|greet(s|ed|ing)?|overheard|shelf|shelves|deeds?|mishaps?|strays?)\b/i;

/** Fields of messages and of stored records: data in use already has them under these names. */
const storedNames = new Set(['life', 'aside']);

const inName = (name) => !storedNames.has(name) && privateWord.exec(name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|_/g, ' '));

/** `it` of `it('…')`, of `it.skipIf(…)('…')` and of `it.each(…)('…')`. */
const callee = (node) =>
  node && node.type !== 'Identifier' ? callee(node.callee ?? node.object ?? node.tag) : node?.name;

/**
 * Reports private words in comments, in names that a file declares and in titles of tests. Strings that are values,
 * imported names and templates' expressions are left alone.
 * @type {import('eslint').Rule.RuleModule}
 */
export const fieldTerms = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { word: 'Instead of "{{word}}" use the term of docs/glossary.md.' },
  },
  create(context) {
    const { sourceCode } = context;
    const complain = (loc, found) => found && context.report({ loc, messageId: 'word', data: { word: found[0] } });
    return {
      'Program:exit'() {
        for (const { loc, value } of sourceCode.getAllComments()) complain(loc, privateWord.exec(value));
        const declared = sourceCode.scopeManager.scopes.flatMap(({ variables }) => variables);
        for (const { name, defs } of declared)
          if (defs[0] && defs[0].type !== 'ImportBinding') complain(defs[0].name.loc, inName(name));
      },
      ':matches(Property, TSPropertySignature, TSMethodSignature)[computed=false] > Identifier.key'({ loc, name }) {
        complain(loc, inName(name));
      },
      CallExpression({ callee: called, arguments: [title] }) {
        if (!/^(it|test|describe)$/.test(callee(called)) || !/^(Literal|TemplateLiteral)$/.test(title?.type)) return;
        complain(title.loc, privateWord.exec(sourceCode.getText(title).replaceAll(/\$\{[^}]*\}/g, '')));
      },
    };
  },
};
