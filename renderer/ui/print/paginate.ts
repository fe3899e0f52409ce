/** The box of a text on the first page. */
export type Box = 'sender' | 'number' | 'recipients' | 'instructions' | 'subject' | 'note' | 'chain';

/** One text of a sheet, which may run on from box to box and from page to page. */
export interface Flow {
  readonly key: string;
  /** First-page boxes, tried in this order; what fits in none of them goes on the next page. */
  readonly boxes: readonly [Box, ...Box[]];
  readonly text: string;
  /** Better moved than split: the line of a tick box. */
  readonly whole?: boolean;
  /** Key of the flow right behind it, without whose beginning it must not end a page: a heading. */
  readonly gluedTo?: string;
}

/** A stretch of a flow. All pieces of a flow, joined, are its text. */
export interface Piece {
  readonly key: string;
  readonly box: Box;
  readonly text: string;
  /** Whether it begins and ends where its flow does. */
  readonly starts: boolean;
  readonly ends: boolean;
}

export interface PageParts {
  readonly first: boolean;
  readonly pieces: readonly Piece[];
}

/** Whether a page with these pieces stays within its paper and its boxes. Less text must not fit worse than more. */
export type Fits = (page: PageParts) => boolean;

/** What is left of a flow. */
interface Rest {
  readonly flow: Flow;
  readonly from: number;
}

/** Longer words may be broken anywhere: a page full of white paper before them would look like an error. */
const longWord = 40;
const graphemes = new Intl.Segmenter('id', { granularity: 'grapheme' });

function everyGrapheme(text: string, from: number, to: number): number[] {
  return [...graphemes.segment(text.slice(from, to))].map(({ index, segment }) => from + index + segment.length);
}

/** Offsets behind `from` at which a text may be broken, ascending; the last one is its end. */
export function breaks(text: string, from: number): number[] {
  const found: number[] = [];
  for (const match of text.slice(from).matchAll(/[^\s]*(?:\n|[^\S\n]+|$)/g)) {
    const start = from + match.index;
    const end = start + match[0].length;
    if (end === start) continue;
    if (match[0].length > longWord) found.push(...everyGrapheme(text, start, end).filter((at) => at < end));
    found.push(end);
  }
  return found;
}

function pieceOf({ flow, from }: Rest, to: number, box: Box): Piece {
  return { key: flow.key, box, text: flow.text.slice(from, to), starts: from === 0, ends: to === flow.text.length };
}

/** The furthest of these offsets that still fits; null if none does. */
function furthest(offsets: readonly number[], fitsTo: (to: number) => boolean): number | null {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fitsTo(offsets[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return offsets[low - 1] ?? null;
}

/** How far a flow goes on this page, or null for not at all. `force`: the page is empty, something has to go on it. */
function place(
  page: PageParts,
  rest: Rest,
  next: Rest | undefined,
  box: Box,
  fits: Fits,
  force: boolean,
): number | null {
  const { flow, from } = rest;
  const end = flow.text.length;
  const upTo = (to: number, ...more: Piece[]): boolean =>
    fits({ ...page, pieces: [...page.pieces, pieceOf(rest, to, box), ...more] });
  if (upTo(end)) {
    const follower = next && flow.gluedTo === next.flow.key ? next : null;
    const begun = follower && pieceOf(follower, breaks(follower.flow.text, follower.from)[0] ?? 0, box);
    return !begun || force || upTo(end, begun) ? end : null;
  }
  if ((flow.whole || flow.gluedTo !== undefined) && !force) return null;
  const at = furthest(breaks(flow.text, from), (to) => upTo(to));
  if (at !== null || !force) return at;
  const anywhere = everyGrapheme(flow.text, from, end);
  return furthest(anywhere, (to) => upTo(to)) ?? anywhere[0] ?? end;
}

function firstPage(flows: readonly Flow[], fits: Fits): { readonly page: PageParts; readonly left: readonly Rest[] } {
  let page: PageParts = { first: true, pieces: [] };
  const left: Rest[] = [];
  const full = new Set<Box>();
  flows.forEach((flow, index) => {
    let rest: Rest = { flow, from: 0 };
    const follower = flows[index + 1];
    const next = follower && { flow: follower, from: 0 };
    for (const box of flow.boxes) {
      if (full.has(box)) continue;
      const to = place(page, rest, next, box, fits, false);
      if (to !== null) page = { ...page, pieces: [...page.pieces, pieceOf(rest, to, box)] };
      if (to === flow.text.length) return;
      full.add(box);
      rest = { flow, from: to ?? rest.from };
    }
    left.push(rest);
  });
  return { page, left };
}

function nextPage(rests: readonly Rest[], fits: Fits): { readonly page: PageParts; readonly left: readonly Rest[] } {
  let page: PageParts = { first: false, pieces: [] };
  for (const [index, rest] of rests.entries()) {
    const box = rest.flow.boxes[0];
    const to = place(page, rest, rests[index + 1], box, fits, page.pieces.length === 0);
    if (to !== null) page = { ...page, pieces: [...page.pieces, pieceOf(rest, to, box)] };
    if (to === rest.flow.text.length) continue;
    return { page, left: [{ flow: rest.flow, from: to ?? rest.from }, ...rests.slice(index + 1)] };
  }
  return { page, left: [] };
}

/**
 * Lays the texts of a sheet on its first page and as many further ones as they need. Nothing is cut: the rest goes on
 * the next page. Every further page takes at least one character, so that it ends whatever `fits` returns.
 */
export function paginate(flows: readonly Flow[], fits: Fits): readonly PageParts[] {
  const first = firstPage(
    flows.filter(({ text }) => text !== ''),
    fits,
  );
  const pages = [first.page];
  let left = first.left;
  while (left.length > 0) {
    const more = nextPage(left, fits);
    pages.push(more.page);
    left = more.left;
  }
  return pages;
}
