import { describe, expect, it } from 'vitest';
import type { DocType } from '../../shared/commands/documents.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { aLetter } from '../support/builders.ts';
import { letterArgs } from '../support/letter-args.ts';
import { officeForEach } from '../support/office-for-each.ts';
import { openReadingDesk } from '../support/reading-desk.ts';
import { testRegister } from '../support/register.ts';
import { settled, until } from '../support/wait.ts';

describe('a program older than the server', () => {
  const place = officeForEach();

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
    await until(kadis.office, 'both are there', () => kadis.office.letters({ text: 'Rapat koordinasi' }).total === 2);
    expect(tu.office.sync()).toMatchObject({ pause: 'upgrade', pending: 0 });
    // Answered, but not yet read back: they stay in the outbox and in the lists (P11).
    expect(await tu.store.all('outbox')).toHaveLength(2);
    expect(tu.office.letters({ text: 'Rapat koordinasi' }).total).toBe(2);
    tu.wire.mend();
    await tu.office.syncNow();
    await until(tu.office, 'read again', () => settled(tu.office) && tu.office.sync().pause === null);
    expect(await tu.store.all('outbox')).toEqual([]);
  });

  it('[V3] keeps documents and fields it does not know as they came, by the first reading and by pull, and across starts', async () => {
    const register = await testRegister();
    const client = await register.desk('sekretaris');
    // What a later program will call a case, and a letter with a field of that program.
    const file = 'caseFile' as DocType;
    const received = { date: '2026-10-08', time: '09:00' };
    const first = { id: 'apl-1', name: 'Aplikasi', received, security: 'biasa', rounds: [{ step: 3 }] };
    const letter = { ...aLetter({ id: 'letter-1' }), caseNumber: 'APL-2026-0417' };
    await register.put(file, first);
    await register.put('letter', letter);
    const desk = await openReadingDesk(register, client);
    expect(await desk.pull()).toBe(true);
    const second = { ...first, id: 'apl-2' };
    await register.put(file, second);
    await register.put('letter', { ...letter, subject: 'Perihal baru' });
    const again = await desk.restart();
    expect(await again.pull()).toBe(true);
    const kept = await again.onDisk();
    expect(kept.get('caseFile:apl-1')?.doc).toEqual(first);
    expect(kept.get('caseFile:apl-2')?.doc).toEqual(second);
    expect(kept.get('letter:letter-1')?.doc).toEqual({ ...letter, subject: 'Perihal baru' });
    // They count in the sums as well: nothing was read again part by part.
    expect(again.asked).not.toContain(paths.buckets);
  });
});
