import type { ScopeSum } from './protocol.ts';

/** 64 bits of one document in one version, as two halves of 32; `part` is the one of 256 parts it belongs to. */
export interface RowHash {
  readonly hi: number;
  readonly lo: number;
  /** First byte of the hash of type and id: the same in every version. */
  readonly part: number;
}

/** Parts that are compared when the sums of a scope differ (PROTOCOL L9). */
export const parts = 256;

const whole = 0x1_0000_0000;

/** Every bit of the result depends on every bit of `h`. */
function stir(h: number): number {
  let x = h;
  x = Math.imul(x ^ (x >>> 16), 0x85eb_ca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2_ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** Not against forgers, only against chance: 32-bit multiplications alone, so that 50,000 rows take milliseconds. */
export function hashRow(type: string, id: string, rv: number): RowHash {
  let a = 0x243f_6a88;
  let b = 0x85a3_08d3;
  for (let i = 0; i < type.length; i++) {
    const c = type.charCodeAt(i);
    a = Math.imul(a ^ c, 0x9e37_79b1);
    b = Math.imul(b ^ c, 0x5f35_6495);
  }
  // A separator, so that no type runs into an id.
  a = Math.imul(a ^ 0x1_0000, 0x9e37_79b1);
  b = Math.imul(b ^ 0x1_0000, 0x5f35_6495);
  for (let i = 0; i < id.length; i++) {
    const c = id.charCodeAt(i);
    a = Math.imul(a ^ c ^ (a >>> 15), 0x9e37_79b1);
    b = Math.imul(b ^ c ^ (b >>> 13), 0x5f35_6495);
  }
  const part = stir(a) >>> 24;
  // Versions are safe integers: the upper 21 bits count too.
  const low = stir((rv >>> 0) ^ 0x1319_8a2e);
  const high = stir(Math.floor(rv / whole) ^ 0x0370_7344);
  const hi = stir(stir(a ^ low) + Math.imul(b, 0x27d4_eb2f) + high);
  const lo = stir(stir(b ^ high) + Math.imul(a, 0x1656_67b1) + low);
  return { hi, lo, part };
}

/** The part of a document, whatever its version. */
export function partOf(type: string, id: string): number {
  return hashRow(type, id, 0).part;
}

/** Number of documents and sum of their hashes modulo 2^64. The order in which they come does not matter. */
export class RunningSum {
  #n = 0;
  #hi = 0;
  #lo = 0;

  /** Continues from a stored sum; from nothing without one. */
  static from({ n, x }: ScopeSum): RunningSum {
    const sum = new RunningSum();
    sum.#n = n;
    sum.#hi = Number.parseInt(x.slice(0, 8), 16);
    sum.#lo = Number.parseInt(x.slice(8), 16);
    return sum;
  }

  add({ hi, lo }: RowHash): void {
    this.#n += 1;
    const low = this.#lo + lo;
    this.#lo = low % whole;
    this.#hi = (this.#hi + hi + (low >= whole ? 1 : 0)) % whole;
  }

  /** The opposite of `add`. */
  remove({ hi, lo }: RowHash): void {
    this.#n -= 1;
    const low = this.#lo - lo;
    this.#lo = low < 0 ? low + whole : low;
    this.#hi = (this.#hi - hi - (low < 0 ? 1 : 0) + 2 * whole) % whole;
  }

  get value(): ScopeSum {
    const hex = (half: number): string => half.toString(16).padStart(8, '0');
    return { n: this.#n, x: hex(this.#hi) + hex(this.#lo) };
  }
}

export function sameSum(a: ScopeSum, b: ScopeSum): boolean {
  return a.n === b.n && a.x === b.x;
}
