import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskCore } from '../../../main/desk/desk.ts';
import { parseJournal } from '../../../main/desk/journal-format.ts';
import { journalFormat } from '../../../shared/desk/journal-steps.ts';
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

  it('[V5] keeps its journal as it lies, and states the present format before what is written now', async () => {
    const file = (of: string): Promise<Buffer> => readFile(join(of, 'journal/journal-000001.log'));
    const before = await file(join(folder30bcec7f, 'desk'));
    expect((await file(folder.desk)).equals(before)).toBe(true);
    await valueOf(core.desk.signIn('tu', 'lembar-demo'));
    await valueOf(core.desk.signOut('demo-tu'));
    const after = await file(folder.desk);
    expect(after.subarray(0, before.length).equals(before)).toBe(true);
    expect(parseJournal(after)).toMatchObject({ format: journalFormat, damage: 'none' });
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
