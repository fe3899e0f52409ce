/** What happened in a world, as one number to compare and the last lines to read. */
export interface Trace {
  add(at: number, line: string): void;
  /** Same history, same hash. */
  hash(): string;
  lines(): readonly string[];
}

/** `keep`: how many of the last lines stay readable. */
export function makeTrace(keep: number): Trace {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  let lines: string[] = [];
  const take = (text: string): void => {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x85ebca6b) + low;
    }
  };
  return {
    add(at, line) {
      const text = `${(at / 1000).toFixed(3).padStart(11)} ${line}`;
      take(text);
      lines.push(text);
      if (lines.length > keep * 2) lines = lines.slice(-keep);
    },
    hash: () => (low >>> 0).toString(16).padStart(8, '0') + (high >>> 0).toString(16).padStart(8, '0'),
    lines: () => lines.slice(-keep),
  };
}
