import { expect, it } from 'vitest';
import { fuzzDesk, fuzzRegister } from './fuzz-servers.ts';

// The whole of it is `npm run fuzz`; this is its share in every run of the tests.
it('1,500 requests that nobody makes are answered by the register without a fault', async () => {
  expect(await fuzzRegister(1500, 20260101)).toEqual([]);
}, 120_000);

it('500 requests that nobody makes are answered by the local desk without a fault', async () => {
  expect(await fuzzDesk(500, 20260102)).toEqual([]);
}, 120_000);
