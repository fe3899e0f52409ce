import ts from 'typescript';
import { below, calleeName, speaksOf, type Code, type Mark } from './code.ts';

/**
 * The notation in which deliberate faults are written. A fault names a symbol, one or more changes to what it does, and
 * the tests that must notice. It names calls, properties and literals, never lines, files or locals, so that it survives
 * reformatting, renaming of locals and moving.
 *
 *   {
 *     name: 'a session that has ended is still good',
 *     in: 'readSession',                        // or 'openServer.readSession': one within the other
 *     change: [drop(ifDoing('SESSION_ENDED'))], // what is done to which place
 *     tests: ['ends 30 days after the last use'], // words of titles of `it` or `describe`
 *   }
 *
 * A symbol is a function, a constant, a class or a member of one, or a property of an object.
 *
 * What is done: `drop`, `replace`, `unwrap`, `insertBefore`, `always`, `never`, `negate`, `operator`, `swap`.
 * Where: `statement`, `ifAsking`, `ifDoing`, `choice`, `loop`, `attempt`, `clause`, `call`, `comparing`, `operand`,
 * `addend`, `returned`, `valueOf`, `property`, `literal`; narrowed by `within` and `nth`; parts of a place are taken by
 * `argument`, `callee`, `subject`, `iterated`, `parameter`, `condition`, `body`.
 * Which one: marks. Each place takes the names and literals it must speak of; `from('x')` means a local that was made
 * from `x`. Of places within each other the innermost counts. Every place must be there exactly once. Where a symbol's
 * name stands several times in the tree, exactly one of them must fit.
 *
 * `npm run unit -- test/house/planted.test.ts` says at once whether a new fault finds its place, and
 * `npm run planted -- --only NAME` whether its tests notice it.
 */
export interface Fault {
  readonly name: string;
  readonly in: string;
  readonly change: readonly Change[];
  /** Words of the titles of tests, or of what is around them. Every one has to be found. */
  readonly tests: readonly string[];
}

/** Text to take out of a file, and what to put there. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Finds places; what it is called goes into complaints. */
export interface Place {
  readonly what: string;
  readonly find: (code: Code) => readonly ts.Node[];
}

/** A place that is not there once. */
export interface Misfit {
  readonly what: string;
  readonly times: number;
}

/** Asks for the one node at a place. */
export type One = (place: Place) => ts.Node;
export type Change = (code: Code, one: One) => readonly Edit[];

/** A local that was made from something of that name. */
export const from = (name: string): Mark => ({ from: name });

// Places

function say(kind: string, marks: readonly (Mark | number)[]): string {
  const names = marks.map((mark) => (typeof mark === 'object' ? `from ${mark.from}` : String(mark)));
  return `${kind}(${names.join(', ')})`;
}

function innermost(nodes: readonly ts.Node[]): readonly ts.Node[] {
  return nodes.filter(
    (node) => !nodes.some((other) => other !== node && node.pos <= other.pos && other.end <= node.end),
  );
}

/** The places of one kind; `part` is what must speak of the marks, the whole place by default. */
function place<T extends ts.Node>(
  kind: string,
  is: (node: ts.Node) => node is T,
  marks: readonly Mark[],
  part: (node: T) => ts.Node = (node) => node,
): Place {
  return {
    what: say(kind, marks),
    find: (code) =>
      innermost(
        below(code.node)
          .filter(is)
          .filter((node) => marks.every((mark) => speaksOf(part(node), mark, code))),
      ),
  };
}

const isLoop = (node: ts.Node): node is ts.IterationStatement => ts.isIterationStatement(node, false);
const isStatement = (node: ts.Node): node is ts.Statement => ts.isStatement(node) && !ts.isBlock(node);

const logical = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);
const sums = new Set([ts.SyntaxKind.PlusToken, ts.SyntaxKind.MinusToken]);

const isPartOf =
  (operators: ReadonlySet<ts.SyntaxKind>) =>
  (node: ts.Node): node is ts.Expression =>
    ts.isBinaryExpression(node.parent) &&
    operators.has(node.parent.operatorToken.kind) &&
    node !== node.parent.operatorToken;

/** A whole statement: the smallest one that speaks of the marks. */
export const statement = (...marks: Mark[]): Place => place('statement', isStatement, marks);
/** An `if` whose condition speaks of the marks. */
export const ifAsking = (...marks: Mark[]): Place =>
  place('ifAsking', ts.isIfStatement, marks, ({ expression }) => expression);
/** An `if` that speaks of the marks in what it does. */
export const ifDoing = (...marks: Mark[]): Place =>
  place('ifDoing', ts.isIfStatement, marks, ({ thenStatement }) => thenStatement);
