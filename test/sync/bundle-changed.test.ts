import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 as digest } from '../../server/auth/tokens.ts';
import { hashOperation, type Operation } from '../../shared/sync/operation.ts';
import { bundleFrom, changedFile } from '../support/bundle.ts';
import {
  a,
  beginEachWithCarrying,
  book,
  letterAt,
  offline,
  other,
  refusal,
  statuses,
  tu,
} from '../support/bundle-office.ts';
import { letterArgs } from '../support/letter-args.ts';

describe('a bundle that was changed on its way', () => {
  beginEachWithCarrying();

  const manifestOf = (inside: { manifests: { manifest: { hashes: string[] } }[] }) => {
    const [first] = inside.manifests;
    if (!first) throw new Error('no manifest');
    return first.manifest;
  };
  const rewritten = (op: Operation, change: Partial<Operation>): Operation => {
    const next = { ...op, ...change };
    return { ...next, hash: hashOperation(next, digest) };
  };
  let file: Blob;
  beforeEach(async () => {
    await book(tu, a);
    ({ file } = await bundleFrom(tu));
  });
  afterEach(async () => {
    expect(await letterAt(other, a)).toBeNull();
    // The unchanged bundle is imported all the same.
    expect(await statuses(other, file)).toEqual(['applied']);
  });

  it('[D9] an entry with another content is refused, also when its hash was made to fit', async () => {
    const plain = await changedFile(file, (inside) => {
      inside.ops = inside.ops.map((op) => ({ ...op, args: letterArgs(a, { subject: 'Lain' }) }));
    });
    expect(await refusal(other, plain)).toBe('CARRY_CHANGED');
    const fitting = await changedFile(file, (inside) => {
      inside.ops = inside.ops.map((op) => rewritten(op, { args: letterArgs(a, { subject: 'Lain' }) }));
      manifestOf(inside).hashes = inside.ops.map(({ hash }) => hash);
    });
    expect(await refusal(other, fitting)).toBe('CARRY_CHANGED');
  });

  it('[D9] nothing can be added and nothing taken out', async () => {
    const more = await changedFile(file, (inside) => {
      const last = inside.ops.at(-1) as Operation;
      inside.ops.push(rewritten(last, { seq: last.seq + 1, prev: last.hash, opId: 'added' }));
    });
    expect(await refusal(other, more)).toBe('CARRY_CHANGED');
    const named = await changedFile(more, (inside) => {
      manifestOf(inside).hashes = inside.ops.map(({ hash }) => hash);
    });
    expect(await refusal(other, named)).toBe('CARRY_CHANGED');
    const less = await changedFile(file, (inside) => void inside.ops.pop());
    expect(await refusal(other, less)).toBe('CARRY_CHANGED');
  });

  it('[D9] another signature, and one made with the token of another desk, are refused', async () => {
    const broken = await changedFile(file, (inside) => {
      inside.manifests = inside.manifests.map((one) => ({ ...one, signature: '0'.repeat(64) }));
    });
    expect(await refusal(other, broken)).toBe('CARRY_CHANGED');
    await offline(other);
    await book(other, 'mine');
    const own = await other.core.desk.carryAway();
    const stolen = own.ok ? own.value.pieces[0]?.signed.signature : undefined;
    other.wire.mend();
    await other.office.syncNow();
    const foreign = await changedFile(file, (inside) => {
      inside.manifests = inside.manifests.map((one) => ({ ...one, signature: stolen ?? '' }));
    });
    expect(await refusal(other, foreign)).toBe('CARRY_CHANGED');
  });

  it('[D9] an unknown desk is named in words', async () => {
    const unknown = await changedFile(file, (inside) => {
      const { desk } = inside.manifests[0]?.manifest ?? {};
      if (desk) desk.id = 'from-another-office';
    });
    expect(await refusal(other, unknown)).toBe('CARRY_DESK_UNKNOWN');
  });
});
