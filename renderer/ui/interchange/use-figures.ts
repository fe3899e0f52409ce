import { useEffect, useMemo } from 'react';
import { documentPaths, figuresAnswer, type FiguresAnswer } from '../../../shared/exchange/office-api.ts';
import type { Interchange } from '../../../shared/interchange/interchange.ts';
import type { Drafts } from '../../data/office.ts';
import { keepDraft, readDraft } from '../entry/drafts.ts';
import { useOffice } from '../office/office-context.tsx';
import { useServerAnswer, type ServerAnswer } from '../office/use-server-answer.ts';

/** Where the last figures of a dataset wait at this desk, sealed as drafts are. */
export const figuresKey = (account: string, id: string, major: number): string =>
  `lembar.draft.figures.${account}.${id}.${major}`;

/** The figures kept under a key; null when there are none or none that this program can read. */
export function keptFigures(storage: Drafts, key: string): FiguresAnswer | null {
  const parsed = figuresAnswer.safeParse(readDraft(storage, key));
  return parsed.success ? parsed.data : null;
}

export interface Figures {
  readonly state: ServerAnswer<FiguresAnswer>;
  /** What is shown: the register's answer, or the last one that was kept here. */
  readonly shown: FiguresAnswer | null;
  readonly isKept: boolean;
}

/** The figures of a dataset; without the network the last ones of this desk. Those of a secret document are kept nowhere. */
export function useFigures(doc: Interchange, major: number): Figures {
  const office = useOffice();
  const state = useServerAnswer(documentPaths.figures(doc.id, major), figuresAnswer);
  const key = figuresKey(office.account.id, doc.id, major);
  const isOpen = doc.readers === null;
  const kept = useMemo(() => (isOpen ? keptFigures(office.drafts, key) : null), [isOpen, office.drafts, key]);
  const { value } = state;
  useEffect(() => {
    if (value !== null) keepDraft(office.drafts, key, isOpen ? value : null);
  }, [value, office.drafts, key, isOpen]);
  return { state, shown: value ?? kept, isKept: value === null && kept !== null };
}
