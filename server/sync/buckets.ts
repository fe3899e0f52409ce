import { hashRow, parts, RunningSum } from '../../shared/sync/checksum.ts';
import type { BucketsAnswer, ScopeSum } from '../../shared/sync/protocol.ts';
import type { Tx } from '../store/store.ts';
import { rowText } from './pull.ts';

/** PROTOCOL L9: the sums of the 256 parts of a scope, at one version. */
export async function bucketSums(tx: Tx, scope: string): Promise<BucketsAnswer> {
  const { epoch, rv } = await tx.clock();
  const sums = Array.from({ length: parts }, () => new RunningSum());
  for (const { type, id, rv: version } of await tx.scopes.versions(scope)) {
    const hash = hashRow(type, id, version);
    sums[hash.part]?.add(hash);
  }
  return { epoch, upTo: rv, buckets: sums.map((sum): ScopeSum => sum.value) };
}

/** One part with its documents, as text: they are passed on as they are stored, unparsed. */
export async function bucketText(tx: Tx, scope: string, part: number): Promise<string> {
  const { epoch, rv } = await tx.clock();
  const rows = (await tx.scopes.part(scope, part)).map((row) => rowText(scope, row));
  return `{"epoch":${JSON.stringify(epoch)},"upTo":${rv},"rows":[${rows.join(',')}]}`;
}
