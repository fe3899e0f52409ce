import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { judgeTypes, type Imagined } from './judge-types.ts';

// Each file of test/walls says where it would lie (`// as: …`), is judged as if it lay there, and states before a line what
// must refuse it (`// types: …`, `// lint: …`, part of the message). Everything that is not stated has to pass. Who may
// import whom is held by test/house/walls.test.ts.
const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'test/walls');
const projects = ['shared', 'main', 'server', 'renderer/data', 'renderer/ui'];

type Judge = 'types' | 'lint';

interface Said {
  readonly line: number;
  readonly message: string;
}

/** What a file states, by the line it speaks of: the next one that is no comment. */
function stated(text: string, judge: Judge): readonly Said[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const message = new RegExp(`^\\s*// ${judge}: (.+)$`).exec(line)?.[1];
    if (message === undefined) return [];
    return [{ line: lines.findIndex((next, n) => n > at && !/^\s*\/\//.test(next)) + 1, message }];
  });
}

/** Everything stated was said, and nothing was said that is not stated. */
function expectExactly(said: readonly Said[], wanted: readonly Said[]): void {
  const isOne = (of: Said) => (by: Said) => of.line === by.line && of.message.includes(by.message);
  expect(wanted.filter((one) => !said.some((found) => isOne(found)(one)))).toEqual([]);
  expect(said.filter((found) => !wanted.some(isOne(found)))).toEqual([]);
}

describe.each(readdirSync(folder).sort())('test/walls/%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const file = /^\/\/ as: (.+)$/m.exec(text)?.[1] ?? '';
  const imagined: Imagined = { path: join(root, file), text };
  let judged: ReturnType<typeof judgeTypes>;
  beforeAll(() => {
    const project = projects.find((one) => file.startsWith(`${one}/`)) ?? '';
    judged = judgeTypes(join(root, project, 'tsconfig.json'), imagined);
  }, 120_000);

  it('is refused by the compiler where it says so', () => {
    expectExactly(judged.said, stated(text, 'types'));
  });

  it('is refused by the linter where it says so', { timeout: 120_000 }, async () => {
    const parserOptions = { project: null, programs: [judged.program] };
    const eslint = new ESLint({
      cwd: root,
      overrideConfig: { files: ['**/*.{ts,tsx}'], languageOptions: { parserOptions } },
    });
    const [result] = await eslint.lintText(text, { filePath: imagined.path });
    // What the compiler could not resolve is "unsafe" as well; that is its own refusal, stated as types.
    const own = result?.messages.filter(({ ruleId }) => !ruleId?.startsWith('@typescript-eslint/no-unsafe-')) ?? [];
    expectExactly(own, stated(text, 'lint'));
  });
});

describe('a place where the world is put together', () => {
  const eslint = new ESLint({ cwd: root });
  it.each(['server/start.ts', 'main/electron/index.ts', 'renderer/data/browser-world.ts', 'renderer/ui/app/main.tsx'])(
    'may read the clock and take randomness: %s',
    async (file) => {
      const config = (await eslint.calculateConfigForFile(join(root, file))) as { rules: Record<string, unknown[]> };
      const named = ['no-restricted-globals', 'no-restricted-properties', 'no-restricted-imports'];
      expect(named.map((rule) => config.rules[rule]?.[0])).toEqual([0, 0, 0]);
    },
  );
});
