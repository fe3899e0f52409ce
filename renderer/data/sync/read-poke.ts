import { poke, type Poke } from '../../../shared/sync/protocol.ts';

/** The data of an `event: poke`; null when it cannot be read, which is a hint all the same (PROTOCOL L6). */
export function readPoke(text: string): Poke | null {
  try {
    return poke.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
