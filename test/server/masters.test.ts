import { describe, expect, it } from 'vitest';
import { masterCache, whoIs } from '../../server/sync/masters.ts';
import type { Account } from '../../shared/people/people.ts';
import { testRegister } from '../support/register.ts';

describe('who an account is', () => {
  it('is found of that state of it, also where another state of it was asked about before', async () => {
    const { store } = await testRegister();
    await store.read(async (tx) => {
      const masters = await masterCache().at(tx);
      const now = masters.get<Account>('account', 'prakom');
      if (!now) throw new Error('no account');
      const before: Account = { ...now, admin: true };
      const isAdmin = (account: Account): boolean => whoIs(masters, account, '2026-10-08', null).rights.has('admin');
      expect([before, now, before].map(isAdmin)).toEqual([true, false, true]);
    });
  });
});
