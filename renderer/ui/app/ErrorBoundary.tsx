import { Component, type ReactNode } from 'react';
import { Broken } from './Broken.tsx';

interface State {
  readonly error: { readonly value: unknown } | null;
}

/** Catches what no screen caught. React offers this to classes only. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(value: unknown): State {
    return { error: { value } };
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <Broken error={this.state.error.value} />;
  }
}
