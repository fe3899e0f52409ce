import type { Desk, DeskInfo, DeskSettings, LeaseState } from '../../shared/desk/desk.ts';
import type { Account } from '../../shared/people/people.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';

interface Options {
  readonly account: Account;
  readonly signedIn?: boolean;
  readonly info?: Partial<DeskInfo>;
  readonly online?: boolean;
}

/** A desk without a disk, for developing screens. The password of every account is `rahasia-2026`. */
export function makeFakeDesk({ account, signedIn = true, info = {}, online = true }: Options): Desk {
  let settings: DeskSettings = { paper: 'A5', theme: 'system', language: 'id', signer: null };
  let current = signedIn;
  let described: DeskInfo = {
    host: 'local',
    version: '0.1.0',
    server: 'http://127.0.0.1:4600',
    desk: { id: 'desk-1', code: 'D01', name: 'Meja Pengelola Surat', inc: 1 },
    last: { seq: 0, hash: 'start' },
    life: null,
    certificates: [],
    journal: 'disk',
    prints: false,
    remembers: true,
    accounts: [{ id: account.id, username: account.username }],
    freeBytes: 41_000_000_000,
    machine: 'm-1',
    copied: false,
    ...info,
  };
  const leases: readonly LeaseState[] = [
    { id: 'lease-1', book: 'SM', year: 2026, from: 411, to: 420, used: 414, closed: false, inc: 1 },
  ];
  const enter = (password: string) => {
    if (password !== 'rahasia-2026') return err(refuse('WRONG_PASSWORD'));
    current = true;
    return ok({ account, online });
  };
  const never = async () => err(refuse('INTERNAL'));
  return {
    describe: async () => ok(described),
    find: async () => ok(null),
    past: never,
    renew: never,
    inspectServer: async (address) =>
      address.includes('.')
        ? ok({
            address: address.startsWith('http') ? address : `https://${address}`,
            secure: !address.startsWith('http:'),
            fingerprint: address.startsWith('http:') ? null : '9A:31:0C:5E:77:21:B0:AF:44:12:90:6D:E8:53:C1:0B',
            issuer: address.startsWith('http:') ? null : 'Balai Sertifikasi Elektronik',
            ready: true,
          })
        : err(refuse('OFFLINE')),
    changePassword: async (password) => {
      const known = enter(password);
      return known.ok ? ok(null) : known;
    },
    beginOffice: never,
    openDemo: never,
    async moveServer(address) {
      if (address.includes('lain')) return err(refuse('ANOTHER_REGISTER'));
      if (!address.includes('.')) return err(refuse('SERVER_UNREACHABLE', { field: 'server' }));
      described = { ...described, server: address };
      return ok(null);
    },
    async enrol({ server, deskName, password }) {
      const answer = enter(password);
      if (answer.ok) described = { ...described, server, desk: { id: 'desk-1', code: 'D01', name: deskName, inc: 1 } };
      return answer;
    },
    signIn: async (_username, password) => enter(password),
    async signOut() {
      current = false;
      return ok(null);
    },
    current: async () => ok(current ? { account, online } : null),
    append: never,
    pending: async () => ok([]),
    settle: async () => ok(null),
    recover: async () => ok({ pending: [], settled: [] }),
    carryAway: async () => err(refuse('NOTHING_TO_CARRY')),
    leases: async () => ok(leases),
    grantLease: async () => ok(null),
    closeLease: never,
    forgetLease: never,
    settings: async () => ok(settings),
    async saveSettings(next) {
      settings = next;
      return ok(null);
    },
    print: async () => ok('done'),
    openExternal: async () => ok(null),
    scanStates: async () => ok([]),
    heldScans: async () => ok([]),
    judgeScans: async () => ok(null),
    sendScans: async () => ok({ done: 0, waiting: 0 }),
  };
}
