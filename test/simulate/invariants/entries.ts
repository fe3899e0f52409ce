import { createHash } from 'node:crypto';
import { operationsIn } from '../journal-text.ts';
import { chainStart, hashOperation, type Digest } from '../../../shared/sync/operation.ts';
import { findKind } from '../../../shared/records/kinds.ts';
import type { RegisterView } from '../register-view.ts';
import type { Scene } from '../world.ts';

const sha256: Digest = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * S1: what the screen called saved is on the server, or pending in a journal. S11: after all is exchanged, on the
 * server.
 */
export function checkSaved({ clerks, history }: Scene, register: RegisterView, quiet: boolean): readonly string[] {
  const broken: string[] = [];
  const journals = new Set(clerks.flatMap(({ pc }) => operationsIn(pc.profile.disk).map(({ opId }) => opId)));
  for (const { opId, pc, name } of history.saved.values()) {
    if (register.opIds.has(opId)) continue;
    if (!journals.has(opId)) {
      // Lost with a rewound disk, before the server had it or together with the server's copy.
      const excused = history.dropped.has(opId) && (history.excused.has(opId) || !history.reached.has(opId));
      if (!excused) broken.push(`S1: ${name} ${opId} was saved at ${pc} and is nowhere`);
    } else if (quiet) {
      broken.push(`S11: ${name} ${opId} of ${pc} never reached the server`);
    }
  }
  return broken;
}

/**
 * S11: whatever is refused or quarantined was judged so by a server, and not made up by a desk or a restore. What was
 * quarantined without having run is judged later (PROTOCOL P9, P13), and its desk may learn of it later still.
 */
export function checkVerdicts({ server, liar }: Scene, register: RegisterView): readonly string[] {
  const broken: string[] = [];
  for (const { opId, status, op, rv, desk } of register.ops) {
    // A liar may replay an entry with any answer.
    if (liar?.desks.has(desk)) continue;
    if (rv !== null || (status !== 'rejected' && status !== 'quarantined')) continue;
    const judged = server.judged.get(opId);
    if (!judged?.has(status) && !judged?.has('quarantined')) {
      broken.push(`S11: ${op.name} ${opId} stands as ${status}, and no server ever judged it so`);
    }
  }
  return broken;
}

/** S2: no operation takes effect twice. */
export function checkOnce({ liar }: Scene, register: RegisterView): readonly string[] {
  const broken: string[] = [];
  const effects = new Map<string, number | null>();
  for (const { opId, rv, op, desk } of register.ops) {
    // A liar's entry under the id of another one.
    if (liar?.desks.has(desk) && !opId.startsWith(liar.prefix)) continue;
    if (rv === null && liar?.desks.has(desk)) continue;
    if (!effects.has(opId)) effects.set(opId, rv);
    else if (effects.get(opId) !== rv)
      broken.push(`S2: ${op.name} ${opId} took effect at ${effects.get(opId)} and at ${rv}`);
  }
  for (const { type, id, json } of register.docs.values()) {
    const acts = findKind(type)?.acts?.(JSON.parse(json)) ?? [];
    // One entry may correct several fields.
    const ids = acts.map((act) => ('field' in act ? `${act.id} ${String(act.field)}` : act.id));
    if (new Set(ids).size < ids.length) broken.push(`S2: ${type} ${id} has an act twice`);
  }
  return broken;
}

/** S3: per desk and incarnation one chain without a gap, in the order in which the server took it. */
export function checkChains(register: RegisterView): readonly string[] {
  const broken: string[] = [];
  const incarnations = new Map<string, RegisterView['ops'][number][]>();
  for (const kept of register.ops) {
    // Replayed by a desk from the incarnation it forked from: pieces of another desk's sequence.
    if (kept.forked) continue;
    const incarnation = `${kept.desk} ${kept.inc}`;
    const chain = incarnations.get(incarnation) ?? [];
    incarnations.set(incarnation, chain);
    chain.push(kept);
  }
  for (const [incarnation, chain] of incarnations) {
    let prev: string = chainStart;
    for (const [i, { seq, hash, op }] of chain.entries()) {
      const before = chain[i - 1];
      if (before && seq !== before.seq + 1) broken.push(`S3: ${incarnation} has ${seq} after ${before.seq}`);
      if (op.prev !== prev) broken.push(`S3: ${incarnation} ${seq} does not follow what was before it`);
      if (hashOperation(op, sha256) !== hash) broken.push(`S3: ${incarnation} ${seq} is not what its hash says`);
      prev = hash;
    }
  }
  const seqs = new Set<string>();
  for (const { desk, seq, forked } of register.ops) {
    if (forked) continue;
    // PROTOCOL E6.
    if (seqs.has(`${desk} ${seq}`)) broken.push(`S3: ${desk} used sequence number ${seq} twice`);
    seqs.add(`${desk} ${seq}`);
  }
  return broken;
}

/** Somewhat more than the longest time between two handshakes of a desk (renderer/data/sync/round.ts). */
const handshakeMs = 31 * 60_000;

async function sameIncarnations({ clerks }: Scene): Promise<readonly string[]> {
  const incarnations = new Map<string, { readonly name: string; readonly hash: string }>();
  const broken: string[] = [];
  for (const { pc } of clerks) {
    const info = await pc.program?.core.desk.describe();
    if (!info?.ok || !info.value.desk) continue;
    const { desk, last } = info.value;
    const incarnation = `${desk.id} ${desk.inc}`;
    const other = incarnations.get(incarnation);
    // Two copies that did nothing of their own yet cannot be distinguished.
    if (other !== undefined && other.hash !== last.hash) {
      broken.push(`S19: ${other.name} and ${pc.name} are one desk and nobody noticed`);
    }
    incarnations.set(incarnation, { name: pc.name, hash: last.hash });
  }
  return broken;
}

/** S19: no two desks share an id and incarnation; copies that did nothing yet are separated at their handshake. */
export async function checkIncarnations(scene: Scene): Promise<readonly string[]> {
  if ((await sameIncarnations(scene)).length === 0) return [];
  await scene.timeline.runTo(scene.timeline.now() + handshakeMs);
  return sameIncarnations(scene);
}
