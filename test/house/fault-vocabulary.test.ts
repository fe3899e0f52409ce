import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { renameLocals } from '../planted/code.ts';
import { plant } from '../planted/plant.ts';
import { filesWithTitle, namePattern } from '../planted/titles.ts';
import {
  addend,
  always,
  argument,
  attempt,
  body,
  call,
  callee,
  choice,
  clause,
  comparing,
  condition,
  drop,
  from,
  ifAsking,
  ifDoing,
  insertBefore,
  iterated,
  literal,
  loop,
  negate,
  never,
  nth,
  operand,
  operator,
  parameter,
  property,
  replace,
  returned,
  statement,
  subject,
  swap,
  unwrap,
  valueOf,
  within,
  type Change,
} from '../planted/vocabulary.ts';

const file = 'server/take-letter.ts';
const source = `import { err, ok } from '../shared/result.ts';

export async function takeLetter(store: Store, letter: Letter, limit: number): Promise<Result<Letter>> {
  const { owner, size } = letter;
  const known = await store.find(letter.id);
  if (known) return ok(known);
  if (!store.open && owner === 'nobody') return err('CLOSED');
  const name = letter.title ?? 'untitled';
  try {
    await store.append(letter);
  } catch {
    return err('FULL');
  }
  for (const reader of store.readers()) reader.hear(name);
  switch (letter.kind) {
    case 'secret':
      store.hide(letter);
      break;
    default:
      store.show(letter, { seen: false, size });
  }
  await store.write(['rows'], async (tx) => {
    tx.put(letter.id, Math.max(limit + 1, letter.places));
  });
  return size > limit ? err('LARGE') : ok(letter);
}
`;

const fault = (...change: readonly Change[]) => ({ name: 'a fault', in: 'takeLetter', change, tests: [] });
const tree = new Map([[file, source]]);

/** Removed and added lines of a change. */
function difference(...change: Change[]): { readonly gone: readonly string[]; readonly come: readonly string[] } {
  const planted = plant(fault(...change), tree);
  if (!planted.ok) throw new Error(planted.error);
  const lines = (text: string): readonly string[] => text.split('\n').map((line) => line.trim());
  const [before, after] = [lines(source), lines(planted.value.text)];
  const only = (some: readonly string[], others: readonly string[]): readonly string[] =>
    some.filter((line) => line !== '' && !others.includes(line));
  return { gone: only(before, after), come: only(after, before) };
}

