import ts from 'typescript';

/** A symbol that was found, with what is needed to distinguish its locals from names known elsewhere. */
export interface Code {
  readonly file: string;
  readonly source: ts.SourceFile;
  /** The declaration of the symbol. */
  readonly node: ts.Node;
  /** Where the values of its locals come from, and of those around it. */
  readonly origins: ReadonlyMap<string, readonly Origin[]>;
}

interface Origin {
  /** The property it was taken out of its object by. */
  readonly property: string | null;
  readonly value: ts.Node | null;
}

/** What a place must speak of: a name that is no local (called, property, imported), a literal, or `from` one of them. */
export type Mark = string | { readonly from: string };

/** The sources by path, for example `server/sync/push.ts`. */
export type Tree = ReadonlyMap<string, string>;

/** Every node below `node`, outer ones first. Types are left out: no fault changes what is gone when it runs. */
export function below(node: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const walk = (child: ts.Node): void => {
    if (ts.isTypeNode(child) && !ts.isExpressionWithTypeArguments(child)) return;
    found.push(child);
    ts.forEachChild(child, walk);
  };
  ts.forEachChild(node, walk);
  return found;
}

function isFunction(node: ts.Node | undefined): boolean {
  return node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node));
}

/** Every local name bound below `node`. Functions in a `const` are no locals: one calls them by name. */
function originsIn(node: ts.Node): ReadonlyMap<string, readonly Origin[]> {
  const origins = new Map<string, Origin[]>();
  const note = (name: ts.BindingName, origin: Origin): void => {
    if (ts.isIdentifier(name)) {
      origins.set(name.text, [...(origins.get(name.text) ?? []), origin]);
      return;
    }
    for (const element of name.elements) {
      if (ts.isOmittedExpression(element)) continue;
      const of = element.propertyName ?? element.name;
      const property = ts.isObjectBindingPattern(name) && (ts.isIdentifier(of) || ts.isStringLiteral(of));
      note(element.name, { property: property ? of.text : null, value: origin.value });
    }
  };
  for (const child of below(node)) {
    if (ts.isParameter(child)) note(child.name, { property: null, value: null });
    if (!ts.isVariableDeclaration(child) || isFunction(child.initializer)) continue;
    const loop = child.parent.parent;
    if (ts.isSourceFile(loop.parent)) continue;
    const value = child.initializer ?? (ts.isForOfStatement(loop) ? loop.expression : null);
    note(child.name, { property: null, value });
  }
  return origins;
}

/** The name of a call: `judge` of `judge(…)`, `append` of `journal.append(…)`. */
export function calleeName({ expression }: ts.CallExpression | ts.NewExpression): string | null {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : null;
}

/** Whether the identifier is the name of something, not the use of a local. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isJsxAttribute(parent)) {
    return parent.name === node;
  }
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (!ts.isBindingElement(parent)) return false;
  return parent.propertyName ? parent.propertyName === node : ts.isObjectBindingPattern(parent.parent);
}

/** A name that is not at the same time a local, as it is in `{ name }`. */
function isNameAlone(node: ts.Identifier): boolean {
  const { parent } = node;
  return isName(node) && !ts.isShorthandPropertyAssignment(parent) && !ts.isCallExpression(parent);
}

const keywords = new Map([
  [ts.SyntaxKind.NullKeyword, 'null'],
  [ts.SyntaxKind.TrueKeyword, 'true'],
  [ts.SyntaxKind.FalseKeyword, 'false'],
]);

function speaks(node: ts.Node, text: string, { origins }: Code): boolean {
  if (ts.isIdentifier(node)) return node.text === text && (isName(node) || !origins.has(text));
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return node.text === text;
  return keywords.get(node.kind) === text;
}

/** Whether `node` speaks of the mark. A local is nothing but what it comes `from`. */
export function speaksOf(node: ts.Node, mark: Mark, code: Code): boolean {
  const all = [node, ...below(node)];
  if (typeof mark === 'string') return all.some((child) => speaks(child, mark, code));
  const comesFrom = ({ property, value }: Origin): boolean =>
    property === mark.from || (value !== null && speaksOf(value, mark.from, code));
  return all.some(
    (child) => ts.isIdentifier(child) && !isNameAlone(child) && (code.origins.get(child.text) ?? []).some(comesFrom),
  );
}

