import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  cellKey,
  parseKey,
  readDraft,
  rowKey,
  type Column,
  type Draft,
  type DraftFields,
  type DraftValue,
} from '../../../shared/interchange/draft.ts';
import type { Interchange } from '../../../shared/interchange/interchange.ts';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import { leftOver } from '../entry/drafts.ts';
import { useOffice } from '../office/office-context.tsx';

/** Input is saved after this pause, also when nobody leaves the cell. */
const idleMs = 1500;
const mostUndone = 200;

export interface InterchangeDraft {
  /** What is saved, and over it what is being typed. */
  readonly draft: Draft;
  readonly change: (set: DraftFields) => void;
  /** Takes the last change back, by another one. */
  readonly undo: () => void;
  readonly canUndo: boolean;
  /** Saves what is new now. */
  readonly flush: () => void;
  readonly state: 'kept' | 'typing' | 'failed';
  readonly why: Refusal | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** What takes a change back: the values that stood there, and of a removed element all of its cells. */
function inverseOf(before: Fields, set: DraftFields): DraftFields {
  const back: Record<string, DraftValue> = {};
  for (const [key, value] of Object.entries(set)) {
    const named = parseKey(key);
    const was = before[key];
    back[key] = was === undefined ? (named?.kind === 'row' ? null : '') : (was as DraftValue);
    if (named?.kind !== 'row' || value !== null) continue;
    const removed = readDraft(before).elements.find(({ id }) => id === named.element);
    for (const [column, text] of Object.entries(removed?.cells ?? {}))
      back[cellKey(named.element, column as Column)] = text;
  }
  // An element that a change made is gone with all that was in it.
  const made = Object.keys(back).filter((key) => key.startsWith('row:') && back[key] === null);
  return Object.fromEntries(
    Object.entries(back).filter(([key]) => {
      const named = parseKey(key);
      return named?.kind !== 'cell' || !made.includes(rowKey(named.element));
    }),
  );
}

/**
 * Saves a document while it is typed: every change is kept at once in the window's own drafts and entered after a short
 * pause, with the version of the document that was on the screen, so that what another desk wrote meanwhile is not
 * overwritten unseen (PROTOCOL P12).
 */
export function useInterchangeDraft(doc: Interchange, editable: boolean): InterchangeDraft {
  const office = useOffice();
  const [left] = useState(() => {
    const key = `lembar.draft.interchange.${office.account.id}.${doc.id}`;
    return leftOver<DraftFields>(office, key, doc.readers !== null);
  });
  const [typed, setTyped] = useState<DraftFields>(() => left.read());
  const [why, setWhy] = useState<Refusal | null>(null);
  const [history, setHistory] = useState<readonly DraftFields[]>([]);
  const latest = useRef<DraftFields>(typed);
  const saved = useRef<Interchange>(doc);
  const base = useRef<Promise<number> | null>(null);
  const running = useRef<Promise<void>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    saved.current = doc;
  }, [doc]);

  const put = useCallback(
    (fields: DraftFields): void => {
      latest.current = fields;
      setTyped(fields);
      left.keep(fields);
    },
    [left],
  );

  const enter = useCallback(async (): Promise<void> => {
    const set = latest.current;
    if (Object.keys(set).length === 0) return;
    const seen = await (base.current ?? office.versionOf('interchange', doc.id));
    base.current = null;
    const result = await office
      .run('interchange.edit', { interchangeId: doc.id, set }, { base: seen })
      .catch((fault: unknown) => {
        console.error(fault);
        return { ok: false as const, error: [refuse('JOURNAL_FAILED')] };
      });
    if (!result.ok) return setWhy(result.error[0] ?? refuse('JOURNAL_FAILED'));
    setWhy(null);
    // What was typed while it was saved stays to be saved.
    put(Object.fromEntries(Object.entries(latest.current).filter(([key, value]) => set[key] !== value)));
  }, [doc.id, office, put]);

  const flush = useCallback((): void => {
    clearTimeout(timer.current);
    running.current = running.current.then(enter, enter);
  }, [enter]);

  useEffect(() => {
    if (editable && Object.keys(latest.current).length > 0) flush();
    return () => {
      if (editable) flush();
    };
  }, [editable, flush]);

  const apply = useCallback(
    (set: DraftFields): void => {
      base.current ??= office.versionOf('interchange', doc.id);
      put({ ...latest.current, ...set });
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, idleMs);
    },
    [doc.id, flush, office, put],
  );

  const change = useCallback(
    (set: DraftFields): void => {
      if (Object.keys(set).length === 0) return;
      const back = inverseOf({ ...saved.current, ...latest.current }, set);
      setHistory((all) => [...all, back].slice(-mostUndone));
      apply(set);
    },
    [apply],
  );

  const draft = useMemo(() => readDraft({ ...doc, ...typed }), [doc, typed]);
  return {
    draft,
    change,
    undo() {
      const back = history.at(-1);
      if (!back) return;
      setHistory(history.slice(0, -1));
      apply(back);
    },
    canUndo: history.length > 0,
    flush,
    state: why !== null ? 'failed' : Object.keys(typed).length > 0 ? 'typing' : 'kept',
    why,
  };
}
