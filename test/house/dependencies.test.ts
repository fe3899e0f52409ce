import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
const wanted = { ...manifest['dependencies'], ...manifest['devDependencies'], ...manifest['optionalDependencies'] };

describe('the dependencies', () => {
  it('are explained, each in its line, and no others', () => {
    const page = read('docs/dependencies.md').split('## Overrides')[0] ?? '';
    const explained = [...page.matchAll(/^- \*\*(.+?)\*\*: .{3,}/gm)].map((match) => match[1]);
    expect(explained.sort()).toEqual(Object.keys(wanted).sort());
  });

  it('have exact versions', () => {
    expect(Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('come from a lockfile that names no registry', () => {
    expect(read('package-lock.json')).not.toContain('"resolved": "http');
  });
});
