/** Comments, names and test titles speak the terms of docs/glossary.md; these words were private to this repository. */
const privateWord =
  /\b(told|tell|tells|telling|retold|retell|lives|life|aside|anew|greet|greets|greeted|greeting|overheard|shelf|shelves|deed|deeds|mishap|mishaps|stray|strays)\b/i;

/** Fields of messages and stored records: a register or a store in use already has them by these names. */
const stored = new Set(['life', 'aside', 'told']);

const inName = (name) => privateWord.exec(name.replaceAll(/([a-z0-9])([A-Z])|_/g, '$1 $2'));

/** The function at the root of `it`, `it.each(…)` or `describe.skipIf(…)`. */
const root = (node) =>
  node.type === 'Identifier' ? node.name : root(node.callee ?? node.object ?? node.tag ?? { type: 'Identifier' });

/** @type {import('eslint').Rule.RuleModule} */
export const fieldTerms = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { word: '"{{word}}" is a private word; take the term of docs/glossary.md.' },
  },
  create(context) {
    const { sourceCode } = context;
    const report = (loc, found) => found && context.report({ loc, messageId: 'word', data: { word: found[0] } });
    return {
      'Program:exit'() {
        for (const { loc, value } of sourceCode.getAllComments()) report(loc, privateWord.exec(value));
        for (const { variables } of sourceCode.scopeManager.scopes)
          for (const { name, defs } of variables)
            if (defs[0] && defs[0].type !== 'ImportBinding' && !stored.has(name))
              report(defs[0].name.loc, inName(name));
      },
      ':matches(Property, TSPropertySignature, TSMethodSignature)[computed=false] > Identifier.key'({ loc, name }) {
        if (!stored.has(name)) report(loc, inName(name));
      },
      CallExpression({ callee, arguments: [title] }) {
        if (!/^(it|test|describe)$/.test(root(callee) ?? '')) return;
        if (title?.type === 'Literal' || title?.type === 'TemplateLiteral')
          report(title.loc, privateWord.exec(sourceCode.getText(title).replaceAll(/\$\{[^}]*\}/g, '')));
      },
    };
  },
};
