import { useEffect, useRef, useState } from 'react';
import type { FieldValue, FieldValues } from '../../../shared/cases/case.ts';
import { lastOfOthers } from '../../../shared/cases/drafts.ts';
import { isSecret } from '../../../shared/letters/letter.ts';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import { leftOver } from '../entry/drafts.ts';
import type { KnownCase } from '../office/case-states.ts';
import { useOffice } from '../office/office-context.tsx';

/** Input is saved after this pause, also when the field is not left. */
const idleMs = 2500;

export interface StepDraft {
  /** The values of the form: the saved draft, and over it what is being typed. */
  readonly values: FieldValues;
  readonly change: (key: string, value: FieldValue) => void;
  /** A field was left: its input is saved now. */
  readonly leave: () => void;
  /** The value of a field that two people wrote, chosen with both before him: it is saved now, also where it stands. */
  readonly settle: (key: string, value: FieldValue) => void;
  readonly state: 'kept' | 'typing' | 'failed';
  readonly why: Refusal | null;
  /** What the case did not take, each at its field: `fields.versi`. It stays in the form, also when its page is left. */
  readonly refused: readonly Refusal[];
}

const member = /^act\.set\.([^.]+)/;

/** Fields of the draft that were refused; none: the whole of it was. */
function refusedKeys(refusals: readonly Refusal[]): ReadonlySet<string> {
  return new Set(refusals.flatMap(({ field }) => member.exec(field ?? '')?.[1] ?? []));
}

const without = (set: FieldValues, keys: ReadonlySet<string>): FieldValues =>
  Object.fromEntries(Object.entries(set).filter(([key]) => !keys.has(key)));

/** Saves a step's form while it is typed, so that nothing is lost when the page, the window or the power goes. */
export function useStepDraft({ found, state }: KnownCase, acting: string | undefined): StepDraft {
  const office = useOffice();
  const { step, round } = state;
  const key = `lembar.draft.fields.${office.account.id}.${found.id}.${step}.${round}`;
  const [left] = useState(() => leftOver<FieldValues>(office, key, isSecret(found.security)));
  const [typed, setTyped] = useState<FieldValues>(() => left.read());
  const [refused, setRefused] = useState<readonly Refusal[]>([]);
  const latest = useRef<FieldValues>(typed);
  const kept = useRef<FieldValues>({});
  /** What of others each field was begun over: it stays so until the field is left, whatever arrives meanwhile. */
  const begun = useRef<Readonly<Record<string, string | null>>>({});
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const put = (values: FieldValues): void => {
    latest.current = values;
    setTyped(values);
  };

  async function run(set: FieldValues): Promise<readonly Refusal[]> {
    const over = Object.fromEntries(Object.entries(begun.current).filter(([name]) => name in set));
    const args = { caseId: found.id, act: { step, round, set, over } };
    const result = await office
      .run('case.draft', args, acting === undefined ? {} : { acting })
      .catch((fault: unknown) => {
        console.error(fault);
        return { ok: false as const, error: [refuse('JOURNAL_FAILED')] };
      });
    if (result.ok) kept.current = { ...kept.current, ...set };
    return result.ok ? [] : result.error;
  }

  /** Saves what is new; one field that is refused holds up no other. What was taken. */
  async function keep(): Promise<FieldValues> {
    const now = latest.current;
    const set = Object.fromEntries(Object.entries(now).filter(([name, value]) => kept.current[name] !== value));
    if (Object.keys(set).length === 0) {
      setRefused([]);
      left.keep({});
      return now;
    }
    // Before it is asked for: a page that goes at this moment takes nothing with it.
    left.keep(set);
    let wrong = await run(set);
    const keys = refusedKeys(wrong);
    const rest = without(set, keys);
    if (keys.size > 0 && Object.keys(rest).length > 0) {
      const more = await run(rest);
      wrong = [...wrong, ...more];
    }
    setRefused(wrong);
    const open = Object.fromEntries(Object.entries(set).filter(([name, value]) => kept.current[name] !== value));
    left.keep(open);
    return without(now, new Set(Object.keys(open)));
  }

  /** A saved draft is no longer shown over the case; what was typed meanwhile is. */
  async function leave(): Promise<void> {
    clearTimeout(timer.current);
    const done = await keep();
    put(Object.fromEntries(Object.entries(latest.current).filter(([name, value]) => done[name] !== value)));
    begun.current = Object.fromEntries(Object.entries(begun.current).filter(([name]) => name in latest.current));
  }

  function begin(name: string): void {
    const last = lastOfOthers(found.acts, { step, round }, office.account.id)[name] ?? null;
    begun.current = { ...begun.current, [name]: last };
  }

  // Saves the last input when the page is left without leaving the field; asks again for what was refused before.
  const last = useRef(keep);
  useEffect(() => {
    last.current = keep;
  });
  useEffect(() => {
    void last.current();
    return () => {
      clearTimeout(timer.current);
      void last.current();
    };
  }, []);

  const [why = null] = refused;
  return {
    values: { ...state.draft, ...typed },
    change(name, value) {
      if (!(name in begun.current)) begin(name);
      put({ ...latest.current, [name]: value });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void keep(), idleMs);
    },
    leave: () => void leave(),
    settle(name, value) {
      begin(name);
      kept.current = without(kept.current, new Set([name]));
      put({ ...latest.current, [name]: value });
      void leave();
    },
    state: why !== null ? 'failed' : Object.keys(typed).length > 0 ? 'typing' : 'kept',
    why,
    refused: refused.map((refusal) => {
      const path = refusal.field?.replace(/^act\.set\./, 'fields.');
      return path === undefined ? refusal : { ...refusal, field: path };
    }),
  };
}
