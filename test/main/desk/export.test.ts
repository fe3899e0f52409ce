import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../main/desk/sha256.ts';
import type { Desk } from '../../../shared/desk/desk.ts';
import { canonicalJson } from '../../../shared/sync/operation.ts';
import { memorySpace, type MemorySpace } from '../../support/memory-space.ts';
import { answerAll, bookingDraft, enrolled, openTestDesk, valueOf } from '../../support/desk-parts.ts';
import { memoryDisk } from '../../support/memory-disk.ts';
import { pdfBytes, pieces } from '../../support/scan-parts.ts';

const aDesk = async (scanSpace: MemorySpace = memorySpace(), disk = memoryDisk()) =>
  enrolled(await openTestDesk({ scanSpace, disk }));

const opIdsOf = async (desk: Desk) => {
  const { pieces: all } = await valueOf(desk.carryAway());
  return all.flatMap(({ ops }) => ops.map(({ opId }) => opId));
};

describe('the bundle a desk exports', () => {
  it('[D9] holds all pending operations in sequence order, whoever entered them; nothing changes here', async () => {
    const { desk } = await aDesk();
    await valueOf(desk.append(bookingDraft('answered')));
    await answerAll(desk, 1000);
    await valueOf(desk.append(bookingDraft('a')));
    await valueOf(desk.append(bookingDraft('b')));
    expect(await opIdsOf(desk)).toEqual(['a', 'b']);
    expect(await opIdsOf(desk)).toEqual(['a', 'b']);
    expect((await valueOf(desk.pending(10))).map(({ opId }) => opId)).toEqual(['a', 'b']);
  });

  it('[D9] carries a signature that only the token of the desk gives', async () => {
    const { desk } = await aDesk();
    const [piece] = (await valueOf(desk.carryAway())).pieces;
    const text = canonicalJson(piece?.signed.manifest);
    expect(piece?.signed.signature).toBe(createHmac('sha256', sha256('d')).update(text).digest('hex'));
    expect(JSON.stringify(piece)).not.toContain(sha256('d'));
  });

  it('[D9] [E4] holds the pending operations of the present incarnation alone', async () => {
    const { desk } = await aDesk();
    await valueOf(desk.append(bookingDraft('a')));
    await valueOf(desk.renew());
    const [piece] = (await valueOf(desk.carryAway())).pieces;
    expect(piece?.signed.manifest.inc).toBe(2);
    expect(piece?.ops.every(({ inc }) => inc === 2)).toBe(true);
    expect(piece?.ops.map(({ opId }) => opId)).toContain('a');
  });

  it('[D9] names the scans the server does not have, with their letters', async () => {
    const { desk, scans } = await aDesk();
    const bytes = pdfBytes();
    for (const letter of ['l-1', 'l-2']) await scans?.put(pieces(bytes), letter, 'acc-tu');
    const [piece] = (await valueOf(desk.carryAway())).pieces;
    expect(piece?.signed.manifest.scans).toMatchObject([
      { size: bytes.length, letter: 'l-1' },
      { size: bytes.length, letter: 'l-2' },
    ]);
  });

  it('[D9] is made without the scans when their folder cannot be read, and says so', async () => {
    const room = { ...memorySpace(), list: () => Promise.reject(new Error('EIO')) };
    const { desk } = await aDesk(room);
    expect(await valueOf(desk.carryAway())).toMatchObject({ scansRead: false, pieces: [{ ops: [{}] }] });
  });

  it('[D9] is empty at a desk that is not enrolled, and where everything was answered', async () => {
    const fresh = await openTestDesk({ disk: memoryDisk() });
    expect(await fresh.desk.carryAway()).toMatchObject({ ok: false, error: { code: 'NOT_ENROLLED' } });
    const { desk } = await aDesk();
    await answerAll(desk, 1000);
    expect(await desk.carryAway()).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_CARRY' } });
  });
});
