import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskCore } from '../../../main/desk/desk.ts';
import { isSessionOp } from '../../../shared/people/session.ts';
import { bookingDraft, valueOf } from '../../support/desk-parts.ts';
import { copyOldData, oldData, openOldDesk, readDeskFile, type OldFolder } from '../../support/old-data.ts';

const { desk: identity, password, waiting: pendingNumber, scan } = oldData;

describe('the folder of a desk written at e92247e', () => {
  let folder: OldFolder;
  let core: DeskCore;
  beforeEach(async () => {
    folder = await copyOldData();
    core = await openOldDesk(folder.desk);
  });
  afterEach(async () => {
    await core.close();
    await folder.remove();
  });

  it('opens as the same desk on the same machine, at the end of its sequence', async () => {
    const info = await valueOf(core.desk.describe());
    expect(info).toMatchObject({ desk: identity, server: 'http://127.0.0.1:4711', copied: false, last: { seq: 58 } });
    expect(info.accounts.map(({ username }) => username)).toEqual([
      'tu',
      'kabid.aptika',
      'kasi.aplikasi',
      'sekretaris',
    ]);
  });

  it('[D4] has the two pending entries, and every answered one for a server that lost it', async () => {
    await valueOf(core.desk.signIn('tu', password));
    const pending = await valueOf(core.desk.pending(100));
    // The sign-out and sign-in of this start follow them.
    const entries = pending.filter(({ name }) => !isSessionOp(name));
    expect(entries.map(({ seq, name, agenda }) => [seq, name, agenda?.no])).toEqual([
      [57, 'letter.register', pendingNumber],
      [58, 'disposition.transcribe', undefined],
    ]);
    expect((await valueOf(core.desk.describe())).last.hash).toBe(pending.at(-1)?.hash);
    const past = await valueOf(core.desk.past(0, 1000));
    expect(past).toMatchObject({ inc: 1, start: 0, more: false });
    expect(past.ops.map(({ op }) => op.seq)).toEqual(Array.from({ length: 56 }, (_, i) => i + 1));
    expect(past.ops.filter(({ result }) => result.status !== 'applied').map(({ result }) => result.code)).toEqual([
      'LETTER_IS_VOID',
    ]);
  });

  it('[N1] goes on in its block above the number that was burned last', async () => {
    await valueOf(core.desk.signIn('tu', password));
    expect(await valueOf(core.desk.leases())).toMatchObject([
      { from: 429, to: 438, used: pendingNumber, closed: false },
    ]);
    const { current } = readDeskFile(folder.desk);
    const by = { account: current.id, person: current.personId, position: 'tu-agenda' };
    const next = await valueOf(core.desk.append(bookingDraft('op-next', { by })));
    expect(next).toMatchObject({ agenda: { no: pendingNumber + 1, provisional: null } });
  });

  it('knows its accounts without the network and keeps the scan', async () => {
    expect(await core.desk.signIn('tu', 'salah-sekali')).toMatchObject({ error: { code: 'WRONG_PASSWORD' } });
    expect(await valueOf(core.desk.signIn('tu', password))).toMatchObject({
      online: false,
      account: { id: 'demo-tu' },
    });
    const held = await valueOf(core.desk.heldScans('demo-tu', 'all'));
    expect(held.map(({ sha256 }) => sha256)).toEqual([scan]);
    const opened = await core.scans?.get(scan, held[0]?.letter ?? '', 'demo-tu');
    expect(opened).toMatchObject({ ok: true, value: { mime: 'application/pdf' } });
  });
});
