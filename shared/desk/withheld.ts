import type { Operation } from '../sync/operation.ts';

/**
 * An operation of somebody else, as the desk core gives it to the window: sequence number and kind without content
 * (PROTOCOL T25). The core restores the content on the way to the register.
 */
export type WithheldOperation = Operation & {
  /** Characters of content that were left out, for counting the size of a push. */
  readonly withheld: number;
};

export function isWithheld(op: unknown): op is WithheldOperation {
  return typeof op === 'object' && op !== null && typeof (op as { withheld?: unknown }).withheld === 'number';
}

/** The operation without its content, and without the documents it is about. */
export function withhold(op: Operation): WithheldOperation {
  const { box, salt: _salt, ...rest } = op;
  const content = box?.length ?? JSON.stringify(op.args ?? null).length;
  return { ...rest, base: {}, args: null, withheld: content + JSON.stringify(op.base).length };
}
