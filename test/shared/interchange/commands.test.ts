import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  editInterchange,
  interchangeCommands,
  makeVersion,
  openInterchange,
  publishVersion,
  retractSignature,
  signVersion,
} from '../../../shared/interchange/commands.ts';
import { readDraft, type DraftFields } from '../../../shared/interchange/draft.ts';
import { interchangeState, type Interchange, type Publication } from '../../../shared/interchange/interchange.ts';
import { interchangeKind } from '../../../shared/records/interchange/kind.ts';
import { peopleDictionary, aContract } from '../../support/exchange-samples.ts';
import { aSignature, anInterchange, stamped } from '../../support/interchange-samples.ts';
import { aContext, refused, someone, viewOf } from '../../support/builders.ts';

const team = someone(['tim-teknis']);
const agencies = ['disdukcapil', 'bappeda'].map((id) => ['agency', { id, name: id }] as const);
const view = (doc: Interchange) => viewOf(['interchange', doc], ...agencies);
const edit = (set: DraftFields) => ({ interchangeId: 'doc-1', set });
const act = <A>(one: A) => ({ interchangeId: 'doc-1', act: one });
const versioned = (...acts: readonly (readonly [string, object])[]) =>
  anInterchange({ acts: acts.map(([id, one]) => stamped(id, one)) });
const first = ['v1', { kind: 'version', contract: aContract() }] as const;
const signed = (version = 'v1') =>
  [
    [`${version}-p`, { kind: 'sign', ...aSignature(version, 'provider') }],
    [`${version}-c`, { kind: 'sign', ...aSignature(version, 'consumer') }],
  ] as const;
const opened = (order: string, more: Partial<Publication> = {}): Publication => ({
  ...{ order, code: null, at: 1, dataset: 'penduduk-wilayah', major: 1, minor: 0, schemaHash: 'a', contentHash: 'b' },
  ...more,
});
const wider = aContract({
  minor: 1,
  dictionary: {
    ...peopleDictionary,
    fields: peopleDictionary.fields.map((field) =>
      field.name === 'nama' ? { ...field, constraints: { ...field.constraints, maxLength: 90 } } : field,
    ),
  },
});
const broken = (major: number, minor: number) =>
  aContract({
    ...{ major, minor },
    dictionary: { ...peopleDictionary, fields: peopleDictionary.fields.filter(({ name }) => name !== 'penduduk') },
  });

describe('an interchange document', () => {
  it('is stored in the form that a desk checks', () => {
    const fields = { 'row:e1': 1, 'cell:e1:name': 'nik', 'part:purpose': 'Perencanaan' };
    const args = { interchangeId: 'doc-1', caseId: 'case-1', readers: null, team: [], fields };
    const doc = openInterchange.reduce(null, openInterchange.args.parse(args), aContext());
    expect(interchangeKind.form.safeParse(doc).success).toBe(true);
    expect(readDraft(doc ?? {})).toEqual({
      elements: [{ id: 'e1', place: 1, cells: { name: 'nik' } }],
      parts: { purpose: 'Perencanaan' },
    });
    expect(interchangeKind.form.safeParse(versioned(first, ...signed())).success).toBe(true);
  });

  it('is written by those who have a part in the service, and by the team of the request', () => {
    const by = (who: ReturnType<typeof someone>, doc = anInterchange()) =>
      refused(editInterchange, view(doc), edit({ 'part:purpose': 'x' }), who)?.code;
    expect(by(team)).toBeUndefined();
    expect(by(someone(['kasubbag-keuangan']))).toBe('NOT_IN_THIS_SERVICE');
    expect(by(someone(['kasubbag-keuangan']), anInterchange({ team: ['person'] }))).toBeUndefined();
    expect(refused(editInterchange, viewOf(), edit({ 'part:purpose': 'x' }), team)?.code).toBe('NO_SUCH_INTERCHANGE');
  });

  it('takes only what names a cell, a part or a place', () => {
    const fits = (set: object) => editInterchange.args.safeParse({ interchangeId: 'd', set }).success;
    expect(fits({ 'cell:e1:name': 'nik', 'row:e1': 2, 'row:e2': null, 'part:sla': '' })).toBe(true);
    for (const odd of ['acts', 'id', 'readers', 'cell:e1', 'cell:e1:nama', 'part:acts', 'row:', '__proto__x']) {
      expect([odd, fits({ [odd]: 'x' })]).toEqual([odd, false]);
    }
    expect(fits({ 'row:e1': 'satu' })).toBe(false);
    expect(fits({ 'cell:e1:name': 4 })).toBe(false);
  });
});

