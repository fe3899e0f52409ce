import { readPoke } from '../../renderer/data/sync/read-poke.ts';
import type { Poke } from '../../shared/sync/protocol.ts';

const utf8 = new TextDecoder();

/** The hints in a piece of an event stream, as an EventSource would deliver them. */
export function pokesIn(part: Uint8Array): readonly (Poke | null)[] {
  return [...utf8.decode(part).matchAll(/event: poke\ndata: (.*)\n/g)].map(([, data]) => readPoke(data ?? ''));
}
