import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import type { Cell } from '../../shared/exchange/row-checker.ts';

/** Where a page ended, and of which list. */
export interface PagePlace {
  /** Values of the sort columns of its last row. */
  readonly keys: readonly Cell[];
  /** The version of the dataset when the first page was read: changes are read from there. */
  readonly rv: number;
}

const longestToken = 8000;
const macLength = 16;

/** What a token belongs to: another dataset, filter or order makes it worthless. */
export const listName = (parts: readonly unknown[]): string => hash('sha256', JSON.stringify(parts)).slice(0, 24);

const mac = (secret: string, text: string): Buffer =>
  createHmac('sha256', secret).update(`lembar page ${text}`).digest().subarray(0, macLength);

/** An opaque token that only this centre can make. */
export function sealPlace(secret: string, list: string, { keys, rv }: PagePlace): string {
  const text = Buffer.from(JSON.stringify([list, rv, keys])).toString('base64url');
  return `${text}.${mac(secret, text).toString('base64url')}`;
}

/** The place a token stands for; null when it was not made here or for another list. */
export function openPlace(secret: string, list: string, token: string): PagePlace | null {
  const [text = '', seal = '', more] = token.split('.');
  if (token.length > longestToken || more !== undefined) return null;
  const [given, made] = [Buffer.from(seal, 'base64url'), mac(secret, text)];
  if (given.length !== made.length || !timingSafeEqual(given, made)) return null;
  const [named, rv, keys] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [string, number, Cell[]];
  return named === list ? { keys, rv } : null;
}

/** `epoch.rv`: up to where changes were read. Whoever makes one up reads from another place, nothing more. */
export const sinceToken = (epoch: string, rv: number): string => `${epoch}.${rv}`;

/** The version in a token of this history; null when it is of another one. */
export function sinceVersion(epoch: string, token: string): number | null {
  const match = /^([0-9a-f]{1,64})\.(\d{1,15})$/.exec(token);
  return match?.[1] === epoch ? Number(match[2]) : null;
}

export const isSinceToken = (token: string): boolean => /^[0-9a-f]{1,64}\.\d{1,15}$/.test(token);