describe('[P12] two desks write one interchange document', () => {
  const merge = (set: DraftFields, doc: Interchange, versions: Record<string, number>) => {
    const outcome = editInterchange.merge?.(edit(set), doc, versions, 10);
    if (!outcome) throw new Error('no merge');
    return { set: outcome.args.set, notes: outcome.notes };
  };

  it('and both stand when the cells differ', () => {
    const doc = anInterchange({ 'cell:e1:title': 'dari meja lain' } as Partial<Interchange>);
    expect(merge({ 'cell:e1:satuan': 'jiwa', 'cell:e2:title': 'Tahun data' }, doc, { 'cell:e1:title': 12 })).toEqual({
      set: { 'cell:e1:satuan': 'jiwa', 'cell:e2:title': 'Tahun data' },
      notes: [],
    });
  });

  it('and the one that came first stands in the same cell, the other is shown to its author', () => {
    const doc = anInterchange({ 'cell:e1:title': 'dari meja lain' } as Partial<Interchange>);
    expect(merge({ 'cell:e1:title': 'saya', 'cell:e1:satuan': 'x' }, doc, { 'cell:e1:title': 12 })).toEqual({
      set: { 'cell:e1:satuan': 'x' },
      notes: [{ field: 'cell:e1:title', mine: 'saya', now: 'dari meja lain', kept: 'now' }],
    });
  });

  it('an element that was edited meanwhile is not removed, and one that was removed is not edited', () => {
    expect(merge({ 'row:e1': null }, anInterchange(), { 'cell:e1:title': 12 })).toEqual({
      set: {},
      notes: [{ field: 'row:e1', mine: null, now: 1, kept: 'now' }],
    });
    const gone = editInterchange.reduce(anInterchange(), edit({ 'row:e1': null }), aContext()) ?? anInterchange();
    expect(Object.keys(gone).filter((key) => key.startsWith('cell:e1:'))).toEqual([]);
    expect(merge({ 'cell:e1:title': 'saya' }, gone, { 'row:e1': 12 })).toEqual({
      set: {},
      notes: [{ field: 'cell:e1:title', mine: 'saya', now: null, kept: 'now' }],
    });
  });

  it('whatever two desks set, nothing of either is lost: it stands, or its author is shown it', () => {
    const cell = fc.constantFrom('cell:e1:title', 'cell:e1:satuan', 'cell:e2:title', 'part:sla', 'part:purpose');
    const sets = fc.dictionary(cell, fc.constantFrom('a', 'b', 'c', ''), { minKeys: 1 });
    fc.assert(
      fc.property(sets, sets, (theirs, mine) => {
        const before = anInterchange();
        const after = editInterchange.reduce(before, edit(theirs), aContext()) ?? before;
        const versions = Object.fromEntries(
          Object.keys(theirs).flatMap((key) =>
            (before as never)[key] === (after as never)[key] ? [] : [[key, 12] as const],
          ),
        );
        const { set, notes } = merge(mine, after, versions);
        const last = (editInterchange.reduce(after, edit(set), aContext()) ?? after) as unknown as DraftFields;
        for (const [key, value] of Object.entries(mine)) {
          const shown = notes.some((note) => note.field === key && note.mine === value);
          expect(last[key] === value || shown).toBe(true);
        }
        for (const key of Object.keys(versions)) expect(last[key]).toBe(theirs[key]);
      }),
    );
  });
});

describe('a version', () => {
  const code = (doc: Interchange, contract = aContract()) =>
    refused(makeVersion, view(doc), act({ contract }), team)?.code;

  it('is a contract that stays as it is, whatever is written afterwards', () => {
    const doc = makeVersion.reduce(anInterchange(), act({ contract: aContract() }), aContext('v1'));
    const later = doc && editInterchange.reduce(doc, edit({ 'cell:e1:title': 'Lain' }), aContext('op-2'));
    expect(later && interchangeState(later).versions.map(({ contract }) => contract)).toEqual([aContract()]);
  });

  it('is above the one before, and says something else', () => {
    expect(code(anInterchange())).toBeUndefined();
    expect(code(versioned(first))).toBe('EXCHANGE_NOT_NEXT');
    expect(code(versioned(first), aContract({ minor: 1 }))).toBe('NOTHING_TO_CHANGE');
    expect(code(versioned(first), wider)).toBeUndefined();
    const next = aContract({ minor: 1 });
    const renumbered = { ...next, identity: { ...next.identity, number: `${next.identity.number}/A` } };
    expect(code(versioned(first), renumbered)).toBeUndefined();
  });

  it('breaks nobody before anything is open, and takes a new major afterwards', () => {
    expect(code(versioned(first), broken(1, 1))).toBeUndefined();
    const ordered = versioned(first, ...signed(), ['o1', { kind: 'publish', version: 'v1' }]);
    expect(code(ordered, broken(1, 1))).toBe('EXCHANGE_BREAKS');
    expect(code(ordered, broken(2, 0))).toBeUndefined();
    expect(code(ordered, wider)).toBeUndefined();
    const refusedOrder = { ...ordered, publications: [opened('o1', { code: 'EXCHANGE_NO_SCHEME' })] };
    expect(code(refusedOrder, broken(1, 1))).toBeUndefined();
  });

  it('names two agencies of the list and keeps the name that is its address', () => {
    expect(
      refused(makeVersion, viewOf(['interchange', anInterchange()]), act({ contract: aContract() }), team),
    ).toMatchObject({ code: 'UNKNOWN_AGENCY', field: 'part:providerAgency' });
    expect(code(versioned(first), aContract({ minor: 1, name: 'lain' }))).toBe('DATASET_RENAMED');
  });
});

