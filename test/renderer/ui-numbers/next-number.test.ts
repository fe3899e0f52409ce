import { expect, it } from 'vitest';
import type { BookNumbers } from '../../../shared/sync/protocol.ts';
import type { LeaseState } from '../../../shared/desk/desk.ts';
import { nextNumberOf } from '../../../renderer/ui/office/next-number.ts';

const chosen = { book: 'SM', year: 2026 };
const stated: BookNumbers = { ...chosen, next: 16, here: false, move: [], absent: [] };
const lease: LeaseState = { id: 'L', ...chosen, from: 6, to: 15, used: 7, closed: false, inc: 1 };
const sync = { numbers: [stated], reachable: true, numbering: 'open' } as const;

it('[N14] the form names the number the server would give', () => {
  expect(nextNumberOf(sync, [lease], chosen)).toEqual({ no: 16, by: 'server' });
  expect(nextNumberOf(sync, [lease], { book: 'SM', year: 2025 })).toBeNull();
});

it('[N13] the form names the next number of the desk that burns here, and of one without the server', () => {
  expect(nextNumberOf({ ...sync, numbers: [{ ...stated, here: true }] }, [lease], chosen)).toEqual({
    no: 8,
    by: 'desk',
  });
  expect(nextNumberOf({ ...sync, reachable: false }, [lease], chosen)).toEqual({ no: 8, by: 'desk' });
  expect(nextNumberOf({ ...sync, reachable: false }, [{ ...lease, used: 15 }], chosen)).toBeNull();
});

it('[N4] the form names none while no numbers are given out', () => {
  expect(nextNumberOf({ ...sync, numbering: 'closed' }, [], chosen)).toBeNull();
});
