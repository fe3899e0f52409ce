import { describe, expect, it } from 'vitest';
import { channelNames } from '../../../shared/desk/channel-names.ts';
import { channelArgs, channels } from '../../../shared/desk/channels.ts';
import { errorBody, opResult, pullRequest, pushLimit, pushRequest, wireRow } from '../../../shared/sync/protocol.ts';

const push = { proto: 1, app: '0.1.0', epoch: null, inc: 0 };

describe('[P6] a push', () => {
  it('takes at most a hundred operations', () => {
    const ops = Array.from({ length: pushLimit.operations }, () => ({}));
    expect(pushRequest.safeParse({ ...push, ops }).success).toBe(true);
    expect(pushRequest.safeParse({ ...push, ops: [...ops, {}] }).success).toBe(false);
  });
});

describe('[P8] a push', () => {
  it('is understood although one of its operations is not', () => {
    expect(pushRequest.safeParse({ ...push, ops: [null, 'rubbish', { seq: 3 }] }).success).toBe(true);
  });

  it('[V4] is understood from a newer protocol', () => {
    expect(pushRequest.safeParse({ ...push, proto: 99, ops: [], later: true }).success).toBe(true);
  });
});

describe('[P4] a result', () => {
  it.each(['applied', 'merged', 'flagged', 'rejected', 'quarantined'])('may be %s', (status) => {
    expect(opResult.safeParse({ seq: 1, opId: 'a', status, rv: null }).success).toBe(true);
  });

  it('is nothing else', () => {
    expect(opResult.safeParse({ seq: 1, opId: 'a', status: 'dropped', rv: null }).success).toBe(false);
  });
});

describe('a pull', () => {
  it('asks for a bounded page and known positions only', () => {
    const ask = { proto: 1, epoch: null, scopes: { office: 0 }, limit: 200 };
    expect(pullRequest.safeParse(ask).success).toBe(true);
    for (const wrong of [{ limit: 0 }, { limit: 2001 }, { scopes: { office: -1 } }, { scopes: { '': 1 } }]) {
      expect(pullRequest.safeParse({ ...ask, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
    }
  });

  it('[V3] returns documents of types this version does not know', () => {
    const row = { s: 'office', t: 'vehicle', id: '1', rv: 4, d: { wheels: 4 } };
    expect(wireRow.parse(row)).toEqual(row);
  });

  it('has errors of codes this version does not know', () => {
    expect(errorBody.safeParse({ code: 'LATER' }).success).toBe(true);
  });
});

describe('the channels between page and desk', () => {
  it('are the names the preload exposes', () => expect([...channelNames].sort()).toEqual([...channels].sort()));

  it.each(['https://x/', 'about:blank', '/surat/1', ''])('print no page of another program: %j', (route) => {
    expect(channelArgs.print.safeParse([route, 'pdf', 'a.pdf']).success).toBe(false);
  });

  it('refuse one argument too many', () => {
    expect(channelArgs.describe.safeParse([]).success).toBe(true);
    expect(channelArgs.describe.safeParse(['x']).success).toBe(false);
  });
});
