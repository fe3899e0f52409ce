import { describe, expect, it } from 'vitest';
import type { Drafts } from '../../../renderer/data/office.ts';
import { keepDraft as keepUnder } from '../../../renderer/ui/entry/drafts.ts';
import { draftKey, keptOf, letterDraft as readDraft, type LetterDraft } from '../../../renderer/ui/letters/draft.ts';
import { emptyHeader, type HeaderForm } from '../../../renderer/ui/letters/header-form.ts';

function memoryStorage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const keepDraft = (storage: Drafts, account: string, draft: LetterDraft): boolean =>
  keepUnder(storage, draftKey(account), keptOf(draft));
const dropDraft = (storage: Drafts, account: string): boolean => keepUnder(storage, draftKey(account), null);

const empty = emptyHeader({ date: '2026-11-20', time: '08:12' }, 'pos-kadis');
const draft = (form: Partial<HeaderForm> = {}): LetterDraft => ({
  opId: 'op-1',
  letterId: 'letter-1',
  duplicateReason: '',
  form: { ...empty, subject: 'Permohonan data', ...form },
});

describe('the draft of a letter', () => {
  it('comes back whole, with the ids that make a second save the same save', () => {
    const storage = memoryStorage();
    const full = draft({
      sender: { agencyId: 'a1', name: 'Dinas Kesehatan' },
      letterNumber: '440/1',
      letterDate: '2026-11-18',
      urgency: 'sangat-segera',
      security: 'terbatas',
      addressedTo: ['pos-kadis', 'pos-aptika'],
      remark: 'a\nb',
    });
    expect(keepDraft(storage, 'anna', full)).toBe(true);
    expect(readDraft(storage, 'anna', empty)).toEqual(full);
  });

  it('belongs to one account', () => {
    const storage = memoryStorage();
    keepDraft(storage, 'anna', draft());
    expect(readDraft(storage, 'budi', empty)).toBeNull();
  });

  it.each(['rahasia', 'sangat-rahasia'] as const)(
    'of a letter that is %s stays in memory, even one kept before',
    (security) => {
      const storage = memoryStorage();
      keepDraft(storage, 'anna', draft());
      expect(keepDraft(storage, 'anna', draft({ security, subject: 'Operasi Melati' }))).toBe(false);
      expect([...storage.kept.values()].join()).not.toContain('Melati');
      expect(readDraft(storage, 'anna', empty)).toBeNull();
    },
  );

  it('is not kept for a form nobody typed into', () => {
    const storage = memoryStorage();
    expect(keepDraft(storage, 'anna', draft({ subject: '  ' }))).toBe(false);
    expect(storage.kept.size).toBe(0);
  });

  it('is gone once the letter is booked', () => {
    const storage = memoryStorage();
    keepDraft(storage, 'anna', draft());
    dropDraft(storage, 'anna');
    expect(readDraft(storage, 'anna', empty)).toBeNull();
  });

  it('survives fields of another version: what has the right shape is taken over', () => {
    const storage = memoryStorage();
    storage.setItem(
      'lembar.draft.letter.anna',
      JSON.stringify({
        opId: 'op-1',
        letterId: 'l-1',
        form: { subject: 'Undangan', urgency: 'kilat', letterDate: 5, sender: 'x', neu: 1 },
      }),
    );
    expect(readDraft(storage, 'anna', empty)).toEqual({
      opId: 'op-1',
      letterId: 'l-1',
      duplicateReason: '',
      form: { ...empty, subject: 'Undangan' },
    });
  });

  it('never disturbs the person typing when the storage is full, forbidden or damaged', () => {
    const broken = {
      getItem: () => '{"opId":',
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
      removeItem: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    };
    expect(keepDraft(broken, 'anna', draft())).toBe(false);
    expect(readDraft(broken, 'anna', empty)).toBeNull();
    expect(() => dropDraft(broken, 'anna')).not.toThrow();
  });
});
