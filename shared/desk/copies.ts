interface Copied {
  readonly id: string;
  /** The desk it was copied from. */
  readonly origin: string | null;
}

/** Those of the desks that were copied from one, through any number of others (PROTOCOL E5). */
export function copiedFrom<D extends Copied>(id: string, desks: readonly D[]): readonly D[] {
  const from = new Set([id]);
  // Set iteration also visits what is added on the way.
  for (const one of from) for (const desk of desks) if (desk.origin === one) from.add(desk.id);
  return desks.filter((desk) => desk.id !== id && from.has(desk.id));
}
