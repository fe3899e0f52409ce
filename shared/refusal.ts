/**
 * Why something was refused.
 * - `input`: what was typed cannot be accepted; belongs next to `field`.
 * - `state`: it does not fit what the document is now.
 * - `right`: this person may not do it.
 * - `fault`: a part did not work (disk, network, server).
 */
export type RefusalKind = 'input' | 'state' | 'right' | 'fault';

/** A refusal is a value. `code` is a key of the text catalogue (`refusal.<code>`), `params` fill its gaps. */
export interface Refusal {
  readonly code: string;
  readonly kind: RefusalKind;
  readonly field?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export function refuse(
  kind: RefusalKind,
  code: string,
  more: { readonly field?: string; readonly params?: Readonly<Record<string, string | number>> } = {},
): Refusal {
  return { kind, code, ...more };
}