describe('signatures', () => {
  const sign = (doc: Interchange, more: object = {}, party: 'provider' | 'consumer' = 'provider') =>
    refused(signVersion, view(doc), { ...act(aSignature('v1', party, more)), sure: [] }, { ...team, day: '2026-10-08' })
      ?.code;

  it('are recorded for both parties of one version, each once, by different people', () => {
    expect(sign(versioned(first))).toBeUndefined();
    expect(sign(versioned())).toBe('NO_SUCH_VERSION');
    expect(sign(versioned(first, ...signed()))).toBe('ALREADY_SIGNED');
    expect(sign(versioned(first, signed()[0]), { name: 'RINI ASTUTI' }, 'consumer')).toBe('SAME_SIGNER');
    expect(sign(versioned(first), { on: '2026-12-01' })).toBe('PAPER_IN_FUTURE');
  });

  it('need the scan of the sheet', () => {
    const parsed = signVersion.args.safeParse(act(aSignature('v1', 'provider', { scanId: '' })));
    expect(parsed.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['act.scanId', 'REQUIRED'],
    ]);
  });

  it('can be taken back until the version is open', () => {
    const retract = (doc: Interchange) =>
      refused(retractSignature, view(doc), act({ of: 'v1-p', reason: 'salah' }), team)?.code;
    const doc = versioned(first, ...signed());
    expect(retract(doc)).toBeUndefined();
    const after = retractSignature.reduce(doc, act({ of: 'v1-p', reason: 'salah' }), aContext('r1'));
    expect(after && interchangeState(after).versions[0]?.signed).toMatchObject({
      provider: null,
      consumer: { id: 'v1-c' },
    });
    expect(retract(versioned(first, ...signed(), ['o1', { kind: 'publish', version: 'v1' }]))).toBe(
      'ALREADY_PUBLISHED',
    );
  });

  it('of both parties gate publishing', () => {
    const publish = (doc: Interchange) => refused(publishVersion, view(doc), act({ version: 'v1' }), team)?.code;
    expect(publish(versioned(first))).toBe('EXCHANGE_UNSIGNED');
    expect(publish(versioned(first, signed()[0]))).toBe('EXCHANGE_UNSIGNED');
    expect(publish(versioned(first, ...signed()))).toBeUndefined();
    expect(publish(versioned(first, ...signed(), ['o1', { kind: 'publish', version: 'v1' }]))).toBe(
      'ALREADY_PUBLISHED',
    );
    const failed = versioned(first, ...signed(), ['o1', { kind: 'publish', version: 'v1' }]);
    expect(publish({ ...failed, publications: [opened('o1', { code: 'EXCHANGE_NO_SCHEME' })] })).toBeUndefined();
  });

  it('of an earlier version open nothing of a later one', () => {
    const doc = versioned(first, ...signed(), ['v2', { kind: 'version', contract: wider }]);
    expect(refused(publishVersion, view(doc), act({ version: 'v2' }), team)?.code).toBe('EXCHANGE_UNSIGNED');
  });
});

it('a record that names nothing that is there has no effect on where a document stands', () => {
  const acts = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('sign'), version: fc.constantFrom('v1', 'x') }).map((one) => ({
        ...aSignature(one.version, 'provider'),
        ...one,
      })),
      fc.record({ kind: fc.constant('retract'), of: fc.constantFrom('a0', 'a1', 'v1', 'x'), reason: fc.constant('') }),
      fc.record({ kind: fc.constant('publish'), version: fc.constantFrom('v1', 'x') }),
    ),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(acts, (all) => {
      const doc = versioned(first, ...all.map((one, i) => [`a${i}`, one] as const));
      const [version, ...more] = interchangeState(doc).versions;
      expect(more).toEqual([]);
      expect(version?.signed.consumer).toBeNull();
    }),
  );
});

it('every command of the kind is a command of the program', () => {
  expect(interchangeKind.commands.map(({ name }) => name)).toEqual(interchangeCommands.map(({ name }) => name));
});
