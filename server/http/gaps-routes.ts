import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { trustPaths, type GapsAnswer } from '../../shared/sync/trust-api.ts';
import { openBooks } from '../numbers/books.ts';
import { gapsOf } from '../numbers/gaps.ts';
import type { Deps } from '../deps.ts';
import { asking, fail } from './answers.ts';

export const gapsQuery = z.object({
  book: z.string().regex(/^[A-Z]{1,10}$/),
  year: z.coerce.number().int().min(1900).max(2200),
});

/** The register of unused numbers. Numbers are no secret: whoever signs in sees them in the book as well (PROTOCOL S1). */
export function gapsRoutes(app: FastifyInstance, deps: Deps): void {
  const gaps = asking(deps, 'session', async (_caller, request, reply) => {
    const asked = gapsQuery.safeParse(request.query);
    if (!asked.success) return fail(reply, 'BAD_REQUEST');
    return deps.store.read(async (tx): Promise<GapsAnswer> => {
      const begun = (await tx.numbers.books()).map(({ book, year }) => ({ book, year }));
      const open = openBooks(deps.clock).filter(
        (one) => !begun.some(({ book, year }) => book === one.book && year === one.year),
      );
      const books = [...begun, ...open].sort((a, b) => b.year - a.year || a.book.localeCompare(b.book));
      return { ...(await gapsOf(tx, asked.data, deps.holders)), books, at: deps.clock.now() };
    });
  });
  app.get(trustPaths.gaps, gaps);
}
