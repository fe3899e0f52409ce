import { createContext, useContext, type ReactNode } from 'react';
import type { Refusal } from '../../../shared/refusal.ts';
import type { Result } from '../../../shared/result.ts';

/**
 * The few requests that a screen makes itself because they need the server at that moment: set-up and accounts. Never
 * throws. Everything else goes through the office, which waits for no network.
 */
export interface Api {
  get(path: string, account: string | null): Promise<Result<unknown, Refusal>>;
  post(path: string, body: unknown, account: string | null): Promise<Result<unknown, Refusal>>;
}

const Context = createContext<Api | null>(null);

export function ApiProvider({ api, children }: { readonly api: Api; readonly children: ReactNode }) {
  return <Context value={api}>{children}</Context>;
}

export function useApi(): Api {
  const api = useContext(Context);
  if (!api) throw new Error('useApi outside of ApiProvider');
  return api;
}
