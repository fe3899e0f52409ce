import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const sources = globSync('{shared,main,server,renderer}/**/*.{ts,tsx}', { cwd: root });
const lines = (file: string): number => readFileSync(join(root, file), 'utf8').split('\n').length - 1;

describe('the sources', () => {
  it('are short: nine of ten under 250 lines, half of them under 100', () => {
    const sizes = sources.map(lines).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length * 0.9)]).toBeLessThan(250);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(100);
  });

  it('have names as everywhere: kebab-case, components in PascalCase', () => {
    const odd = sources.filter((file) =>
      file.endsWith('.tsx')
        ? !/^([A-Z][A-Za-z0-9]*|[a-z0-9]+(-[a-z0-9]+)*)\.tsx$/.test(basename(file))
        : !/^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.ts$/.test(basename(file)),
    );
    expect(odd).toEqual([]);
  });

  it('are no drawers for everything', () => {
    expect(sources.filter((file) => /^(utils?|helpers?|common|misc)\.tsx?$/.test(basename(file)))).toEqual([]);
  });
});
