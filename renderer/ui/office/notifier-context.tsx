import { createContext, useContext, type ReactNode } from 'react';
import { noNotifier, type Notifier } from './notifier.ts';

const Context = createContext<Notifier>(noNotifier);

/** Hands the screens the notices of the desktop. */
export function NotifierProvider({
  notifier,
  children,
}: {
  readonly notifier: Notifier;
  readonly children: ReactNode;
}) {
  return <Context value={notifier}>{children}</Context>;
}

export function useNotifier(): Notifier {
  return useContext(Context);
}