/** An expression `a ? b : c`. */
export const choice = (...marks: Mark[]): Place => place('choice', ts.isConditionalExpression, marks);
export const loop = (...marks: Mark[]): Place => place('loop', isLoop, marks);
/** A `try`, by what is tried. */
export const attempt = (...marks: Mark[]): Place =>
  place('attempt', ts.isTryStatement, marks, ({ tryBlock }) => tryBlock);
/** A `case` of a switch, by what it is for. */
export const clause = (label: string): Place =>
  place('clause', ts.isCaseClause, [label], ({ expression }) => expression);
/** What a `return` gives back. */
export const returned = (...marks: Mark[]): Place => ({
  ...place('returned', ts.isReturnStatement, marks),
  find: (code) =>
    place('returned', ts.isReturnStatement, marks)
      .find(code)
      .flatMap((node) => (ts.isReturnStatement(node) && node.expression ? [node.expression] : [])),
});
/** An operand of `&&`, `||` or `??`. */
export const operand = (...marks: Mark[]): Place => place('operand', isPartOf(logical), marks);
/** An operand of `+` or `-`. */
export const addend = (...marks: Mark[]): Place => place('addend', isPartOf(sums), marks);

/** A call, or a `new`, of what has that name, with arguments that speak of the marks. */
export function call(name: string, ...marks: Mark[]): Place {
  const is = (node: ts.Node): node is ts.CallExpression | ts.NewExpression =>
    (ts.isCallExpression(node) || ts.isNewExpression(node)) && calleeName(node) === name;
  return {
    what: say('call', [name, ...marks]),
    find: (code) =>
      below(code.node)
        .filter(is)
        .filter((node) => marks.every((mark) => (node.arguments ?? []).some((given) => speaksOf(given, mark, code)))),
  };
}

/** Two values with that operator between them. */
export function comparing(sign: string, ...marks: Mark[]): Place {
  const is = (node: ts.Node): node is ts.BinaryExpression =>
    ts.isBinaryExpression(node) && ts.tokenToString(node.operatorToken.kind) === sign;
  return place(`comparing ${sign} `, is, marks);
}

/** What an object literal or an attribute of JSX gives a key; for `{ key }` the whole. */
export const valueOf = (key: string): Place => ({
  what: say('valueOf', [key]),
  find: ({ node }) =>
    below(node).flatMap((child): readonly ts.Node[] => {
      if (ts.isShorthandPropertyAssignment(child)) return child.name.text === key ? [child] : [];
      if (!ts.isPropertyAssignment(child) && !ts.isJsxAttribute(child)) return [];
      const { name, initializer } = child;
      const fits = (ts.isIdentifier(name) || ts.isStringLiteral(name)) && name.text === key;
      return fits && initializer ? [initializer] : [];
    }),
});

/** A property that is read: `held.rv` of `property('rv')`. */
export function property(name: string): Place {
  const is = (node: ts.Node): node is ts.PropertyAccessExpression =>
    ts.isPropertyAccessExpression(node) && node.name.text === name;
  return place(`property ${name} `, is, []);
}

/** A text, a number or a pattern that contains `part`. */
export const literal = (part: string): Place => ({
  what: say('literal', [part]),
  find: ({ node }) =>
    below(node).filter(
      (child) => (ts.isLiteralExpression(child) || ts.isTemplateExpression(child)) && child.getText().includes(part),
    ),
});

/** `inner` in what `outer` is: `within(call('max'), addend('1'))`. */
export const within = (outer: Place, inner: Place): Place => ({
  what: `${inner.what} within ${outer.what}`,
  find: (code) => [...new Set(outer.find(code).flatMap((node) => inner.find({ ...code, node })))],
});

/** The first (1) or a later one of exactly `of` places, in the order in which they stand. */
export const nth = (n: number, of: number, places: Place): Place => ({
  what: `number ${n} of ${of} ${places.what}`,
  find: (code) => {
    const found = places.find(code);
    return found.length === of ? found.slice(n - 1, n) : [];
  },
});

// Parts of a place

function part(name: string, of: Place, take: (node: ts.Node) => ts.Node | undefined): Place {
  return { what: `${name} of ${of.what}`, find: (code) => of.find(code).flatMap((node) => take(node) ?? []) };
}

/** What a call is given, counted from 0. */
export const argument = (of: Place, n: number): Place =>
  part(`argument ${n}`, of, (node) =>
    ts.isCallExpression(node) || ts.isNewExpression(node) ? node.arguments?.[n] : undefined,
  );
/** What is called, with what it is called on. */
export const callee = (of: Place): Place =>
  part('callee', of, (node) => (ts.isCallExpression(node) ? node.expression : undefined));
