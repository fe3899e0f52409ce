import type { Case } from '../../shared/cases/case.ts';
import type { Contract } from '../../shared/exchange/contract.ts';
import { cellKey, columns, partKey, rowKey, type DraftFields } from '../../shared/interchange/draft.ts';
import { scopeOf } from '../../shared/interchange/follow-case.ts';
import { interchangeActName } from '../../shared/interchange/commands.ts';
import { interchangeState, sides, type Interchange } from '../../shared/interchange/interchange.ts';
import { nextVersion } from '../../shared/interchange/next-version.ts';
import { caseKind } from '../../shared/records/case/kind.ts';
import { interchangeKind } from '../../shared/records/interchange/kind.ts';
import { integrateData } from '../../shared/services/integrate-data.ts';
import { aContract } from '../support/exchange-samples.ts';
import { aSignature } from '../support/interchange-samples.ts';
import type { Action, Visible } from './visible.ts';

/** A few elements only, so that desks meet in them. */
const elements = ['e1', 'e2', 'e3'] as const;

function open({ chance, office, word }: Visible): Action | null {
  const cases = office.records(caseKind.type).filter(({ service }) => service === integrateData.code);
  if (cases.length === 0) return null;
  const found: Case = chance.pick(cases.slice(-4));
  const fields = { [rowKey('e1')]: 1, [cellKey('e1', 'title')]: `Label ${word()}` };
  const args = { interchangeId: office.newId(), caseId: found.id, ...scopeOf(found), fields };
  return { command: 'interchange.open', args, letterId: found.letterId };
}

function edits({ chance, word }: Visible): DraftFields {
  const element = chance.pick(elements);
  switch (chance.int(6)) {
    case 0:
      return { [rowKey(element)]: null };
    case 1:
      return { [rowKey(element)]: chance.int(5) };
    case 2:
      return { [partKey(chance.pick(['purpose', 'sla', 'retention'] as const))]: `Isi ${word()}` };
    default:
      return { [cellKey(element, chance.pick(columns.slice(0, 4)))]: `Sel ${word()}` };
  }
}

/** What both parties would sign: with agencies of this office, and now and then another dictionary. */
function contractFor({ chance, word }: Visible, doc: Interchange): Contract {
  const { versions } = interchangeState(doc);
  const sample = aContract({ name: versions[0]?.contract.dataset.name ?? `data-${doc.id}`.slice(0, 60) });
  const { provider, consumer } = sample.parties;
  const fields = chance.is(0.3) ? sample.dictionary.fields.slice(0, -1) : sample.dictionary.fields;
  const dictionary = { ...sample.dictionary, fields };
  return {
    ...sample,
    identity: { ...sample.identity, version: nextVersion(versions, dictionary).version },
    parties: {
      ...sample.parties,
      provider: { ...provider, agency: 'dinas-1' },
      consumer: { ...consumer, agency: 'dinas-2' },
    },
    scenario: { ...sample.scenario, purpose: `Tujuan ${word()}` },
    dictionary,
  };
}

function act(visible: Visible, doc: Interchange): readonly [command: string, args: object] {
  const { chance, today } = visible;
  const version = interchangeState(doc).versions.at(-1);
  const step = version ? chance.int(4) : 0;
  if (!version || step === 0) return ['version', { contract: contractFor(visible, doc) }];
  const party = chance.pick(sides);
  if (step === 3) return ['publish', { version: version.act.id }];
  const signed = version.signed[party];
  if (step === 2 && signed) return ['retract', { of: signed.id, reason: 'Salah catat' }];
  return ['sign', { ...aSignature(version.act.id, party), on: today }];
}

/** Somebody writes in one of the newest interchange documents, makes a version of it or records what became of it. */
export function writeInterchange(visible: Visible): Action | null {
  const { chance, office } = visible;
  const docs = office.records(interchangeKind.type);
  if (docs.length === 0 || chance.is(0.1)) return open(visible);
  const doc = chance.pick(docs.slice(-3));
  const letterId = office.records(caseKind.type).find(({ id }) => id === doc.caseId)?.letterId ?? null;
  if (chance.is(0.7)) {
    return { command: 'interchange.edit', args: { interchangeId: doc.id, set: edits(visible) }, letterId };
  }
  const [kind, given] = act(visible, doc);
  return { command: interchangeActName(kind as never), args: { interchangeId: doc.id, act: given }, letterId };
}
