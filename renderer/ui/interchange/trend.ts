import type { LoadFigure } from '../../../shared/exchange/office-api.ts';

/** Room of a drawing, in its own units. */
export interface Room {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface TrendPoint {
  readonly x: number;
  readonly y: number;
  readonly load: LoadFigure;
  /** Its rows; a load that was not applied stands at those before it. */
  readonly rows: number;
  readonly isApplied: boolean;
}

export interface Trend {
  readonly points: readonly TrendPoint[];
  /** Heights with the number of rows they stand for, the lowest first. */
  readonly ticks: readonly { readonly y: number; readonly rows: number }[];
}

/** The least of 1, 2 and 5 times a power of ten that is not below. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= least) ?? power * 10;
}

/** Where each load stands in a drawing that begins at zero: a small change must not look like a large one. */
export function trendOf(loads: readonly LoadFigure[], room: Room): Trend {
  let rows = 0;
  const totals = loads.map(({ total }) => (rows = total ?? rows));
  const step = niceStep(Math.max(...totals, 1) / 4);
  const top = Math.max(1, Math.ceil(Math.max(...totals, 1) / step)) * step;
  const [inside, tall] = [room.width - room.left - room.right, room.height - room.top - room.bottom];
  const heightOf = (count: number): number => room.top + tall * (1 - count / top);
  const widthOf = (i: number): number =>
    room.left + (loads.length < 2 ? inside / 2 : (inside * i) / (loads.length - 1));
  return {
    points: loads.map((load, i) => ({
      ...{ x: widthOf(i), y: heightOf(totals[i] ?? 0), load, rows: totals[i] ?? 0, isApplied: load.total !== null },
    })),
    ticks: Array.from({ length: Math.round(top / step) + 1 }, (_, i) => ({ y: heightOf(i * step), rows: i * step })),
  };
}
