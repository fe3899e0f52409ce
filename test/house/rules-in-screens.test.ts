import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ui = join(import.meta.dirname, '../../renderer/ui');
const sources = readdirSync(ui, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));

/** What decides on a command; a screen asks the command instead. */
const rule = /\brights\s*\.\s*has\(|\btakesPart\(|\bmayAct\(|\bcheckAct\(|\bpassGates\(/;

/** Screens of something no command is about: the server's own routes, and whose work a list counts. */
const beside = ['admin/ManagePage.tsx', 'app/SyncBanner.tsx', 'app/inbox-queue.ts'];

describe('a screen', () => {
  it('has no rule of its own about who may give a command', () => {
    const found = sources.filter((path) => rule.test(readFileSync(join(ui, path), 'utf8')));
    expect(found.map((path) => relative('', path).replaceAll('\\', '/')).toSorted()).toEqual(beside.toSorted());
  });
});
