import { describe, expect, it } from 'vitest';
import { blocksText, momentText } from '../../../renderer/ui/admin/desk-words.ts';
import { isRecovering, scopeText } from '../../../renderer/ui/admin/recovery-words.ts';
import { readAnswer } from '../../../renderer/ui/app/use-server-answer.ts';
import { makeTexts, textsOf } from '../../../renderer/ui/texts/index.ts';
import { refuse } from '../../../shared/refusal.ts';
import { err, ok } from '../../../shared/result.ts';
import { desksAnswer, type RecoveryAnswer } from '../../../shared/sync/trust-api.ts';
import { fakeDesks, fakeRecovery } from '../../support/fake-trust.ts';

const t = textsOf(makeTexts('id'));

describe('desks in words', () => {
  it('names every block with its year', () => {
    const blocks = [
      { book: 'SM', year: 2026, from: 411, to: 420 },
      { book: 'SM', year: 2027, from: 1, to: 10 },
    ];
    expect([blocksText(blocks), blocksText([])]).toEqual(['411–420 (2026), 1–10 (2027)', '']);
  });

  it('tells a moment in WIB, whatever the zone of the PC', () => {
    expect(momentText(Date.UTC(2026, 10, 19, 17, 30))).toBe('20/11/2026 00.30 WIB');
  });
});

describe('recovery', () => {
  const calm: RecoveryAnswer = {
    ...fakeRecovery,
    numbering: 'open',
    desks: fakeRecovery.desks.map((desk) => ({ ...desk, reported: true })),
    parked: 0,
    held: [],
  };

  it.each<[string, Partial<RecoveryAnswer>, boolean]>([
    ['all is well', {}, false],
    ['numbering is closed', { numbering: 'closed' }, true],
    ['a desk has not reported', { desks: fakeRecovery.desks }, true],
    ['entries wait for a document', { parked: 1 }, true],
    ['a removal is held back', { held: fakeRecovery.held }, true],
  ])('%s', (_what, more, expected) => expect(isRecovering({ ...calm, ...more })).toBe(expected));

  it('names scopes as people do, and one it does not know as it is', () => {
    const titles = (id: string) => (id === 'kadis' ? 'Kepala Dinas' : null);
    expect(
      ['office', 'position:kadis', 'position:x', 'service:ppid'].map((scope) => scopeText(t, scope, titles)),
    ).toEqual(['Seluruh kantor', 'Surat rahasia Kepala Dinas', 'Surat rahasia x', 'service:ppid']);
  });
});

describe('an answer of the server', () => {
  it('is taken when it is what the contract says', () => {
    expect(readAnswer(desksAnswer, ok({ desks: fakeDesks }))).toEqual(ok({ desks: fakeDesks }));
  });

  it('is no answer of our server when it is anything else', () => {
    for (const body of [{}, { desks: [{}] }, '<html>']) {
      expect(readAnswer(desksAnswer, ok(body))).toEqual(err(refuse('NOT_A_SERVER')));
    }
  });

  it('stays the refusal it was', () => {
    const refusal = err(refuse('FORBIDDEN'));
    expect(readAnswer(desksAnswer, refusal)).toBe(refusal);
  });
});
