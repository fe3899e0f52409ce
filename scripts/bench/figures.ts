/** One line of the table. Times in ms unless the unit says otherwise. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly floor: number | null;
  readonly ours: number;
  /** ours / floor */
  readonly ratio: number | null;
  readonly aim: string;
  /** Null where there is no aim. */
  readonly met: boolean | null;
}

/** The value below which the share `q` of the samples lies; the nearest sample, nothing interpolated. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
}

/** The middle of the samples, or half way between the two in the middle. */
export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}

/** Against the floor of the same run; `most` is the aim for the ratio. */
export function against(name: string, floor: number, ours: number, limit: number | null): Figure {
  const ratio = ours / floor;
  return {
    name,
    unit: 'ms',
    floor,
    ours,
    ratio,
    aim: limit === null ? '' : `≤ ${limit} ×`,
    met: limit === null ? null : ratio <= limit,
  };
}

/** A value of our own; `most` is the aim in its unit. */
export function alone(name: string, unit: string, ours: number, limit: number | null): Figure {
  return {
    name,
    unit,
    floor: null,
    ours,
    ratio: null,
    aim: limit === null ? '' : `≤ ${limit} ${unit}`,
    met: limit === null ? null : ours <= limit,
  };
}

const number = (n: number | null): string =>
  n === null ? '' : n >= 100 ? n.toFixed(0) : n >= 10 ? n.toFixed(1) : n.toFixed(2);

/** The figures as a Markdown table, which a console can read too. */
export function table(figures: readonly Figure[]): string {
  const rows = [
    ['', 'unit', 'floor', 'ours', 'ratio', 'aim', ''],
    ...figures.map(({ name, unit, floor, ours, ratio, aim, met }) => [
      name,
      unit,
      number(floor),
      number(ours),
      number(ratio),
      aim,
      met === null ? '' : met ? 'met' : 'not met',
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, i) => Math.max(3, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => (i >= 2 && i <= 4 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i >= 2 && i <= 4 ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`;
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line)].join('\n');
}
