import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bugs } from '../planted/bugs.ts';

const root = join(import.meta.dirname, '../..');

it('every planted fault fits the sources exactly once, so that `npm run planted` can try all of them', () => {
  const fits = ({ file, find }: (typeof bugs)[number]): number =>
    readFileSync(join(root, file), 'utf8').split(find).length - 1;
  expect(bugs.filter((bug) => fits(bug) !== 1).map(({ name }) => name)).toEqual([]);
});