const cases: readonly [string, Change, string | null, string | null][] = [
  [
    'drop leaves a statement out',
    drop(ifDoing('CLOSED')),
    "if (!store.open && owner === 'nobody') return err('CLOSED');",
    null,
  ],
  [
    'drop leaves an operand out',
    drop(operand('open')),
    "if (!store.open && owner === 'nobody') return err('CLOSED');",
    "if (owner === 'nobody') return err('CLOSED');",
  ],
  [
    'drop leaves a default out',
    drop(operand('untitled')),
    "const name = letter.title ?? 'untitled';",
    'const name = letter.title;',
  ],
  [
    'drop leaves an argument out',
    drop(argument(call('append'), 0)),
    'await store.append(letter);',
    'await store.append();',
  ],
  [
    'drop leaves one of two arguments out',
    drop(argument(call('max'), 0)),
    'tx.put(letter.id, Math.max(limit + 1, letter.places));',
    'tx.put(letter.id, Math.max(letter.places));',
  ],
  [
    'drop leaves the one statement of a loop without another',
    drop(statement('hear')),
    'for (const reader of store.readers()) reader.hear(name);',
    'for (const reader of store.readers()) {}',
  ],
  [
    'drop leaves a key out with its value',
    drop(valueOf('seen')),
    'store.show(letter, { seen: false, size });',
    'store.show(letter, { size });',
  ],
  [
    'drop leaves a key out that has no value of its own',
    drop(valueOf('size')),
    'store.show(letter, { seen: false, size });',
    'store.show(letter, { seen: false });',
  ],
  [
    'unwrap leaves a call out and takes what it is given',
    unwrap(call('max')),
    'tx.put(letter.id, Math.max(limit + 1, letter.places));',
    'tx.put(letter.id, limit + 1);',
  ],
  [
    'replace writes a text',
    replace(valueOf('seen'), 'true'),
    'store.show(letter, { seen: false, size });',
    'store.show(letter, { seen: true, size });',
  ],
  [
    'replace gives a key of its own to what had none',
    replace(valueOf('size'), '0'),
    'store.show(letter, { seen: false, size });',
    'store.show(letter, { seen: false, size: 0 });',
  ],
  [
    'replace makes a text of the place and of others',
    replace(iterated(loop('hear')), (it, limit) => `[...${it}].slice(${limit})`, argument(call('max'), 1)),
    'for (const reader of store.readers()) reader.hear(name);',
    'for (const reader of [...store.readers()].slice(letter.places)) reader.hear(name);',
  ],
  [
    'insertBefore puts a statement before another',
    insertBefore(
      statement('write'),
      (write, tx) => `await ${write}([], async (${tx}) => ${tx}.clear());`,
      callee(call('write')),
      parameter(argument(call('write'), 1)),
    ),
    null,
    'await store.write([], async (tx) => tx.clear());',
  ],
  [
    'always makes a condition true',
    always(ifAsking(from('find'))),
    'if (known) return ok(known);',
    'if (true) return ok(known);',
  ],
  [
    'never makes a choice false',
    never(choice('LARGE')),
    "return size > limit ? err('LARGE') : ok(letter);",
    "return false ? err('LARGE') : ok(letter);",
  ],
  [
    'negate turns a condition round',
    negate(ifDoing('CLOSED')),
    "if (!store.open && owner === 'nobody') return err('CLOSED');",
    "if (!(!store.open && owner === 'nobody')) return err('CLOSED');",
  ],
  [
    'operator compares otherwise',
    operator(comparing('>'), '>='),
    "return size > limit ? err('LARGE') : ok(letter);",
    "return size >= limit ? err('LARGE') : ok(letter);",
  ],
  [
    'addend is a part of a sum',
    drop(addend('1')),
    'tx.put(letter.id, Math.max(limit + 1, letter.places));',
    'tx.put(letter.id, Math.max(limit, letter.places));',
  ],
  [
    'property is read',
    replace(property('title'), "''"),
    "const name = letter.title ?? 'untitled';",
    "const name = '' ?? 'untitled';",
  ],
  [
    'subject is what it is read of',
    replace(subject(property('title')), 'store'),
    "const name = letter.title ?? 'untitled';",
    "const name = store.title ?? 'untitled';",
  ],
  [
    'literal is found by a part of it',
    replace(literal('unti'), "''"),
    "const name = letter.title ?? 'untitled';",
    "const name = letter.title ?? '';",
  ],
  [
    'returned is what is given back',
    replace(returned('LARGE'), 'ok(letter)'),
    "return size > limit ? err('LARGE') : ok(letter);",
    'return ok(letter);',
  ],
  [
    'condition is what is asked',
    replace(condition(ifAsking('open')), (it) => `store && ${it}`),
    "if (!store.open && owner === 'nobody') return err('CLOSED');",
    "if (store && !store.open && owner === 'nobody') return err('CLOSED');",
  ],
  ['clause is one of a switch', drop(within(clause('secret'), statement('hide'))), 'store.hide(letter);', null],
  [
    'body is what is done',
    replace(body(clause('secret')), 'store.show(letter);'),
    'store.hide(letter);',
    'store.show(letter);',
  ],
  ['nth counts', replace(nth(2, 3, call('err')), "ok('FULL')"), "return err('FULL');", "return ok('FULL');"],
];

describe('the vocabulary of faults', () => {
  it.each(cases)('%s', (_, change, gone, come) => {
    expect(difference(change)).toEqual({ gone: gone === null ? [] : [gone], come: come === null ? [] : [come] });
  });

  it('swap puts each in the place of the other', () => {
    const planted = plant(fault(swap(attempt('append'), loop('hear'))), tree);
    if (!planted.ok) throw new Error(planted.error);
    const { text } = planted.value;
    expect(text.indexOf('reader.hear')).toBeLessThan(text.indexOf('store.append'));
    expect(text).toHaveLength(source.length);
  });

  it('a mark that is a local means nothing: its name may change', () => {
    for (const mark of ['known', 'letter', 'limit', 'tx', 'reader']) {
      expect(plant(fault(drop(statement(mark))), tree), mark).toMatchObject({ ok: false });
    }
  });
});

