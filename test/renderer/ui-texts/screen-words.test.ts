import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { id } from '../../../renderer/ui/texts/id/index.ts';

/** Every sentence of the catalogue with its key; what stands in gaps is no word of the screen. */
function sentences(part: object, path: string): readonly (readonly [key: string, text: string])[] {
  return Object.entries(part).flatMap(([name, value]: [string, unknown]) => {
    const key = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'string') return [[key, value.replaceAll(/\{\{.*?\}\}/g, '…')] as const];
    return value !== null && typeof value === 'object' ? sentences(value, key) : [];
  });
}

const page = readFileSync(join(import.meta.dirname, '../../../docs/screen-words.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| on the screen'))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const avoided = rows.flatMap(([, instead = '', never = '']) =>
  never
    .split(', ')
    .filter((word) => word !== '' && !word.endsWith('as a button'))
    .map((word) => ({ word, instead })),
);
const all = sentences(id, '');

describe('the words of the screen', () => {
  it('are listed', () => expect(avoided.length).toBeGreaterThan(20));

  it.each(avoided)('"$word" stands nowhere in the catalogue: it is "$instead"', ({ word }) => {
    const whole = new RegExp(`(?<![\\p{L}-])${word}(?![\\p{L}-])`, 'iu');
    expect(all.filter(([, text]) => whole.test(text))).toEqual([]);
  });

  it('"Batal" is no button: it leaves a reader in doubt what it is that ends', () => {
    expect(all.filter(([key, text]) => key.includes('.action.') && text === 'Batal')).toEqual([]);
  });

  it('times are written with a dot', () => {
    expect(all.filter(([, text]) => /(?<!\d)\d{1,2}:\d{2}(?![\d:])/.test(text))).toEqual([]);
  });
});
