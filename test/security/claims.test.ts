import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { describe, expect, it } from 'vitest';
import type { Claim } from './claim.ts';
import { registerClaims } from './claims.ts';
import { channelClaims } from './window-claims.ts';
import { channelMessages, fieldsOf, registerMessages } from './messages.ts';

type Claims = ReadonlyMap<string, ReadonlyMap<string, Claim>>;
const sides: readonly (readonly [string, Claims, Readonly<Record<string, z.ZodType>>])[] = [
  ['the register reads from a desk', registerClaims, registerMessages],
  ['a desk core reads from its window', channelClaims, channelMessages],
];
const page = readFileSync(join(import.meta.dirname, '../../docs/security.md'), 'utf8');

/** A line per message and proof, with the fields it is true of. */
function tableOf(claims: Claims): readonly string[] {
  return [...claims].flatMap(([message, fields]) => {
    const byProof = new Map<string, string[]>();
    for (const [field, { proved }] of fields) byProof.set(proved, [...(byProof.get(proved) ?? []), `\`${field}\``]);
    return [...byProof].map(([proved, of]) => `| \`${message}\` | ${of.join(' ')} | ${proved} |`);
  });
}

describe.each(sides)('every field %s', (_side, claims, messages) => {
  it('belongs to a message that has rows, and the other way round', () => {
    expect([...claims.keys()].sort()).toEqual(Object.keys(messages).sort());
  });

  it.each(Object.entries(messages))('has a row: %s', (name, schema) => {
    expect([...(claims.get(name)?.keys() ?? [])].sort()).toEqual([...fieldsOf(schema)].sort());
  });

  it('stands in docs/security.md with how it is proved', () => {
    const demanded = tableOf(claims);
    expect(demanded.filter((row) => !page.includes(row))).toEqual([]);
    expect(demanded.length).toBeGreaterThan(30);
  });
});

describe('the table in docs/security.md', () => {
  it('has no row for a field that is not there', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \| (`[^|]+`) \| /gm)].flatMap(([, message = '', fields = '']) =>
      fields.split(' ').map((field) => [message, field.replaceAll('`', '')]),
    );
    const unknown = rows.filter(
      ([message = '', field = '']) => !sides.some(([, claims]) => claims.get(message)?.has(field) ?? false),
    );
    expect(unknown).toEqual([]);
  });
});
