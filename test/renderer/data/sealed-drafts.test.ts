import { describe, expect, it } from 'vitest';
import { sealedDrafts } from '../../../renderer/data/sealed-drafts.ts';
import { makeSealing, type Sealing } from '../../../renderer/data/sealing.ts';
import { memoryDrafts } from '../../support/memory-drafts.ts';

const sealingOf = (n: number): Sealing =>
  makeSealing(new Uint8Array(32).fill(n), (length) => crypto.getRandomValues(new Uint8Array(length)));
const name = 'lembar.draft.letter.tu';

describe('[T35] the drafts of an account', () => {
  it('are stored sealed and come back in any window of the account', () => {
    const storage = memoryDrafts();
    sealedDrafts(storage, 'tu', sealingOf(1)).setItem(name, '{"subject":"Permohonan — ßè"}');
    expect([...storage.kept.values()].join()).not.toContain('Permohonan');
    const later = sealedDrafts(storage, 'tu', sealingOf(1));
    expect(later.getItem(name)).toBe('{"subject":"Permohonan — ßè"}');
    later.removeItem(name);
    expect(storage.kept.size).toBe(0);
  });

  it('that are stored plain are sealed at the sign-in of their own account, those of others stay', () => {
    const own = 'lembar.draft.complaint.tu.01a1';
    const other = 'lembar.draft.letter.tu2';
    const storage = memoryDrafts(new Map([name, own, other, 'lembar:desk'].map((key) => [key, `{"at":"${key}"}`])));
    const drafts = sealedDrafts(storage, 'tu', sealingOf(1));
    expect([...storage.kept].filter(([, text]) => text.startsWith('{')).map(([key]) => key)).toEqual([
      other,
      'lembar:desk',
    ]);
    expect([drafts.getItem(name), drafts.getItem(own)]).toEqual([`{"at":"${name}"}`, `{"at":"${own}"}`]);
  });

  it('under another key are gone; without a key they are neither shown nor overwritten', () => {
    const storage = memoryDrafts();
    sealedDrafts(storage, 'tu', sealingOf(1)).setItem(name, '{"a":1}');
    const keyless = sealedDrafts(storage, 'tu', null);
    expect(keyless.getItem(name)).toBeNull();
    expect(() => keyless.setItem(name, '{"b":1}')).toThrow('sealed draft');
    keyless.removeItem(name);
    expect(sealedDrafts(storage, 'tu', sealingOf(2)).getItem(name)).toBeNull();
    expect(sealedDrafts(storage, 'tu', sealingOf(1)).getItem(name)).toBe('{"a":1}');
  });

  it('are kept as before where there is no key', () => {
    const storage = memoryDrafts();
    sealedDrafts(storage, 'tu', null).setItem(name, '{"a":1}');
    expect(storage.kept.get(name)).toBe('{"a":1}');
  });
});
