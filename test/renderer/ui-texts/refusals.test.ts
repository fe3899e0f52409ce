import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasRefusalText, makeTexts, refusalText, commandText, textsOf } from '../../../renderer/ui/texts/index.ts';
import { id } from '../../../renderer/ui/texts/id/index.ts';
import { commandNames } from '../../../shared/commands/registry.ts';
import { sessionOps } from '../../../shared/people/session.ts';
import { refuse } from '../../../shared/refusal.ts';
import { errorCodes } from '../../../shared/sync/protocol.ts';

const root = join(import.meta.dirname, '../../..');
const t = textsOf(makeTexts('id'));

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** Codes a person may come to see: those of refusals, of faults on the way to the server, and of checks in schemas. */
function codesIn(text: string): readonly string[] {
  const found = [
    ...text.matchAll(/refuse\(\s*'\w+',\s*'([A-Z_]+)'/g),
    ...text.matchAll(/code: '([A-Z_]+)'/g),
    ...text.matchAll(/(?:min|max|regex|refine)\([^;\n]*?, '([A-Z_]{4,})'/g),
  ];
  return found.flatMap(([, code]) => (code === undefined ? [] : [code]));
}

describe('every refusal has a sentence', () => {
  const codes = new Set(['shared', 'main', 'server', 'renderer'].flatMap(sources).flatMap(codesIn));

  it('finds the codes at all', () => {
    expect(codes).toContain('NO_SUCH_LETTER');
    expect(codes).toContain('DISK_FULL');
    expect(codes.size).toBeGreaterThan(40);
  });

  it.each([...codes, ...errorCodes].sort())('%s', (code) => {
    expect(hasRefusalText(code)).toBe(true);
    expect(refusalText(t, refuse(code))).not.toContain(code);
  });

  it('names an unknown code instead of hiding it', () => {
    expect(refusalText(t, refuse('FROM_A_NEWER_SERVER'))).toContain('FROM_A_NEWER_SERVER');
  });
});

describe('the catalogue', () => {
  it.each([...commandNames, ...sessionOps])('says in words what %s does', (name) => {
    expect(commandText(t, name)).not.toBe(name);
  });

  it('has no empty text', () => {
    const texts: string[] = [];
    JSON.stringify(id, (_key, value: unknown) => (typeof value === 'string' && texts.push(value), value));
    expect(texts.filter((text) => text.trim() === '')).toEqual([]);
    expect(texts.length).toBeGreaterThan(200);
  });

  it('keeps typed text as typed: HTML is no HTML here', () => {
    expect(refusalText(t, { code: 'unknown' })).not.toContain('&');
    expect(t('admin.master.saved', { what: '<b>PT "Nusa" & Rekan</b>' })).toContain('<b>PT "Nusa" & Rekan</b>');
  });
});
