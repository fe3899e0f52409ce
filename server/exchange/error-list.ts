import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { errorsInAnswer, type FaultCount } from '../../shared/exchange/api.ts';
import type { Fault } from '../../shared/exchange/row-checker.ts';
import { rowError, type RowError } from '../../shared/exchange/sentences.ts';

/** An error of a batch; `batch` says of which one, where several make one load. */
export type BatchError = RowError & { readonly batch?: string };

export interface ErrorList {
  add(row: number, fault: Fault, batch: string | null): void;
  /** Errors in all. */
  count(): number;
  first(): readonly BatchError[];
  /** How often each rule was broken, the most frequent first. */
  byRule(): readonly FaultCount[];
  /** Writes what is left; whether there is a file. */
  finish(): boolean;
}

const written = 64 * 1024;
/** Errors of one batch take no more of the disk than this. */
const longestFile = 512 * 1024 * 1024;
/** Names of unknown columns are whatever somebody sent. */
const mostRules = 2000;

/** Errors of a load: the first ones in memory, all of them in a file once they are more. */
export function collectErrors(path: string): ErrorList {
  const first: BatchError[] = [];
  const counts = new Map<string, { field: string | null; rule: string; count: number }>();
  let count = 0;
  let file: number | null = null;
  let waiting = '';
  let size = 0;
  const flush = (): void => {
    if (waiting === '' || file === null) return;
    if (size < longestFile) size += writeSync(file, waiting);
    waiting = '';
  };
  const keep = (error: BatchError): void => {
    waiting += `${JSON.stringify(error)}\n`;
    if (waiting.length >= written) flush();
  };
  return {
    add(row, fault, batch) {
      const error = { ...rowError(row, fault), ...(batch === null ? {} : { batch }) };
      count++;
      const name = `${error.field ?? ''} ${error.rule}`;
      const known = counts.get(name);
      if (known) known.count++;
      else if (counts.size < mostRules) counts.set(name, { field: error.field, rule: error.rule, count: 1 });
      if (count <= errorsInAnswer) first.push(error);
      else {
        if (file === null) {
          file = openSync(path, 'w', 0o600);
          for (const one of first) keep(one);
        }
        keep(error);
      }
    },
    count: () => count,
    first: () => first,
    byRule: () => [...counts.values()].sort((a, b) => b.count - a.count),
    finish() {
      if (file === null) return false;
      flush();
      fsyncSync(file);
      closeSync(file);
      file = null;
      return true;
    },
  };
}