describe('a fault', () => {
  const change = [
    drop(ifAsking(from('find'))),
    operator(comparing('===', from('owner')), '!=='),
    drop(argument(call('max'), 1)),
  ];
  const planted = (of: ReadonlyMap<string, string>) => plant(fault(...change), of);

  it('still fits after locals were renamed, lines broken elsewhere and the function moved', async () => {
    const text = await format(renameLocals(file, source), { parser: 'typescript', printWidth: 50 });
    expect(text).toContain('ownerLocal');
    expect(text).not.toMatch(/\bknown\b/);
    const moved = planted(new Map([['shared/letters/taking.ts', text]]));
    const here = planted(tree);
    if (!moved.ok || !here.ok) throw new Error('does not fit');
    expect(moved.value.file).toBe('shared/letters/taking.ts');
    const laidOut = (one: string) => format(renameLocals(file, one), { parser: 'typescript', objectWrap: 'collapse' });
    expect(await laidOut(moved.value.text)).toBe(await laidOut(here.value.text));
  });

  it('says what is there too often, not at all, or of two symbols of one name', () => {
    const why = (...changes: Change[]): string => {
      const result = plant(fault(...changes), tree);
      return result.ok ? 'fits' : result.error;
    };
    expect(why(drop(statement('err')))).toBe(`takeLetter in ${file}: statement(err) is there 3 times`);
    expect(why(drop(ifDoing('GONE')))).toBe(`takeLetter in ${file}: ifDoing(GONE) is there 0 times`);
    expect(why(drop(nth(1, 2, call('err'))))).toBe(`takeLetter in ${file}: number 1 of 2 call(err) is there 0 times`);
    const twice = planted(new Map([...tree, ['main/take.ts', source]]));
    expect(twice.ok ? 'fits' : twice.error).toBe(`takeLetter in ${file}: fits; takeLetter in main/take.ts: fits`);
    const gone = plant({ ...fault(...change), in: 'takeLetters' }, tree);
    expect(gone.ok ? 'fits' : gone.error).toBe('nothing is called takeLetters');
  });

  it('is none when what it leaves is no program, lacks a declaration, or is what was there', () => {
    const of = (...changes: Change[]) => plant(fault(...changes), tree);
    expect(of(replace(property('title'), '(('))).toMatchObject({ ok: false });
    expect(of(drop(statement('find')))).toEqual({
      ok: false,
      error: `takeLetter in ${file}: known is nowhere declared any more`,
    });
    expect(of(replace(property('title'), 'letter.title'))).toMatchObject({ ok: false });
  });

  it('of two functions of one name means the one in which it finds its place', () => {
    const other = 'export const takeLetter = (store: Store): void => store.close();\n';
    expect(planted(new Map([['main/take.ts', other], ...tree]))).toMatchObject({ ok: true, value: { file } });
  });
});

describe('the tests of a fault', () => {
  const tests = new Map([
    [
      'test/server/a.test.ts',
      "describe('letters', () => { it.each([1])('[P2] are (once) taken', () => takes('[P3] more')); });",
    ],
    ['test/prove/b.test.ts', 'describe("letters", () => { it("go", () => undefined); });'],
  ]);

  it('are found by words of their titles, wherever they stand', () => {
    expect(filesWithTitle(tests, '[P2] are')).toEqual(['test/server/a.test.ts']);
    expect(filesWithTitle(tests, 'letters')).toEqual(['test/server/a.test.ts', 'test/prove/b.test.ts']);
    expect(filesWithTitle(tests, '[P3] more')).toEqual([]);
  });

  it('are picked by these words and no others', () => {
    const pattern = namePattern(['[P2] are (once)', 'go']);
    expect(pattern.test('letters [P2] are (once) taken')).toBe(true);
    expect(pattern.test('letters P are once taken')).toBe(false);
  });
});
