import type { Contract } from '../../shared/exchange/contract.ts';
import { draftOf, type DraftFields } from '../../shared/interchange/draft.ts';
import { cellsOf } from '../../shared/interchange/element.ts';
import type { Interchange, InterchangeAct } from '../../shared/interchange/interchange.ts';
import { partsOf } from '../../shared/interchange/to-contract.ts';
import { anAuthor, someTime } from './builders.ts';
import { aContract } from './exchange-samples.ts';

/** The draft that makes a contract; its elements are `e1`, `e2`, … */
export function draftFor(contract: Contract): DraftFields {
  let made = 0;
  const { dictionary, mapping } = contract;
  const cells = dictionary.fields.map((field) =>
    cellsOf(
      field,
      dictionary.primaryKey.includes(field.name),
      mapping.find(({ to }) => to === field.name)?.transform ?? '',
    ),
  );
  return draftOf(cells, partsOf(contract), () => `e${++made}`);
}

/** An act with its stamp. */
export const stamped = (id: string, act: object): InterchangeAct =>
  ({ ...act, id, at: someTime, by: anAuthor, desk: 'D01' }) as unknown as InterchangeAct;

export const aSignature = (version: string, party: 'provider' | 'consumer', more: object = {}) => ({
  version,
  party,
  name: party === 'provider' ? 'Rini Astuti' : 'Andi Saputra',
  position: 'Kepala Dinas',
  on: '2026-10-07',
  scanId: `scan-${party}`,
  ...more,
});

/** An interchange document with the sample contract as its draft. */
export function anInterchange(more: Partial<Interchange> = {}, contract = aContract()): Interchange {
  return {
    id: 'doc-1',
    caseId: 'case-1',
    readers: null,
    team: [],
    ...draftFor(contract),
    opened: { id: 'op-0', at: someTime, by: anAuthor, desk: 'D01' },
    acts: [],
    ...more,
  };
}
