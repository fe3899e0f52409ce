import { useState } from 'react';
import type { Refusal } from '../../../shared/refusal.ts';
import type { Result } from '../../../shared/result.ts';
import { useApi } from './api-context.tsx';
import { useOffice } from './office-context.tsx';

/** One request to the server at a time, with the refusal of the last one. */
export interface Order {
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly send: (path: string, body: unknown) => Promise<Result<unknown, Refusal>>;
}

/** For a dialog that asks the server to do something now; its content stays when the request was refused. */
export function useOrder(): Order {
  const api = useApi();
  const { account } = useOffice();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return {
    busy,
    refusal,
    async send(path, body) {
      setBusy(true);
      const answer = await api.post(path, body, account.id);
      setBusy(false);
      setRefusal(answer.ok ? null : answer.error);
      return answer;
    },
  };
}
