import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { contextMenu, menuBar } from '../../../main/electron/menu.ts';
import { fill } from '../../../main/electron/texts/fill.ts';
import { id } from '../../../main/electron/texts/id.ts';

const parts = { texts: id, openLogs: () => undefined, about: () => undefined };
const all = (menu: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])]);

describe('the menus', () => {
  it('say everything in the words of the catalogue', () => {
    const texts: ReadonlySet<unknown> = new Set(Object.values(id));
    for (const item of all(menuBar({ ...parts, packaged: false }))) {
      if (item.type !== 'separator') expect(texts).toContain(item.label);
    }
  });

  it('of the packed program have no developer tools and no reload', () => {
    const roles = (packaged: boolean) => all(menuBar({ ...parts, packaged })).map(({ role }) => role);
    expect(roles(true)).not.toContain('toggleDevTools');
    expect(roles(true)).not.toContain('reload');
    expect(roles(false)).toContain('toggleDevTools');
  });

  it('have one access key per menu', () => {
    for (const item of [{ submenu: menuBar({ ...parts, packaged: true }) }, ...menuBar({ ...parts, packaged: true })]) {
      const keys = (item.submenu as MenuItemConstructorOptions[]).flatMap(
        ({ label }) => /&(.)/.exec(label ?? '')?.[1] ?? [],
      );
      expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(keys.length);
    }
  });

  it('of the right button offer what can be done there, and nothing where there is nothing', () => {
    const flags = { canCut: false, canCopy: false, canPaste: true };
    const typed = contextMenu({ isEditable: true, selectionText: '', editFlags: flags }, id);
    expect(typed.map(({ role, enabled }) => [role, enabled])).toContainEqual(['paste', true]);
    expect(typed.map(({ role, enabled }) => [role, enabled])).toContainEqual(['cut', false]);
    expect(contextMenu({ isEditable: false, selectionText: '123/2026', editFlags: flags }, id)).toMatchObject([
      { role: 'copy' },
    ]);
    expect(contextMenu({ isEditable: false, selectionText: ' ', editFlags: flags }, id)).toEqual([]);
  });
});

describe('the texts of the shell', () => {
  it('are filled gap by gap; what is filled in is not read again', () => {
    expect(fill('a {x} {y} {z}', { x: '{y}', y: '$&' })).toBe('a {y} $& {z}');
  });
});
