import { describe, expect, it } from 'vitest';
import { figuresKey, keptFigures } from '../../../renderer/ui/interchange/use-figures.ts';
import { trendOf, type Room } from '../../../renderer/ui/interchange/trend.ts';
import { keepDraft } from '../../../renderer/ui/entry/drafts.ts';
import type { FiguresAnswer, LoadFigure } from '../../../shared/exchange/office-api.ts';

const room: Room = { width: 100, height: 100, left: 0, right: 0, top: 0, bottom: 0 };
const load = (total: number | null, batch = `${total}`): LoadFigure => ({
  ...{ batch, at: 0, state: total === null ? 'refused' : 'applied', received: 1, valid: 1, refused: 0 },
  ...{ total, errorCount: 0, quality: null },
});

describe('the line of the loads', () => {
  it('begins at zero and ends at a round number, with the first and the last load at its edges', () => {
    const { points, ticks } = trendOf([load(100), load(160)], room);
    expect(points.map(({ x, y }) => [x, Math.round(y)])).toEqual([
      [0, 50],
      [100, 20],
    ]);
    expect(ticks.map(({ rows, y }) => [rows, y])).toEqual([
      [0, 100],
      [50, 75],
      [100, 50],
      [150, 25],
      [200, 0],
    ]);
  });

  it('shows a load that was not applied at the rows there were before it', () => {
    const { points } = trendOf([load(10), load(null), load(20)], room);
    expect(points.map(({ rows, isApplied }) => [rows, isApplied])).toEqual([
      [10, true],
      [10, false],
      [20, true],
    ]);
  });

  it('of one load, or of none that has rows, is still a drawing', () => {
    expect(trendOf([load(null)], room).points).toMatchObject([{ x: 50, y: 100, rows: 0 }]);
    expect(trendOf([load(7)], room).points).toMatchObject([{ x: 50, rows: 7 }]);
  });
});

describe('figures kept for when there is no network', () => {
  const storage = (): Storage => {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
      removeItem: (key: string) => void kept.delete(key),
    } as unknown as Storage;
  };
  const key = figuresKey('tu', 'doc', 1);
  const figures: FiguresAnswer = {
    ...{ dataset: 'a', title: 'A', major: 1, minor: 0, at: 5, rows: 3, loadedAt: 4, fields: [] },
    loads: [load(3)],
  };

  it('are the last ones with their time', () => {
    const store = storage();
    keepDraft(store, key, figures);
    expect(keptFigures(store, key)).toEqual(figures);
    expect(keptFigures(store, figuresKey('kadis', 'doc', 1))).toBeNull();
  });

  it('of another shape, from another version of the program, are none', () => {
    const store = storage();
    keepDraft(store, key, { rows: 3 });
    expect(keptFigures(store, key)).toBeNull();
  });
});
