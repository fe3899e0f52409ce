import { proofSchema, signedText } from '../../shared/sync/proof.ts';
import type { Claim, VerifyAll } from '../trust/ed25519.ts';
import type { DeskRow, Tx } from '../store/store.ts';

/** Operations whose signature is that of the key they name; as objects, as they came. */
export type Signed = ReadonlySet<unknown>;

interface Shown {
  readonly hash: string;
  readonly proof: { readonly key: string; readonly sig: string };
}

function shownBy(raw: unknown): Shown | null {
  const { hash, proof } = Object(raw) as { readonly hash?: unknown; readonly proof?: unknown };
  const parsed = proofSchema.safeParse(proof);
  return typeof hash === 'string' && parsed.success ? { hash, proof: parsed.data } : null;
}

/**
 * Verifies the signatures of a batch before its transaction begins: a register that writes has no time for it. Each
 * operation is held against its own: the one after it vouches for its hash alone, not for who made it, and whoever
 * changes a journal on a disk could put an entry before the next genuine one (PROTOCOL T2).
 */
export async function signedOf(verify: VerifyAll, ops: readonly unknown[]): Promise<Signed> {
  const shown = ops.flatMap((raw) => {
    const found = shownBy(raw);
    return found ? [{ raw, ...found }] : [];
  });
  const claims = shown.map(({ hash, proof }): Claim => ({ key: proof.key, text: signedText(hash), sig: proof.sig }));
  const holds = await verify(claims);
  return new Set(shown.filter((_one, i) => holds[i]).map(({ raw }) => raw));
}

/** Why nobody vouches for an operation. */
export type Doubt = 'UNPROVEN' | 'KEY_ENDED';

/**
 * PROTOCOL T2: whether the author himself vouches for an operation: signed with the key that is this account's at this
 * desk, or at the desk this one was copied from (E5). Null: nothing speaks against it.
 */
export async function doubtOf(
  tx: Tx,
  desk: Pick<DeskRow, 'id' | 'origin'>,
  account: string,
  raw: unknown,
  signed: Signed,
): Promise<Doubt | null> {
  const shown = shownBy(raw);
  if (!shown || !signed.has(raw)) return 'UNPROVEN';
  const key = await tx.keys.get(shown.proof.key);
  const here = key !== null && (key.desk === desk.id || key.desk === desk.origin);
  if (!here || key.account !== account) return 'UNPROVEN';
  return key.endedAt === null ? null : 'KEY_ENDED';
}
