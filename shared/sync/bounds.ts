import { z } from 'zod';

/** Highest agenda number a book of an office may have: no counter, block or letter of a message goes beyond. */
export const highestNumber = 999_999;
export const agendaNumber = z.number().int().min(1).max(highestNumber);

/** Most numbers in one block. */
export const mostInBlock = 1000;

/** A book of agenda numbers. */
export const bookName = {
  book: z.string().regex(/^[A-Z]{1,10}$/),
  year: z.number().int().min(1900).max(2200),
} as const;

/** Places of a sequence and incarnations: far more than a desk can ever use, far less than a number can hold. */
const most = 2 ** 40;
export const place = z.number().int().min(0).max(most);
export const positive = z.number().int().min(1).max(most);
export const incarnation = z.number().int().min(0).max(1_000_000);
