import { z } from 'zod';
import { canonicalJson, type Digest } from '../sync/operation.ts';
import { codeListRef } from './code-list.ts';
import { dictionarySchema } from './dictionary.ts';

const line = z.string().max(300);
const some = line.min(1);
const text = z.string().max(4000);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const id = z.string().min(1).max(64);

/** The name of a dataset in addresses. */
export const datasetName = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/);
export const majorVersion = z.number().int().min(1).max(999);

export const securityClasses = ['terbuka', 'terbatas', 'rahasia'] as const;
export type SecurityClass = (typeof securityClasses)[number];
export const frequencies = ['harian', 'mingguan', 'bulanan', 'triwulanan', 'tahunan', 'insidental'] as const;
export type Frequency = (typeof frequencies)[number];

/** Days after which the next load is late; null: nobody promised one. */
export const daysOf: Readonly<Record<Frequency, number | null>> = {
  harian: 1,
  mingguan: 7,
  bulanan: 31,
  triwulanan: 92,
  tahunan: 366,
  insidental: null,
};

const party = z.strictObject({
  /** The agency of the master data. */
  agency: id,
  name: some,
  contact: z.strictObject({ name: line, phone: line, email: line }),
});
export type Party = z.infer<typeof party>;

/** The interchange document: its twelve parts (interchange document of step B4), as data. */
export const contractSchema = z.strictObject({
  identity: z.strictObject({
    number: some,
    version: z.strictObject({ major: majorVersion, minor: z.number().int().min(0).max(999) }),
    date,
    /** Number of the request, which every exchange names. */
    request: some,
  }),
  parties: z.strictObject({
    provider: party,
    consumer: party,
    technicalTeam: z.array(some).max(50),
    legalBasis: z.array(some).max(50),
  }),
  scenario: z.strictObject({
    purpose: text.min(1),
    direction: z.enum(['push', 'pull', 'both']),
    trigger: line,
    frequency: z.enum(frequencies),
    volume: z.number().int().min(0).max(1e12).nullable(),
    window: line,
  }),
  dataset: z.strictObject({
    name: datasetName,
    title: some,
    description: text,
    keywords: z.array(line.min(1)).max(30),
  }),
  /** Data dictionary and, in each of its fields, Standar Data. */
  dictionary: dictionarySchema,
  references: z.array(codeListRef.extend({ owner: some })).max(100),
  security: z.strictObject({
    class: z.enum(securityClasses),
    personalData: z.boolean(),
    masking: z.array(z.strictObject({ field: id, rule: some })).max(200),
  }),
  service: z.strictObject({
    name: some,
    auth: z.literal('kunci API'),
    limits: z.strictObject({ requestsPerMinute: z.number().int().min(1).max(100_000) }),
  }),
  mapping: z.array(z.strictObject({ from: line, to: id, transform: line })).max(400),
  quality: z.strictObject({
    rules: z.array(some).max(100),
    /** Rows that the other side counted, to be compared after a load. */
    reconciliation: z.array(z.strictObject({ what: some, expected: z.number().int().min(0).max(1e12) })).max(100),
  }),
  agreement: z.strictObject({ sla: text, changeControl: text, retention: text }),
  test: z.strictObject({ date: date.nullable(), result: text }),
});
export type Contract = z.infer<typeof contractSchema>;

/** `v1`, as in addresses. */
export const majorText = (major: number): string => `v${major}`;
export const versionText = ({ identity: { version } }: Contract): string => `${version.major}.${version.minor}`;

/** The hash both parties sign: of everything that is agreed. */
export const contentHash = (contract: Contract, digest: Digest): string =>
  digest(`lembar interchange ${canonicalJson(contract)}`);

export const signatureSchema = z.strictObject({
  party: z.enum(['provider', 'consumer']),
  /** Who signed: the account, or the record of a signature on paper, and the agency it belongs to. */
  account: id,
  agency: id,
  name: some,
  at: z.number().int().min(0).max(8.64e15),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Signature = z.infer<typeof signatureSchema>;

/** Why the signatures open nothing. */
export type SignatureFault = 'missing' | 'other-content' | 'same-person' | 'other-agency';

/**
 * Whether both parties signed this very content: one signature of each, by different people, of the agencies that the
 * document names. Null when they did.
 */
export function signatureFault(
  contract: Contract,
  signatures: readonly Signature[],
  digest: Digest,
): SignatureFault | null {
  const [provider, consumer] = (['provider', 'consumer'] as const).map((name) =>
    signatures.find(({ party: signed }) => signed === name),
  );
  if (!provider || !consumer) return 'missing';
  const hash = contentHash(contract, digest);
  if (provider.hash !== hash || consumer.hash !== hash) return 'other-content';
  if (provider.account === consumer.account) return 'same-person';
  const { parties } = contract;
  const signedByParties = provider.agency === parties.provider.agency && consumer.agency === parties.consumer.agency;
  return signedByParties ? null : 'other-agency';
}
