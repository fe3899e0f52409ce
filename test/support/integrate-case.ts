import type { Contract } from '../../shared/exchange/contract.ts';
import { integrateData } from '../../shared/services/integrate-data.ts';
import { Walk } from '../shared/cases/case-walk.ts';
import type { DeskClient } from './desk-client.ts';
import { draftFor, aSignature } from './interchange-samples.ts';
import { aContract } from './exchange-samples.ts';
import { registerArgs } from './builders.ts';

/** The sample contract between two agencies of the master data. */
export function officeContract(more: Parameters<typeof aContract>[0] = {}): Contract {
  const contract = aContract(more);
  const { provider, consumer } = contract.parties;
  return {
    ...contract,
    parties: {
      ...contract.parties,
      provider: { ...provider, agency: 'dinas-kesehatan' },
      consumer: { ...consumer, agency: 'dinas-pendidikan' },
    },
  };
}

async function applied(desk: DeskClient, name: string, args: object): Promise<string> {
  const { status, code, seq } = await desk.say(name, args);
  if (status !== 'applied') throw new Error(`${name}: ${status} ${code}`);
  const said = desk.journal.get(seq)?.op as { readonly opId: string };
  return said.opId;
}

/** A request to integrate data at the step where its interface is prepared, with an interchange document. */
export async function caseAtPublishing(desk: DeskClient, id: string, contract: Contract): Promise<void> {
  const letterId = `letter-${id}`;
  await desk.register(registerArgs({ letterId, letterNumber: `1/${id}/2026` }));
  await applied(desk, 'case.open', {
    ...{ caseId: `case-${id}`, service: integrateData.code, letterId, title: 'Penduduk', received: '2026-10-08' },
    ...{ agency: { id: null, name: 'Bappeda' }, security: 'biasa', readers: [] },
  });
  const walk = new Walk(integrateData);
  walk.bringAll();
  for (const outcome of ['lanjut', 'lanjut', 'sepakat', 'lanjut']) walk.finish(outcome);
  for (const { kind, id: _id, at: _at, by: _by, desk: _desk, ...act } of walk.found.acts) {
    const behalf = kind === 'finish' ? { onBehalf: true } : {};
    await applied(desk, `case.${kind}`, { caseId: `case-${id}`, act: { ...act, ...behalf } });
  }
  const document = { interchangeId: `doc-${id}`, caseId: `case-${id}`, readers: null, team: [] };
  await applied(desk, 'interchange.open', { ...document, fields: draftFor(contract) });
}

/** Makes a version and records both signatures; the id of the version. */
export async function signedVersion(desk: DeskClient, id: string, contract: Contract): Promise<string> {
  const interchangeId = `doc-${id}`;
  const version = await applied(desk, 'interchange.version', { interchangeId, act: { contract } });
  for (const party of ['provider', 'consumer'] as const) {
    await applied(desk, 'interchange.sign', { interchangeId, act: aSignature(version, party) });
  }
  return version;
}
