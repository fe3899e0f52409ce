import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Outcome } from '../../shared/desk/desk.ts';
import type { DeskState } from '../../shared/desk/desk-state.ts';
import type { Sequence } from '../../shared/desk/sequence.ts';
import type { RandomBytes } from '../../shared/ids.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { deskProofText, type DeskProofAnswer } from '../../shared/sync/session-api.ts';
import { inspectServer } from './inspect-server.ts';
import type { Timers, Upstream, Vault } from './ports.ts';
import { makePost } from './post.ts';
import { sha256 } from './sha256.ts';

export interface MoveDeps {
  readonly state: DeskState;
  readonly sequence: Sequence;
  readonly upstream: Upstream;
  readonly timers: Timers;
  readonly vault: Vault;
  readonly random: RandomBytes;
}

/** The address of a program on this PC, which is another one whenever its port is. */
export function isOnThisPc(address: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname);
}

/**
 * Takes another address for the register of this desk once the server there has proven that it is that register
 * (PROTOCOL T50): by the digest of the desk's token, which is not sent. Nothing changes before.
 */
export function makeMoveServer(deps: MoveDeps): (address: string) => Promise<Outcome<null>> {
  const { state, sequence, upstream, timers, vault, random } = deps;
  const post = makePost(upstream, timers);
  return async (text) => {
    const { identity } = state;
    const token = await vault.read('desk');
    if (!identity || token === null) return err(refuse('NOT_ENROLLED'));
    const inspected = await inspectServer(upstream, timers, text);
    if (!inspected.ok) return inspected;
    const { address, pin, secure } = inspected.value;
    const before = state.server ?? '';
    // What was said in secret so far is not said in the clear because somebody typed another address.
    const isWeaker = !secure && !(isOnThisPc(address) && isOnThisPc(before)) && before.startsWith('https:');
    if (isWeaker) return err(refuse('ADDRESS_NOT_SECURE', { field: 'server' }));
    const nonce = Buffer.from(random(32)).toString('base64url');
    const answer = await post({ server: address, pinned: pin }, paths.deskProof, { desk: identity.id, nonce });
    if (!answer) return err(refuse('SERVER_UNREACHABLE', { field: 'server' }));
    const { proof } = answer.body as Partial<DeskProofAnswer>;
    const expected = createHmac('sha256', sha256(token)).update(deskProofText(identity.id, nonce)).digest();
    const given = Buffer.from(typeof proof === 'string' ? proof : '', 'hex');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      return err(refuse('ANOTHER_REGISTER', { field: 'server' }));
    }
    const { machine } = state;
    const record = {
      k: 'desk',
      identity,
      server: address,
      pinned: pin,
      ...(machine === null ? {} : { machine }),
    } as const;
    const recorded = await sequence.record(() => ok([record]), true);
    return recorded.ok ? ok(null) : recorded;
  };
}
