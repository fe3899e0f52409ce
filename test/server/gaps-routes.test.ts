import { beforeEach, describe, expect, it } from 'vitest';
import { gapsAnswer, trustPaths, type GapsAnswer } from '../../shared/sync/trust-api.ts';
import { registerArgs } from '../support/builders.ts';
import { burned, newId, type DeskClient } from '../support/desk-client.ts';
import { testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let tu: DeskClient;
beforeEach(async () => {
  register = await testRegister();
  tu = await register.desk('tu', 'Loket');
});

async function gaps(desk: DeskClient = tu, query = 'book=SM&year=2026'): Promise<GapsAnswer> {
  const answer = await desk.send('GET', `${trustPaths.gaps}?${query}`);
  expect(answer.status).toBe(200);
  return gapsAnswer.parse(answer.json);
}

const lines = ({ ranges }: GapsAnswer) => ranges.map(({ from, to, class: name, reason }) => [from, to, name, reason]);

describe('the register of unused numbers', () => {
  it('[N2] states for every number up to the highest where it is', async () => {
    await tu.register(registerArgs({ letterId: newId('letter') }));
    const lease = await tu.lease(2026);
    await tu.register(registerArgs({ letterId: newId('letter') }), { agenda: burned(lease, lease.from) });
    await tu.register(registerArgs({ letterId: newId('letter') }));
    const answer = await gaps();
    expect(lines(answer)).toEqual([[3, 11, 'leased', null]]);
    expect(answer).toMatchObject({ highest: 12, counts: { used: 3, leased: 9, unaccounted: 0 } });
    expect(answer.ranges[0]?.desk).toEqual({ code: 'D01', name: 'Loket' });
    expect(answer.at).toBe(register.clock.now());
  });

  it('says who gave a block back and when', async () => {
    const lease = await tu.lease(2026);
    await tu.register(registerArgs({ letterId: newId('letter') }));
    await tu.closeLease(lease.id, null);
    expect((await gaps()).ranges).toEqual([
      {
        from: 1,
        to: 10,
        class: 'void',
        desk: { code: 'D01', name: 'Loket' },
        reason: 'returned',
        by: 'tu',
        at: register.clock.now(),
      },
    ]);
  });

  it('lists cancelled letters with their reason, and of a secret one only the number', async () => {
    const [open, secret] = [newId('letter'), newId('letter')];
    const sekretaris = await register.desk('sekretaris');
    await tu.register(registerArgs({ letterId: open }));
    await sekretaris.register(registerArgs({ letterId: secret, security: 'rahasia' }));
    await tu.say('letter.void', { letterId: open, reason: 'Tercatat dua kali' });
    await sekretaris.say('letter.void', { letterId: secret, reason: 'Alasan yang rahasia' });
    const answer = await tu.send('GET', `${trustPaths.gaps}?book=SM&year=2026`);
    expect(gapsAnswer.parse(answer.json).cancelled).toEqual([
      { no: 1, reason: 'Tercatat dua kali' },
      { no: 2, reason: '' },
    ]);
    expect(answer.bytes.toString()).not.toContain('Alasan yang rahasia');
  });

  it('offers this year’s book before its first number, and from December the next one', async () => {
    expect((await gaps()).books).toEqual([{ book: 'SM', year: 2026 }]);
    register.clock.set('2026-12-01T00:30:00.000+07:00');
    tu = await register.desk('tu');
    expect((await gaps()).books.map(({ year }) => year)).toEqual([2027, 2026]);
  });

  it('answers of a book not begun that nothing is missing', async () => {
    expect(await gaps(tu, 'book=SM&year=2031')).toMatchObject({ highest: 0, ranges: [], cancelled: [] });
  });

  it.each(['', 'book=SM', 'book=sm&year=2026', 'book=SM&year=abc', 'book=SM&year=1'])(
    'refuses the question "%s"',
    async (query) => {
      expect((await tu.send('GET', `${trustPaths.gaps}?${query}`)).json).toEqual({ code: 'BAD_REQUEST' });
    },
  );

  it('is not for those who are not signed in', async () => {
    expect((await register.wire('GET', `${trustPaths.gaps}?book=SM&year=2026`)).status).toBe(401);
  });
});
