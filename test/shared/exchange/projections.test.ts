import { Validator } from '@seriousme/openapi-schema-validator';
import Database from 'better-sqlite3';
import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceSchema } from '../../../shared/exchange/code-list.ts';
import { contractSchema, signatureFault } from '../../../shared/exchange/contract.ts';
import { csvLine, dictionaryCsv } from '../../../shared/exchange/csv-cells.ts';
import { dcatCatalogue } from '../../../shared/exchange/dcat.ts';
import { openApi } from '../../../shared/exchange/open-api.ts';
import { problem, problemCodes, problemOf, problemSlug } from '../../../shared/exchange/problems.ts';
import { addColumns, createTables, tableName } from '../../../shared/exchange/table-ddl.ts';
import { dictionaries } from '../../support/exchange-arbitraries.ts';
import { aContract, bothSigned, peopleDictionary } from '../../support/exchange-samples.ts';

const digest = (text: string): string => hash('sha256', text);
const origin = 'https://data.riau.go.id';

describe('the OpenAPI of a dataset', () => {
  it('is a valid description, whatever the dictionary', async () => {
    await fc.assert(
      fc.asyncProperty(dictionaries, async (dictionary) => {
        const made = JSON.parse(JSON.stringify(openApi(aContract({ dictionary }), origin))) as Record<string, unknown>;
        expect(await new Validator().validate(made)).toEqual({ valid: true });
      }),
      { numRuns: 10 },
    );
  });

  it('has one server, one version in the path and one key, as gateways import it', () => {
    const made = openApi(aContract({ major: 2 }), origin) as {
      servers: { url: string }[];
      paths: object;
      components: { securitySchemes: object };
    };
    expect(made.servers).toEqual([{ url: `${origin}/exchange/v1` }]);
    expect(Object.keys(made.paths)).toEqual(['/penduduk-wilayah/v2', '/batches/{id}', '/batches/{id}/errors']);
    expect(Object.values(made.components.securitySchemes)).toMatchObject([{ type: 'http', scheme: 'bearer' }]);
  });
});

describe('the table of a dataset', () => {
  it('can be made from any dictionary, and grows by what is added', () => {
    fc.assert(
      fc.property(dictionaries, dictionaries, (before, other) => {
        const db = new Database(':memory:');
        for (const statement of createTables('satu-dua', 3, before)) db.exec(statement);
        const known = new Set(before.fields.map(({ name }) => name));
        const more = other.fields.filter(({ name }) => !known.has(name));
        for (const statement of addColumns('satu-dua', 3, before, { ...before, fields: [...before.fields, ...more] }))
          db.exec(statement);
        const columns = db.pragma(`table_info(${tableName('satu-dua', 3)})`) as { name: string }[];
        expect(columns.map(({ name }) => name)).toEqual([
          '_rv',
          '_batch',
          ...before.fields.map(({ name }) => name),
          ...more.map(({ name }) => name),
        ]);
        db.close();
      }),
      { numRuns: 30 },
    );
  });
});

describe('an interchange document', () => {
  const contract = aContract();
  const [provider, consumer] = bothSigned(contract);
  if (!provider || !consumer) throw new Error('two sign');

  it('opens when both parties signed this very content', () => {
    expect(signatureFault(contract, [provider, consumer], digest)).toBeNull();
  });

  it.each([
    ['nobody', [], 'missing'],
    ['one party alone', [provider], 'missing'],
    ['one party twice', [provider, { ...consumer, party: 'provider' as const }], 'missing'],
    ['one person for both', [provider, { ...consumer, account: provider.account }], 'same-person'],
    ['somebody of another agency', [provider, { ...consumer, agency: 'dinas-lain' }], 'other-agency'],
    ['both, of another content', bothSigned(aContract({ minor: 1 })), 'other-content'],
  ])('opens nothing when signed by %s', (_who, signatures, fault) => {
    expect(signatureFault(contract, signatures, digest)).toBe(fault);
  });

  it('has all twelve parts', () => {
    for (const part of Object.keys(contract)) {
      const { [part as keyof typeof contract]: _, ...rest } = contract;
      expect([part, contractSchema.safeParse(rest).success]).toEqual([part, false]);
    }
    expect(Object.keys(contract).length).toBe(12);
  });
});

describe('the catalogue', () => {
  it('is JSON-LD that needs no context from elsewhere', () => {
    const made = dcatCatalogue(origin, 'Diskominfotik', [
      { contract: aContract(), issued: '2026-11-30', modified: null },
    ]);
    expect(typeof made['@context']).toBe('object');
    expect(JSON.stringify(made)).toContain(
      '"dcat:landingPage":{"@id":"https://data.riau.go.id/exchange/v1/penduduk-wilayah/v1/docs"}',
    );
  });
});

describe('CSV', () => {
  it('quotes what would end a cell', () => {
    expect(csvLine(['a', 'b,"c"', 'd\ne', null, 1.5, true])).toBe('a,"b,""c""","d\ne",,1.5,true\r\n');
  });

  it('has the dictionary as a table, a line for each field', () => {
    const lines = dictionaryCsv(peopleDictionary).trim().split('\r\n');
    expect(lines.length).toBe(peopleDictionary.fields.length + 1);
    expect(lines[1]).toContain('kode_wilayah,Kode wilayah,string,,5,,,true,true,,Wilayah administrasi');
  });
});

describe('problems', () => {
  it('have an address each that leads back to them', () => {
    for (const code of problemCodes) expect(problemOf(problemSlug(code))).toBe(code);
    expect(problem('CENTRE_DOWN')).toMatchObject({
      status: 503,
      origin: 'pusat',
      type: '/exchange/v1/problems/centre-down',
    });
    expect(problem('BAD_QUERY', { detail: 'limit' })).toMatchObject({ detail: 'limit', origin: 'pengirim' });
  });
});

describe('a list of codes', () => {
  const list = {
    scheme: 'wilayah',
    version: '2025',
    title: 'Wilayah',
    owner: 'Kemendagri',
    validFrom: '2025-01-01',
    codes: [{ code: '14', label: 'Riau' }],
  };
  it.each([
    ['with a code twice', { codes: [...list.codes, ...list.codes] }],
    ['with a parent that is not there', { codes: [{ code: '14.01', label: 'Kampar', parent: '15' }] }],
    ['that ends before it begins', { validTo: '2024-01-01' }],
  ])('%s is refused', (_what, change) => {
    expect(referenceSchema.safeParse(list).success).toBe(true);
    expect(referenceSchema.safeParse({ ...list, ...change }).success).toBe(false);
  });
});
