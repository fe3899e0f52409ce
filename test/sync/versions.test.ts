import { afterEach, beforeEach, expect, it } from 'vitest';
import { letterArgs } from '../support/letter-args.ts';
import { openTestOffice, type TestOffice } from '../support/office.ts';
import { settled, until } from '../support/wait.ts';

let place: TestOffice;
beforeEach(async () => {
  place = await openTestOffice();
});
afterEach(() => place.close());

it('[V4] a program too old to read goes on sending: entries made before and after the server said so arrive', async () => {
  const tu = await place.desk('tu');
  const kadis = await place.desk('kadis');
  for (const { office } of [tu, kadis]) await until(office, 'settled', () => settled(office));
  tu.wire.cut();
  await tu.office.syncNow();
  await tu.office.run('letter.register', letterArgs('before'));
  tu.wire.mend();
  tu.wire.answerAlways('/api/sync/pull', 426, 'UPGRADE');
  await tu.office.syncNow();
  await until(tu.office, 'paused', () => tu.office.sync().pause === 'upgrade');
  await tu.office.run('letter.register', letterArgs('after', { letterNumber: '2' }));
  await until(
    kadis.office,
    'both are there',
    () => kadis.office.letters({ text: 'Rapat koordinasi' }).total === 2,
    15_000,
  );
  expect(tu.office.sync()).toMatchObject({ pause: 'upgrade', waiting: 0 });
  // Answered, but not yet read back: they stay in the outbox and in the lists (P11).
  expect(await tu.store.all('outbox')).toHaveLength(2);
  expect(tu.office.letters({ text: 'Rapat koordinasi' }).total).toBe(2);
  tu.wire.mend();
  await tu.office.syncNow();
  await until(tu.office, 'read again', () => settled(tu.office) && tu.office.sync().pause === null, 15_000);
  expect(await tu.store.all('outbox')).toEqual([]);
});