function nameOf(node: ts.Node): string | null {
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node.name?.text ?? null;
  const named =
    ts.isMethodDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isPropertyDeclaration(node) ||
    (ts.isVariableDeclaration(node) && node.initializer !== undefined);
  return named && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)) ? node.name.text : null;
}

/** The syntax tree of a file. */
export function parse(file: string, text: string): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
}

const parsed = new WeakMap<Tree, Map<string, ts.SourceFile>>();

/** What was parsed of a tree is kept: many faults stand in one file. */
function parsedOnce(tree: Tree, file: string, text: string): ts.SourceFile {
  const known = parsed.get(tree) ?? new Map<string, ts.SourceFile>();
  parsed.set(tree, known);
  const source = known.get(file) ?? parse(file, text);
  known.set(file, source);
  return source;
}

/** Whether the text may declare the name: saves reading every file that only calls it. */
function declares(text: string, name: string): boolean {
  return new RegExp(`\\b(function|class|const|let)\\*?\\s+${name}\\b|\\b${name}\\s*(=|:|\\([^;]*\\{)`).test(text);
}

/** Every function, constant or member of that name in the tree; `outer.inner` for one that stands within another. */
export function findSymbols(tree: Tree, symbol: string): readonly Code[] {
  const path = symbol.split('.');
  const found: Code[] = [];
  for (const [file, text] of tree) {
    if (!path.every((name) => text.includes(name) && declares(text, name))) continue;
    const source = parsedOnce(tree, file, text);
    const nodes = path.reduce<readonly ts.Node[]>(
      (outer, name) => [...new Set(outer.flatMap(below))].filter((node) => nameOf(node) === name),
      [source],
    );
    for (const node of nodes) {
      const top = source.statements.find(({ pos, end }) => pos <= node.pos && node.end <= end);
      found.push({ file, source, node, origins: originsIn(top ?? node) });
    }
  }
  return found;
}

/** Names the file uses and nobody in it declares: globals, unless a change took a declaration away. */
export function undeclared(source: ts.SourceFile): ReadonlySet<string> {
  const declared = new Set<string>();
  const used = new Set<string>();
  for (const node of below(source)) {
    if (!ts.isIdentifier(node)) continue;
    const { parent } = node;
    const declares =
      (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) &&
      parent.name === node;
    const heads = ts.isFunctionDeclaration(parent) || ts.isClassDeclaration(parent) || ts.isFunctionExpression(parent);
    const imports = ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent);
    if (declares || heads || imports) declared.add(node.text);
    else if (!isNameAlone(node)) used.add(node.text);
  }
  return new Set([...used].filter((name) => !declared.has(name)));
}

/**
 * The text with other names for its locals, as somebody might have written it as well. Names that are called stay: they
 * are what faults speak of.
 */
export function renameLocals(file: string, text: string): string {
  const source = parse(file, text);
  const edits = source.statements.flatMap((statement) => {
    const nodes = below(statement);
    const called = new Set(nodes.map((node) => (ts.isCallExpression(node) ? calleeName(node) : null)));
    const locals = originsIn(statement);
    return nodes.flatMap((node) => {
      if (!ts.isIdentifier(node) || !locals.has(node.text) || called.has(node.text)) return [];
      const { parent } = node;
      const short =
        ts.isShorthandPropertyAssignment(parent) ||
        (ts.isBindingElement(parent) && !parent.propertyName && ts.isObjectBindingPattern(parent.parent));
      const another = `${node.text.replace(/Local$/, '')}Local`;
      if (short && parent.name === node && !parent.getText().startsWith('...')) {
        return [{ node, another: `${node.text}: ${another}` }];
      }
      return isNameAlone(node) && !short ? [] : [{ node, another }];
    });
  });
  return edits.reduceRight(
    (before, { node, another }) => before.slice(0, node.getStart()) + another + before.slice(node.end),
    text,
  );
}