/** `held` of `held.rv`. */
export const subject = (of: Place): Place =>
  part('subject', of, (node) => (ts.isPropertyAccessExpression(node) ? node.expression : undefined));
/** What a loop goes through. */
export const iterated = (of: Place): Place =>
  part('iterated', of, (node) =>
    ts.isForOfStatement(node) || ts.isForInStatement(node) ? node.expression : undefined,
  );
/** The first parameter of a function that is handed on. */
export const parameter = (of: Place): Place =>
  part('parameter', of, (node) => (ts.isArrowFunction(node) ? node.parameters[0]?.name : undefined));
/** What an `if`, a `while` or a choice asks. */
export const condition = (of: Place): Place => part('condition', of, conditionOf);
/** What is done in a clause, a loop or an `if`. */
export const body = (of: Place): Place =>
  part('body', of, (node) => {
    if (ts.isCaseClause(node)) return node.statements[0];
    if (ts.isIfStatement(node)) return node.thenStatement;
    return isLoop(node) ? node.statement : undefined;
  });

function conditionOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) return node.expression;
  return ts.isConditionalExpression(node) ? node.condition : undefined;
}

// Changes

/** The span of a node without the comments before it. */
const span = (node: ts.Node): { from: number; to: number } => ({ from: node.getStart(), to: node.end });

function listOf(node: ts.Node): readonly ts.Node[] | null {
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.arguments ?? null;
  if (ts.isArrayLiteralExpression(parent)) return parent.elements;
  if (ts.isObjectLiteralExpression(parent)) return parent.properties;
  return null;
}

function dropped(node: ts.Node): Edit {
  const { parent } = node;
  if (ts.isStatement(node)) {
    const among = ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent);
    return { ...span(node), text: among ? '' : '{}' };
  }
  if (ts.isBinaryExpression(parent)) {
    return { ...span(parent), text: (parent.left === node ? parent.right : parent.left).getText() };
  }
  // The value of a key goes with its key.
  if (ts.isPropertyAssignment(parent)) return dropped(parent);
  const list = listOf(node);
  if (!list?.includes(node)) throw new Error(`cannot drop ${node.getText()}`);
  const next = list[list.indexOf(node) + 1];
  const before = list[list.indexOf(node) - 1];
  if (next) return { from: node.getStart(), to: next.getStart(), text: '' };
  return { from: before ? before.end : node.getStart(), to: node.end, text: '' };
}

/** Leaves out a statement, an operand, an argument, an element, or a key with its value. */
export const drop =
  (at: Place): Change =>
  (_, one) => [dropped(one(at))];

/** Writes something else: a text, or one made of the text of the place and those of `pieces`. Brings its own brackets. */
export const replace =
  (at: Place, code: string | ((it: string, ...pieces: string[]) => string), ...pieces: Place[]): Change =>
  (_, one) => {
    const node = one(at);
    const text = typeof code === 'string' ? code : code(node.getText(), ...pieces.map((piece) => one(piece).getText()));
    const key = ts.isShorthandPropertyAssignment(node) ? `${node.name.text}: ` : '';
    return [{ ...span(node), text: key + text }];
  };

/** Leaves a call out and takes what it is given first: `unwrap(call('cleaned'))`. */
export const unwrap = (at: Place): Change => replace(at, (_, given = '') => given, argument(at, 0));

/** Puts a statement before another one, made of the texts of `pieces`. */
export const insertBefore =
  (at: Place, code: (...pieces: string[]) => string, ...pieces: Place[]): Change =>
  (_, one) => {
    const { from: to } = span(one(at));
    return [{ from: to, to, text: `${code(...pieces.map((piece) => one(piece).getText()))}\n` }];
  };

/** The condition of an `if`, a `while` or a choice; of anything else the place itself. */
const asked =
  (write: (it: string) => string) =>
  (at: Place): Change =>
  (_, one) => {
    const node = one(at);
    const target = conditionOf(node) ?? node;
    return [{ ...span(target), text: write(target.getText()) }];
  };

/** As if the condition were true. */
export const always = asked(() => 'true');
/** As if the condition were false. */
export const never = asked(() => 'false');
export const negate = asked((it) => `!(${it})`);

/** Another operator between the same values. */
export const operator =
  (at: Place, sign: string): Change =>
  (_, one) => {
    const node = one(at);
    if (!ts.isBinaryExpression(node)) throw new Error(`no operator in ${node.getText()}`);
    return [{ ...span(node.operatorToken), text: sign }];
  };

/** Each in the place of the other. */
export const swap =
  (first: Place, second: Place): Change =>
  (_, one) => {
    const [a, b] = [one(first), one(second)];
    return [
      { ...span(a), text: b.getText() },
      { ...span(b), text: a.getText() },
    ];
  };
