import type { LetterList } from '../../data/office.ts';

/** Where the selection goes for a key, or null when the key does not move it. `page` rows make a screen. */
export function movedSelection(key: string, at: number, total: number, page: number): number | null {
  if (total === 0) return null;
  const last = total - 1;
  const within = (index: number): number => Math.min(last, Math.max(0, index));
  switch (key) {
    case 'ArrowDown':
      return within(at + 1);
    case 'ArrowUp':
      return at < 0 ? 0 : within(at - 1);
    case 'PageDown':
      return within(Math.max(at, 0) + page);
    case 'PageUp':
      return within(at - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/**
 * The index of a letter after the list changed: entries rarely come and go in large numbers, so it is searched near its
 * old index. -1 when it is no longer there.
 */
export function findNear(list: LetterList, id: string, near: number, reach = 200): number {
  if (list.line(near)?.id === id) return near;
  for (let step = 1; step <= reach; step++) {
    if (list.line(near + step)?.id === id) return near + step;
    if (near - step >= 0 && list.line(near - step)?.id === id) return near - step;
  }
  return -1;
}
