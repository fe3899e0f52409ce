import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifySignature } from '../../../main/desk/account-keys.ts';
import { encodeRecord, parseJournal } from '../../../main/desk/journal-format.ts';
import { sha256 } from '../../../main/desk/sha256.ts';
import { emptyState, foldRecord } from '../../../shared/desk/desk-state.ts';
import type { JournalRecord } from '../../../shared/desk/journal-record.ts';
import { newIncarnation } from '../../../shared/desk/new-incarnation.ts';
import { chainStart, hashOperation, voucherOf, type Operation } from '../../../shared/sync/operation.ts';
import { signedText } from '../../../shared/sync/proof.ts';
import {
  account,
  bookingDraft,
  enrolled,
  memoryFile,
  openTestDesk,
  other,
  quickStretch,
  tinyServer,
  valueOf,
} from '../../support/desk-parts.ts';
import { memoryDisk, type MemoryDisk } from '../../support/memory-disk.ts';
import { only, testSigner } from '../../support/signing.ts';

const isSigned = (op: Operation): boolean => {
  const voucher = voucherOf(op, sha256);
  return voucher !== null && verifySignature(voucher.proof.key, signedText(voucher.hash), voucher.proof.sig);
};

function aPlace() {
  const [disk, file, server] = [memoryDisk(), memoryFile(), tinyServer()];
  const open = (on = disk, signedOut = false) =>
    openTestDesk({ disk: on, file, upstream: server.upstream, stretch: quickStretch, signedOut });
  return { disk, file, server, open };
}

/** The journal with its records changed, as an editor or an older version of the program would have left it. */
function rewritten(disk: MemoryDisk, change: (record: JournalRecord) => JournalRecord): MemoryDisk {
  const { records } = parseJournal(disk.files.get('journal-000001.log')?.bytes ?? new Uint8Array());
  const bytes = Buffer.concat(records.map((record) => encodeRecord(change(record), 0)));
  return memoryDisk(new Map([['journal-000001.log', { bytes, synced: bytes.length }]]));
}

const withoutProof = (record: JournalRecord): JournalRecord => {
  if (record.k !== 'op') return record;
  const { proof: _none, ...op } = record.op;
  return { k: 'op', op };
};

