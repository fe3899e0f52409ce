/** The one source of chance of a world: the same seed gives the same numbers, on every machine. */
export interface Chance {
  /** 0 up to 1. */
  next(): number;
  /** Whole number from 0 up to `n - 1`. */
  int(n: number): number;
  /** Whole number, both ends included. */
  between(from: number, to: number): number;
  /** True with this probability. */
  is(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Each one with this probability, in the order given. */
  some<T>(from: readonly T[], probability: number): readonly T[];
  /** Waiting time with this mean; long ones are rare, as between people's actions. */
  wait(mean: number): number;
  bytes(length: number): Uint8Array;
  hex(length: number): string;
  /** A stream of its own, so that more draws here change nothing there. */
  fork(name: string): Chance;
}

/** Splitmix32: turns any number into four well mixed ones. */
function mixer(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
}

function numberOf(text: string): number {
  let n = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) n = Math.imul(n ^ text.charCodeAt(i), 0x01000193);
  return n >>> 0;
}

const hexDigits = '0123456789abcdef';

/** xoshiro128** (Blackman, Vigna). */
export function makeChance(seed: number): Chance {
  const mix = mixer(seed);
  let [a, b, c, d] = [mix(), mix(), mix(), mix()];
  const word = (): number => {
    const five = Math.imul(b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const chance: Chance = {
    next: () => word() / 4_294_967_296,
    int: (n) => Math.floor(chance.next() * n),
    between: (from, to) => from + chance.int(to - from + 1),
    is: (probability) => chance.next() < probability,
    pick: <T>(from: readonly T[]) => {
      if (from.length === 0) throw new Error('nothing to pick from');
      return from[chance.int(from.length)] as T;
    },
    some: (from, probability) => from.filter(() => chance.is(probability)),
    wait: (mean) => Math.ceil(-Math.log(1 - chance.next()) * mean),
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let i = 0; i < length; i++) bytes[i] = word() & 0xff;
      return bytes;
    },
    hex(length) {
      let text = '';
      for (let i = 0; i < length; i++) text += hexDigits[word() & 0xf];
      return text;
    },
    fork: (name) => makeChance((word() ^ numberOf(name)) >>> 0),
  };
  return chance;
}
