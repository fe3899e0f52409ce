import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { judgeTypes, type Judgement } from '../../walls/judge-types.ts';

// Each file of test/walls/electron/files runs into the types of the boundary and states at its top what the compiler must say
// (`// types: part of the message`); a file that states nothing must pass.
const folder = join(import.meta.dirname, '../../walls/electron/files');
const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
let said: Judgement;
beforeAll(() => {
  said = judgeTypes(join(folder, 'tsconfig.json'), () => true);
}, 180_000);

describe('the boundary between page and desk', () => {
  it.each(files)('is kept by the compiler: %s', (name) => {
    const path = join(folder, name);
    const wanted = [...readFileSync(path, 'utf8').matchAll(/^\/\/ types: (.+)$/gm)].map((match) => match[1] ?? '');
    const messages = said.get(path) ?? [];
    for (const part of wanted) expect(messages.join('\n')).toContain(part);
    expect(messages.length, messages.join('\n')).toBe(wanted.length);
  });
});
