import type { Desk, Draft, Outcome } from '../../shared/desk/desk.ts';
import type { DeskState } from '../../shared/desk/desk-state.ts';
import { isSessionOp } from '../../shared/people/session.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { contentOf, voucherOf } from '../../shared/sync/operation.ts';
import { signedText, type VerifySignature } from '../../shared/sync/proof.ts';
import { leaseSchema, opResult } from '../../shared/sync/protocol.ts';
import type { Exchange } from './exchange.ts';
import type { Observed } from './observed.ts';
import type { Presence } from './presence.ts';
import { sha256 } from './sha256.ts';

export interface WindowDeps {
  readonly state: DeskState;
  readonly presence: Presence;
  readonly observed: Observed;
  readonly exchange: Exchange;
  /** Every public key this desk has held of an account. */
  readonly keysOf: (account: string) => readonly string[];
  readonly verify: VerifySignature;
  readonly keepWater: () => Promise<unknown>;
  /** Whether the journal was made on another machine (PROTOCOL E5). */
  readonly copied: () => boolean;
  /** Whether nobody can sign in here because the desk's token is gone. */
  readonly cutOff: () => Promise<boolean>;
}

const forAdministrators = () => Promise.resolve(err(refuse('NEEDS_ADMINISTRATOR')));
const notHere = () => Promise.resolve(err(refuse('NOT_SIGNED_IN')));
const refuseUnobserved = () => Promise.resolve(err(refuse('NOT_AS_ANSWERED')));

/** Whether the number an entry says it burned is one this desk has given: of its blocks, or signed with it before. */
function isOwnNumber(draft: Draft, { state, keysOf, verify }: WindowDeps): boolean {
  const { kept, number: _none, ...content } = draft;
  const { agenda, signedAt, origin, salt } = kept ?? {};
  if (!agenda || agenda.no === null) return true;
  const { no, book, year } = agenda;
  const lease = agenda.lease === null ? undefined : state.leases.get(agenda.lease);
  if (lease && lease.book === book && lease.year === year && lease.from <= no && no <= lease.to) return true;
  if (!signedAt || !origin) return false;
  const { desk, inc, seq, prev } = signedAt;
  const hidden = salt === undefined ? {} : { salt, content: contentOf(content.args, salt, sha256) };
  const place = { agenda, origin, signedAt, desk, inc, seq, prev, hash: '' };
  const moved = { ...content, ...hidden, base: { ...content.base }, ...place };
  const voucher = voucherOf(moved, sha256);
  if (!voucher || !keysOf(draft.by.account).includes(voucher.proof.key)) return false;
  return verify(voucher.proof.key, signedText(voucher.hash), voucher.proof.sig);
}

/**
 * The desk as its window may use it: for the account signed in alone, journalling only what the register answered
 * (PROTOCOL T24 to T26).
 */
export function windowDesk(desk: Desk, deps: WindowDeps): Desk {
  const { state, presence, observed, exchange, keepWater, copied, cutOff } = deps;
  const present = <T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> =>
    presence.account() ? work() : notHere();
  const as = <T>(account: string, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> =>
    presence.is(account) ? work() : notHere();

  return {
    ...desk,
    append: async (draft) => {
      if (isSessionOp(draft.name)) return err(refuse('SESSION_OPS_ARE_THE_DESKS'));
      const account = presence.account();
      if (!account || account.id !== draft.by.account) return notHere();
      if (!isOwnNumber(draft, deps)) return err(refuse('NUMBER_NOT_OURS'));
      const appended = await desk.append({ ...draft, by: { ...draft.by, person: account.personId } });
      // The id may belong to an entry of another account.
      return appended.ok ? ok(exchange.shown(appended.value)) : appended;
    },
    find: (opId) =>
      present(async () => {
        const found = await desk.find(opId);
        return found.ok && found.value ? ok(exchange.shown(found.value)) : found;
      }),
    pending: (limit) =>
      present(async () => {
        const pending = await desk.pending(limit);
        return pending.ok ? ok(pending.value.map((op) => exchange.shown(op))) : pending;
      }),
    past: (afterSeq, limit) =>
      present(async () => {
        const piece = await desk.past(afterSeq, limit);
        return piece.ok ? ok(exchange.shownPast(afterSeq, piece.value)) : piece;
      }),
    settle: async (results, _said) => {
      const recorded = results.map((result) => observed.observed(opResult.parse(result)));
      const known = recorded.flatMap((one) => (one ? [one] : []));
      if (known.length !== results.length) return refuseUnobserved();
      const serverTime = Math.max(0, ...known.map((one) => one.serverTime));
      const settled = await desk.settle(
        known.map(({ result }) => result),
        serverTime,
      );
      if (!settled.ok) return settled;
      for (const { result } of known) observed.settled(result);
      await keepWater();
      return settled;
    },
    // Passwords are typed to whatever stands at that address: an administrator decides on it, who knows what moved where.
    moveServer: (address) =>
      present(() => (presence.account()?.admin ? desk.moveServer(address) : forAdministrators())),
    // PROTOCOL T52: each costs this desk its numbers, and the register gives few of them in an hour.
    renew: () =>
      present(async () => {
        if (!observed.hasForked() && !copied()) return refuseUnobserved();
        const renewed = await desk.renew();
        if (renewed.ok) observed.renewed();
        return renewed;
      }),
    recover: (account, sinceSeq) =>
      as(account, async () => {
        const recovery = await desk.recover(account, sinceSeq);
        if (!recovery.ok) return recovery;
        const { pending, settled } = recovery.value;
        return ok({
          pending: pending.map((op) => exchange.shown(op)),
          settled: settled.map(({ op, result }) => ({
            result: exchange.shownAnswer(opResult.parse(result), account),
            op: op && exchange.shown(op),
          })),
        });
      }),
    // With its token gone nobody can come in here: whoever has the window then has the journal's folder as well (D23).
    carryAway: async () => (!state.identity || (await cutOff()) ? desk.carryAway() : present(() => desk.carryAway())),
    grantLease: (lease) => {
      const given = observed.given(leaseSchema.parse(lease).id);
      return given ? desk.grantLease(given) : refuseUnobserved();
    },
    closeLease: async (id) => {
      const lease = state.leases.get(id);
      const mayClose = !lease || lease.closed || observed.isOver(lease) || observed.isAsked(id);
      return mayClose ? desk.closeLease(id) : refuseUnobserved();
    },
    forgetLease: async (id) => {
      const lease = state.leases.get(id);
      return !lease || observed.isOver(lease) ? desk.forgetLease(id) : refuseUnobserved();
    },
    // Two windows may both ask; the second request is no error.
    signOut: (account) => (presence.account() ? as(account, () => desk.signOut(account)) : Promise.resolve(ok(null))),
    scanStates: (account, ...rest) => as(account, () => desk.scanStates(account, ...rest)),
    heldScans: (account, which) => as(account, () => desk.heldScans(account, which)),
    judgeScans: (account, verdicts) => as(account, () => desk.judgeScans(account, verdicts)),
    sendScans: (account, epoch) => as(account, () => desk.sendScans(account, epoch)),
  };
}
