/** A channel's name on the wire. In a file of its own, because the preload bundles it and must stay small. */
export function wireName<C extends string>(channel: C): `lembar:${C}` {
  return `lembar:${channel}`;
}
