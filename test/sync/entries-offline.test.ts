import { expect, it } from 'vitest';
import { letterArgs } from '../support/letter-args.ts';
import { officeForEach } from '../support/office-for-each.ts';
import { settled, until } from '../support/wait.ts';

const place = officeForEach();

it('[P7] entries made offline do not each ask the server again', async () => {
  const { office, wire } = await place.desk('tu');
  await until(office, 'settled', () => settled(office));
  wire.cut();
  await office.run('letter.register', letterArgs('quiet-0'));
  await until(office, 'offline', () => office.sync().phase === 'offline');
  const before = wire.requests.length;
  const begun = place.clock.now();
  for (let i = 1; i <= 20; i++)
    expect(await office.run('letter.register', letterArgs(`quiet-${i}`))).toMatchObject({ ok: true });
  // One try a second at most, whatever the back-off drew, and the live channel's own.
  expect(wire.requests.length - before).toBeLessThan(4 + 5 * ((place.clock.now() - begun) / 1000));
  wire.mend();
  await until(office, 'sent', () => settled(office));
});
