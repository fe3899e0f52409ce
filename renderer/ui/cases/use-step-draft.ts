import { useEffect, useRef, useState } from 'react';
import type { CaseState } from '../../../shared/cases/case-state.ts';
import type { FieldValue, FieldValues } from '../../../shared/cases/case.ts';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import { useOffice } from '../app/office-context.tsx';

/** Who stops typing without leaving the field has it kept after this long. */
const idleMs = 2500;

export interface StepDraft {
  /** What stands in the form: what is kept of it, and over it what is being typed. */
  readonly values: FieldValues;
  readonly change: (key: string, value: FieldValue) => void;
  /** A field was left: what was typed is kept now. */
  readonly leave: () => void;
  readonly state: 'kept' | 'typing' | 'failed';
  readonly why: Refusal | null;
}

/** Keeps a step's form while it is typed, so that nothing is lost when the page, the window or the power goes. */
export function useStepDraft(caseId: string, state: CaseState, acting: string | undefined): StepDraft {
  const office = useOffice();
  const { step, round } = state;
  const [typed, setTyped] = useState<FieldValues>({});
  const [why, setWhy] = useState<Refusal | null>(null);
  const latest = useRef<FieldValues>({});
  const kept = useRef<FieldValues>({});
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const put = (values: FieldValues): void => {
    latest.current = values;
    setTyped(values);
  };

  async function keep(): Promise<FieldValues> {
    const now = latest.current;
    const set = Object.fromEntries(Object.entries(now).filter(([key, value]) => kept.current[key] !== value));
    if (Object.keys(set).length === 0) return now;
    const args = { caseId, act: { step, round, set } };
    const result = await office
      .run('case.draft', args, acting === undefined ? {} : { acting })
      .catch((fault: unknown) => {
        console.error(fault);
        return { ok: false as const, error: [refuse('JOURNAL_FAILED')] };
      });
    if (result.ok) kept.current = { ...kept.current, ...set };
    setWhy(result.ok ? null : (result.error[0] ?? null));
    return result.ok ? now : {};
  }

  /** What is kept no longer has to stand over the case; what was typed meanwhile does. */
  async function leave(): Promise<void> {
    clearTimeout(timer.current);
    const done = await keep();
    put(Object.fromEntries(Object.entries(latest.current).filter(([key, value]) => done[key] !== value)));
  }

  // The last of it when the page is left without leaving the field.
  const last = useRef(keep);
  useEffect(() => {
    last.current = keep;
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      void last.current();
    },
    [],
  );

  return {
    values: { ...state.draft, ...typed },
    change(key, value) {
      put({ ...latest.current, [key]: value });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void keep(), idleMs);
    },
    leave: () => void leave(),
    state: why !== null ? 'failed' : Object.keys(typed).length > 0 ? 'typing' : 'kept',
    why,
  };
}
