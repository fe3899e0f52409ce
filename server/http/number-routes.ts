import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { bookName } from '../../shared/sync/bounds.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { writeAs } from '../auth/callers.ts';
import { moveBook } from '../numbers/books.ts';
import type { Deps } from '../deps.ts';
import { asking, bodyOf, fail } from './answers.ts';

/** `POST /api/numbers/books`: the number a book goes on with. */
export const bookRequest = z.object({
  ...bookName,
  next: z.number().int().min(1).max(1_000_000),
});

/** Where a book continues. */
export function numberRoutes(app: FastifyInstance, deps: Deps): void {
  app.get(
    paths.books,
    asking(deps, 'admin', async () => {
      const known = await deps.store.read((tx) => tx.numbers.books());
      return { books: known.map(({ book, year, next }) => ({ book, year, next })) };
    }),
  );

  app.post(paths.books, async (request, reply) => {
    const body = bodyOf(request, bookRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const { book, year, next } = body;
    const moved = await writeAs(deps, request, 'admin', (tx, { account }) =>
      // A counter never decreases: numbers below it are on letters or in blocks.
      moveBook(tx, { book, year }, next, account.id, deps.clock),
    );
    if (!moved.ok) return fail(reply, moved.error);
    if (!moved.value) return fail(reply, 'BAD_REQUEST');
    await deps.committed([body]);
    return body;
  });
}
