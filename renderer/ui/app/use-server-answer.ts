import { useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { useApi } from './api-context.tsx';
import { useOffice } from './office-context.tsx';

export interface ServerAnswer<T> {
  /** The newest answer for this path; null until there is one. It stays while it is asked for again. */
  readonly value: T | null;
  /** Why the last try brought none; null while all is well. */
  readonly refusal: Refusal | null;
  readonly asking: boolean;
  readonly again: () => void;
}

interface Kept<T> {
  readonly of: string;
  readonly turn: number;
  readonly answer: Result<T, Refusal>;
}

/** Reads an answer of the server as its contract says; anything else was not our server. */
export function readAnswer<T>(schema: z.ZodType<T>, answer: Result<unknown, Refusal>): Result<T, Refusal> {
  if (!answer.ok) return answer;
  const parsed = schema.safeParse(answer.value);
  return parsed.success ? ok(parsed.data) : err(refuse('NOT_A_SERVER'));
}

/** What the server alone knows, asked for when the screen opens and whenever `again` is called. `schema` is a constant. */
export function useServerAnswer<T>(path: string, schema: z.ZodType<T>): ServerAnswer<T> {
  const api = useApi();
  const { account } = useOffice();
  const [turn, setTurn] = useState(0);
  const [kept, setKept] = useState<Kept<T> | null>(null);
  const [last, setLast] = useState<{ readonly of: string; readonly value: T } | null>(null);
  useEffect(() => {
    let gone = false;
    void api.get(path, account.id).then((raw) => {
      if (gone) return;
      const answer = readAnswer(schema, raw);
      setKept({ of: path, turn, answer });
      if (answer.ok) setLast({ of: path, value: answer.value });
    });
    return () => {
      gone = true;
    };
  }, [api, account.id, path, schema, turn]);
  const again = useCallback(() => setTurn((now) => now + 1), []);
  const current = kept?.of === path && kept.turn === turn ? kept.answer : null;
  return {
    value: last?.of === path ? last.value : null,
    refusal: current !== null && !current.ok ? current.error : null,
    asking: current === null,
    again,
  };
}
