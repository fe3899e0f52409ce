import { describe, expect, it } from 'vitest';
import { parseArgs } from '../../../shared/commands/prepare.ts';
import { commandNames, findCommand } from '../../../shared/commands/registry.ts';
import { aContext } from '../../support/builders.ts';
import { aContract } from '../../support/exchange-samples.ts';
import { aSignature, anInterchange, stamped } from '../../support/interchange-samples.ts';

const interchangeId = 'doc-1';
const version = stamped('v1', { kind: 'version', contract: aContract() });
/** Arguments of every command on an interchange document; a new command without an entry here fails the first test. */
const argsOf: Readonly<Record<string, object>> = {
  'interchange.open': { caseId: 'case-1', readers: null, team: [], fields: { 'part:purpose': 'Perencanaan' } },
  'interchange.edit': { set: { 'cell:e1:title': 'Judul lain' } },
  'interchange.version': { act: { contract: aContract({ minor: 1 }) } },
  'interchange.sign': { act: aSignature('v1', 'provider') },
  'interchange.retract': { act: { of: 's1', reason: 'salah lembar' } },
  'interchange.publish': { act: { version: 'v1' } },
};

function reducerOf(name: string) {
  const command = findCommand(name);
  if (!command) throw new Error(`no command ${name}`);
  const args = parseArgs(command, { interchangeId, ...argsOf[name] });
  if (!args.ok) throw new Error(`${name}: ${JSON.stringify(args.error)}`);
  return (doc: unknown, opId: string) => command.reduce(doc, args.value, aContext(opId));
}

describe.each(commandNames.filter((name) => name.startsWith('interchange.')))('the reducer of %s', (name) => {
  const reduce = reducerOf(name);
  const before = anInterchange({ acts: [version, stamped('s1', { kind: 'sign', ...aSignature('v1', 'consumer') })] });

  it('begins nothing but what it opens', () => {
    expect(reduce(null, 'op-2') !== null).toBe(name === 'interchange.open');
  });

  it('is pure: the document it was given stays as it was', () => {
    const frozen = structuredClone(before);
    const first = reduce(before, 'op-2');
    expect(before).toEqual(frozen);
    expect(reduce(before, 'op-2')).toEqual(first);
  });

  it('[P3] changes nothing when the same operation comes again', () => {
    const once = reduce(before, 'op-2');
    expect(reduce(once, 'op-2')).toEqual(once);
  });

  it('[V3] keeps fields of a newer version', () => {
    expect(reduce({ ...before, later: 'kept' }, 'op-2')).toMatchObject({ later: 'kept' });
  });
});
