import type { Desk } from './desk.ts';

/** Names alone, without schemas: the preload bundles this file and must stay small. */
export const channelNames = [
  'describe',
  'inspectServer',
  'enrol',
  'signIn',
  'signOut',
  'current',
  'append',
  'find',
  'pending',
  'settle',
  'past',
  'renew',
  'recover',
  'carryAway',
  'leases',
  'grantLease',
  'closeLease',
  'settings',
  'saveSettings',
  'print',
  'openExternal',
  'scanStates',
  'sendScans',
] as const satisfies readonly (keyof Desk)[];