describe('what is entered at a desk', () => {
  it('[T21] carries the signature of its author from the first sign-in on, with a key the register received', async () => {
    const place = aPlace();
    let sent: unknown;
    const { desk } = await enrolled(
      await openTestDesk({
        upstream: (request) => {
          if (request.url.endsWith('/api/enrol')) sent = JSON.parse(Buffer.from(request.body ?? []).toString());
          return place.server.upstream(request);
        },
        stretch: quickStretch,
      }),
    );
    await valueOf(desk.append(bookingDraft('a')));
    const ops = await valueOf(desk.pending(10));
    expect(ops.map(isSigned)).toEqual([true, true]);
    expect(sent).toMatchObject({ key: ops[0]?.proof?.key });
  });

  it('[T20] is signed with the same key after a restart, which the password opens, and lies on no disk unencrypted', async () => {
    const place = aPlace();
    const first = await enrolled(await place.open());
    const { proof } = await valueOf(first.desk.append(bookingDraft('a')));
    const again = await place.open(place.disk, true);
    expect(await again.desk.append(bookingDraft('b'))).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } });
    place.server.down = true;
    await valueOf(again.desk.signIn('tu', 'kata-sandi-benar'));
    expect((await valueOf(again.desk.append(bookingDraft('b')))).proof?.key).toBe(proof?.key);
    const { wrapped } = (place.file.read()['accounts'] as Record<string, { wrapped: string }>)[account.id] ?? {};
    expect(Buffer.from(wrapped ?? '', 'base64')).toHaveLength(12 + 32 + 16);
  });

  it('[T20] names the session the register opened, also when it was opened later', async () => {
    const place = aPlace();
    place.server.session = 1;
    const first = await enrolled(await place.open());
    const [signIn] = await valueOf(first.desk.pending(10));
    expect(signIn?.args).toEqual({ account: 'acc-tu', session: 'sesi-1' });
    await valueOf(first.desk.signOut('acc-tu'));
    place.server.down = true;
    await valueOf(first.desk.signIn('tu', 'kata-sandi-benar'));
    expect((await valueOf(first.desk.pending(10))).at(-1)?.args).toEqual({ account: 'acc-tu' });
    place.server.down = false;
    const headers = { 'x-lembar-account': 'acc-tu' };
    await first.forward({ path: '/api/sync/pull', method: 'POST', headers, body: Buffer.from('{}') });
    expect((await valueOf(first.desk.pending(10))).at(-1)?.args).toEqual({ account: 'acc-tu', session: 'sesi-2' });
  });

  it('[T23] is signed again when the password was changed elsewhere and the key with it', async () => {
    const place = aPlace();
    const first = await enrolled(await place.open());
    const before = await valueOf(first.desk.append(bookingDraft('a')));
    await valueOf(first.desk.signOut('acc-tu'));
    place.server.password = 'kata-sandi-lain';
    await valueOf(first.desk.signIn('tu', 'kata-sandi-lain'));
    const ops = await valueOf(first.desk.pending(10));
    const key = ops.at(-1)?.proof?.key;
    expect(key).not.toBe(before.proof?.key);
    expect(ops.map((op) => [isSigned(op), op.proof?.key === key])).toEqual(ops.map(() => [true, true]));
    const again = await openTestDesk({
      disk: place.disk.powerCut(),
      file: place.file,
      stretch: quickStretch,
      signedOut: true,
      upstream: place.server.upstream,
    });
    await valueOf(again.desk.signIn('tu', 'kata-sandi-lain'));
    expect((await valueOf(again.desk.pending(10))).map(({ proof }) => proof?.key)).toContain(key);
  });

  it('[T23] from before keys existed is signed with the first key, and what was forged into the journal later is not', async () => {
    const place = aPlace();
    await enrolled(await place.open()).then(({ desk }) => valueOf(desk.append(bookingDraft('a'))));
    const unsigned = rewritten(place.disk, withoutProof);
    const planted = await place.open(unsigned);
    expect((await valueOf(planted.desk.pending(10))).map(isSigned)).toEqual([false, false]);

    const salt = Buffer.alloc(16, 7);
    const hash = createHash('sha256').update(salt).update('kata-sandi-benar').digest('base64');
    place.file.write({ accounts: { [account.id]: { account, salt: salt.toString('base64'), hash } }, deskToken: 'd' });
    place.server.down = true;
    const old = await place.open(rewritten(place.disk, withoutProof), true);
    expect(await old.desk.signIn('tu', 'salah')).toMatchObject({ ok: false, error: { code: 'WRONG_PASSWORD' } });
    await valueOf(old.desk.signIn('tu', 'kata-sandi-benar'));
    expect((await valueOf(old.desk.pending(10))).map(isSigned)).toEqual([true, true]);
    expect(JSON.stringify(place.file.read())).not.toContain(hash);
  });
});

describe('what moves to a new incarnation', () => {
  it('[T22] keeps the signature of an author who is not at the desk through every renumbering', () => {
    const identity = { id: 'desk-1', code: 'D01', name: 'TU', inc: 1 };
    const state = emptyState();
    foldRecord(state, { k: 'desk', identity, server: 'x', pinned: null, machine: 'm' });
    const signer = testSigner(other.id);
    const content = {
      ...{ opId: 'a', desk: 'desk-1', inc: 1, seq: 1, prev: chainStart, name: 'letter.print', v: 1, epoch: null },
      ...{ by: { account: other.id, person: null, position: null }, base: {}, args: { letterId: 'l' }, agenda: null },
      at: { wall: '2026-10-08T08:00:00.000+07:00', skewMs: null },
    };
    const hash = hashOperation(content, sha256);
    foldRecord(state, {
      k: 'op',
      op: { ...content, hash, proof: { key: signer.key, sig: signer.sign(signedText(hash)) } },
    });
    for (const inc of [2, 3]) {
      const incarnation = { identity: { ...identity, inc }, machine: 'm', start: inc * 10, wall: content.at.wall };
      const more = { nextId: () => `n-${inc}`, personOf: () => null, digest: sha256, signers: only(account.id) };
      foldRecord(state, newIncarnation(state, { ...incarnation, ...more }));
    }
    const moved = state.byOpId.get('a') as Operation;
    expect([moved.inc, moved.proof, voucherOf(moved, sha256)?.hash]).toEqual([3, undefined, hash]);
    expect(isSigned(moved)).toBe(true);
    expect(isSigned({ ...moved, args: { letterId: 'other' } })).toBe(false);
    expect(isSigned({ ...moved, by: { ...moved.by, account: account.id } })).toBe(false);
  });
});
