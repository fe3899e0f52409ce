import { describe, expect, it } from 'vitest';
import { isShortcut } from '../../../renderer/ui/app/shortcuts.ts';

const press = (key: string, more: Partial<Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey'>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});
const run = () => undefined;

describe('a shortcut', () => {
  it('never takes a letter from somebody who is typing', () => {
    expect(isShortcut(press('n'), { key: 'n', run }, true)).toBe(false);
    expect(isShortcut(press('/'), { key: '/', run }, true)).toBe(false);
  });

  it('with Ctrl or Alt works while typing too', () => {
    expect(isShortcut(press('k', { ctrlKey: true }), { key: 'k', ctrl: true, run }, true)).toBe(true);
    expect(isShortcut(press('2', { altKey: true }), { key: '2', alt: true, run }, true)).toBe(true);
  });

  it('leaves the browser its own combinations', () => {
    expect(isShortcut(press('n', { ctrlKey: true }), { key: 'n', run }, false)).toBe(false);
    expect(isShortcut(press('k', { ctrlKey: true, altKey: true }), { key: 'k', ctrl: true, run }, false)).toBe(false);
  });

  it('does not care about Caps Lock', () => {
    expect(isShortcut(press('N'), { key: 'n', run }, false)).toBe(true);
  });
});
