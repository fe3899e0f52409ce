import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeTexts, refusalText, commandText, textsOf } from '../../../renderer/ui/texts/index.ts';
import { id } from '../../../renderer/ui/texts/id/index.ts';
import { commandNames } from '../../../shared/commands/registry.ts';
import { sessionOps } from '../../../shared/people/session.ts';
import { isRefusalCode, readRefusal } from '../../../shared/refusal.ts';
import { errorCodes } from '../../../shared/sync/protocol.ts';

/** Codes that the schemas of arguments give as their message. */
function schemaCodes(): readonly string[] {
  const root = join(import.meta.dirname, '../../../shared');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const texts = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  return [...texts.matchAll(/(?:min|max|regex|refine)\([^;\n]*?, '([A-Z_]{4,})'/g)].map(([, code = '']) => code);
}

const t = textsOf(makeTexts('id'));

describe('every refusal has a sentence', () => {
  it.each([...errorCodes])('%s of the register is a code this program knows', (code) => {
    expect(isRefusalCode(code)).toBe(true);
  });

  it.each([...new Set(schemaCodes())])('%s of a schema is a code this program knows', (code) => {
    expect(isRefusalCode(code)).toBe(true);
  });

  it('names a code of a newer program instead of hiding it', () => {
    expect(refusalText(t, readRefusal('FROM_A_NEWER_SERVER'))).toContain('FROM_A_NEWER_SERVER');
  });
});

describe('the catalogue', () => {
  it.each([...commandNames, ...sessionOps])('names the command %s in words', (name) => {
    expect(commandText(t, name)).not.toBe(name);
  });

  it('has no empty text', () => {
    const texts: string[] = [];
    JSON.stringify(id, (_key, value: unknown) => (typeof value === 'string' && texts.push(value), value));
    expect(texts.filter((text) => text.trim() === '')).toEqual([]);
    expect(texts.length).toBeGreaterThan(200);
  });

  it('keeps typed text as typed: HTML is no HTML here', () => {
    expect(refusalText(t, { code: 'UNKNOWN' })).not.toContain('&');
    expect(t('admin.master.saved', { what: '<b>PT "Nusa" & Rekan</b>' })).toContain('<b>PT "Nusa" & Rekan</b>');
  });
});
