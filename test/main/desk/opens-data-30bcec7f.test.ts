import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskCore } from '../../../main/desk/desk.ts';
import { isSessionOp } from '../../../shared/people/session.ts';
import { facts30bcec7f, folder30bcec7f } from '../../support/data-30bcec7f.ts';
import { quickStretch, valueOf } from '../../support/desk-parts.ts';
import { copyOldData, openOldDesk, type OldFolder } from '../../support/old-data.ts';

const { identity, letters, scan, machine, clock } = facts30bcec7f.desk;

describe('the folder of a desk written at 30bcec7f', () => {
  let folder: OldFolder;
  let core: DeskCore;
  beforeEach(async () => {
    folder = await copyOldData(folder30bcec7f);
    core = await openOldDesk(folder.desk, undefined, { clock: { now: () => clock }, machine, stretch: quickStretch });
  });
  afterEach(async () => {
    await core.close();
    await folder.remove();
  });

  it('[D4] opens as the same desk, with its pending entry', async () => {
    expect(await valueOf(core.desk.describe())).toMatchObject({ desk: identity, copied: false });
    await valueOf(core.desk.signIn('tu', 'lembar-demo'));
    const pending = (await valueOf(core.desk.pending(100))).filter(({ name }) => !isSessionOp(name));
    expect(pending).toMatchObject([{ name: 'letter.register', args: { letterId: letters.pending } }]);
  });

  it('[A4] shows the scan it had fetched, which is not its own to send', async () => {
    await valueOf(core.desk.signIn('tu', 'lembar-demo'));
    expect(await core.scans?.get(scan, letters.stays, 'demo-tu')).toMatchObject({ ok: true });
    expect(await valueOf(core.desk.heldScans('demo-tu', 'all'))).toEqual([
      { sha256: scan, letter: letters.stays, own: false },
    ]);
    expect(await core.scans?.waiting()).toEqual([]);
  });
});
