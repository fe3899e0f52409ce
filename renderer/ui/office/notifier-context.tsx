import { createContext, useContext, type ReactNode } from 'react';
import { noNotifier, type Notifier } from './notifier.ts';

const Context = createContext<Notifier>(noNotifier);

/** Provides the screens with the desktop notices. */
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
