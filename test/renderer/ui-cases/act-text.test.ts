import { expect, it } from 'vitest';
import { actText } from '../../../renderer/ui/cases/act-text.ts';
import { makeTexts, textsOf } from '../../../renderer/ui/texts/index.ts';
import type { CaseAct } from '../../../shared/cases/case.ts';
import { buildApplication } from '../../../shared/services/build-app.ts';

it('[V3] the history has a line for an act only a later program knows', () => {
  const t = textsOf(makeTexts('id'));
  const names = {
    service: buildApplication,
    person: String,
    letter: String,
    aside: new Set<string>(),
    stepOfRecord: String,
    turn: () => 1,
  };
  const by = { account: 'a', person: null, position: null };
  const later = { id: 'op-1', at: '2026-11-30T09:00:00.000+07:00', by, desk: 'D01', kind: 'suspend', until: 'x' };
  expect(actText(t, later as unknown as CaseAct, names)).toBe(t('cases.history.unknown'));
});
