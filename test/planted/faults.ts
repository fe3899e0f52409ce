import { agencyFaults } from './agency-faults.ts';
import { atRestFaults } from './at-rest-faults.ts';
import { deskFaults } from './desk-faults.ts';
import { identityFaults } from './identity-faults.ts';
import { liarFaults } from './liar-faults.ts';
import { rendererFaults } from './renderer-faults.ts';
import { serverFaults } from './server-faults.ts';
import { trustFaults } from './trust-faults.ts';
import type { Fault } from './vocabulary.ts';

/** The faults of such programs as they are known from others, and those the rules of PROTOCOL.md speak of. */
export const faults: readonly Fault[] = [
  ...deskFaults,
  ...serverFaults,
  ...rendererFaults,
  ...identityFaults,
  ...trustFaults,
  ...liarFaults,
  ...atRestFaults,
  ...agencyFaults,
];
