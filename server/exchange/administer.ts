import { hash } from 'node:crypto';
import type { Clock } from '../../shared/clock.ts';
import { referenceSchema } from '../../shared/exchange/code-list.ts';
import {
  contentHash,
  contractSchema,
  signatureFault,
  signatureSchema,
  type SignatureFault,
} from '../../shared/exchange/contract.ts';
import type { RandomBytes } from '../../shared/ids.ts';
import { refuse, type Refusal, type RefusalCode } from '../../shared/refusal.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { PublishFault } from './administration.ts';
import { newKey, type KeyRing } from './api-keys.ts';
import type { LoadIntake } from './load-intake.ts';
import type { CentreFault, ExchangeCentre, KeyGrant } from './port.ts';
import type { ReaderCalls } from './reader.ts';
import type { ApiKey, Published, SchemeHead } from './records.ts';
import type { WorkerLink } from './worker-link.ts';
import type { WriterCalls } from './writer.ts';

/** What the centre knows in memory: it is little, and every request needs it. */
export interface CentreState {
  fault(): CentreFault | null;
  /** By `dataset major`. */
  versions: ReadonlyMap<string, Published>;
  schemes: readonly SchemeHead[];
  keys: KeyRing;
  epoch?: string;
  secret?: string;
}

interface Parts {
  readonly state: CentreState;
  readonly writer: WorkerLink<WriterCalls>;
  readonly reader: WorkerLink<ReaderCalls>;
  readonly intake: LoadIntake;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

const day = 86_400_000;
/** A version stays open at least this long after its end was announced. */
const leastNotice = 365 * day;
const longestKey = 5 * 366 * day;
const listed = 500;

const publishRefusals: Readonly<Record<PublishFault, RefusalCode>> = {
  breaks: 'EXCHANGE_BREAKS',
  'not-next': 'EXCHANGE_NOT_NEXT',
  'no-scheme': 'EXCHANGE_NO_SCHEME',
};
const signatureRefusals: Readonly<Record<SignatureFault, RefusalCode>> = {
  missing: 'EXCHANGE_UNSIGNED',
  'other-content': 'EXCHANGE_SIGNED_OTHER',
  'same-person': 'EXCHANGE_UNSIGNED',
  'other-agency': 'EXCHANGE_UNSIGNED',
};

const digest = (text: string): string => hash('sha256', text);

interface Parsed<T> {
  readonly success: boolean;
  readonly data?: T;
  readonly error?: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] };
}

function invalid(parsed: Parsed<unknown>): Refusal {
  return refuse('INVALID', { field: (parsed.error?.issues[0]?.path ?? []).map(String).join('.') });
}

/** The keys of machines. */
function keysOf({ state, writer, clock, random }: Parts): Pick<ExchangeCentre, 'createKey' | 'revokeKey' | 'keys'> {
  const versionsOf = (dataset: string): readonly Published[] =>
    [...state.versions.values()].filter((version) => version.dataset === dataset);
  return {
    keys: () => state.keys.all().map(({ hash: _, ...key }) => key),
    async createKey(grant: KeyGrant) {
      if (state.fault() !== null) return err(refuse('EXCHANGE_DOWN'));
      const { name, agency, dataset, reads, writes, expires } = grant;
      const now = clock.now();
      const version = versionsOf(dataset).at(-1);
      if (!version) return err(refuse('EXCHANGE_NOT_OPEN', { field: 'dataset' }));
      if (name.trim() === '' || name.length > 200) return err(refuse('REQUIRED', { field: 'name' }));
      if (!reads && !writes) return err(refuse('REQUIRED', { field: 'reads' }));
      if (!(expires > now && expires <= now + longestKey)) return err(refuse('INVALID', { field: 'expires' }));
      const { provider, consumer } = version.contract.parties;
      if (![provider.agency, consumer.agency].includes(agency)) return err(refuse('INVALID', { field: 'agency' }));
      const perMinute = grant.perMinute ?? version.contract.service.limits.requestsPerMinute;
      if (!(perMinute >= 1 && perMinute <= 100_000)) return err(refuse('INVALID', { field: 'perMinute' }));
      const made = newKey(random);
      const kept = { name, agency, dataset, reads, writes, expires, perMinute };
      const key: ApiKey = { id: made.id, hash: made.hash, ...kept, created: now, revoked: null };
      await writer.ask('key', key);
      state.keys.put(key);
      return ok({ id: made.id, key: made.key });
    },
    async revokeKey(id) {
      if (state.fault() !== null) return err(refuse('EXCHANGE_DOWN'));
      const at = clock.now();
      // In memory first: from here on it opens nothing, whatever the disk does.
      if (state.keys.get(id)?.revoked !== null) return err(refuse('NO_SUCH_KEY'));
      state.keys.revoke(id, at);
      return (await writer.ask('revoke', { id, at })) ? ok(null) : err(refuse('NO_SUCH_KEY'));
    },
  };
}

/** Datasets and reference data. */
function publishing({ state, writer, clock }: Parts): Pick<ExchangeCentre, 'publish' | 'deprecate' | 'saveReference'> {
  const keep = (all: readonly Published[]): void => {
    state.versions = new Map(all.map((one) => [`${one.dataset} ${one.major}`, one]));
  };
  const found = (dataset: string, major: number): Result<Published, Refusal> => {
    const version = state.versions.get(`${dataset} ${major}`);
    return version ? ok(version) : err(refuse('EXCHANGE_NOT_OPEN'));
  };
  return {
    async publish(given, signed) {
      if (state.fault() !== null) return err(refuse('EXCHANGE_DOWN'));
      const contract = contractSchema.safeParse(given);
      if (!contract.success) return err(invalid(contract));
      const signatures = signatureSchema.array().max(10).safeParse(signed);
      if (!signatures.success) return err(invalid(signatures));
      const fault = signatureFault(contract.data, signatures.data, digest);
      if (fault !== null) return err(refuse(signatureRefusals[fault]));
      const published = await writer.ask('publish', {
        contract: contract.data,
        signatures: signatures.data,
        hash: contentHash(contract.data, digest),
        at: clock.now(),
      });
      if (!published.ok) return err(refuse(publishRefusals[published.error]));
      keep(published.value);
      return found(contract.data.dataset.name, contract.data.identity.version.major);
    },
    async deprecate(dataset, major, sunset) {
      if (state.fault() !== null) return err(refuse('EXCHANGE_DOWN'));
      const at = clock.now();
      if (!(sunset >= at + leastNotice)) return err(refuse('EXCHANGE_NOTICE', { field: 'sunset' }));
      const all = await writer.ask('deprecate', { dataset, major, at, sunset });
      if (all) keep(all);
      return found(dataset, major);
    },
    async saveReference(given) {
      if (state.fault() !== null) return err(refuse('EXCHANGE_DOWN'));
      const data = referenceSchema.safeParse(given);
      if (!data.success) return err(invalid(data));
      const all = await writer.ask('reference', { data: data.data, at: clock.now() });
      if (all === null) return err(refuse('SCHEME_VERSION_TAKEN', { field: 'version' }));
      state.schemes = all;
      const { scheme, version } = data.data;
      const head = all.find((one) => one.scheme === scheme && one.version === version);
      return head ? ok(head) : err(refuse('SCHEME_VERSION_TAKEN'));
    },
  };
}

/** The centre's administration over its two threads. */
export function administer(parts: Parts): ExchangeCentre {
  const { state, writer, reader, intake } = parts;
  return {
    fault: () => state.fault(),
    published: () => [...state.versions.values()],
    schemes: () => state.schemes,
    ...publishing(parts),
    ...keysOf(parts),
    async cancel(batch) {
      if (!intake.isRunning(batch)) return err(refuse('NO_SUCH_BATCH'));
      await intake.cancel(batch);
      return ok(null);
    },
    publishedBefore: (dataset, major, minor) => reader.ask('publishedBefore', { dataset, major, minor }),
    batches: (dataset, major) => reader.ask('batches', { dataset, major, limit: listed }),
    summary: (dataset, major) => reader.ask('summary', { dataset, major, loads: listed }),
    log: (dataset) => reader.ask('latest', { dataset, limit: listed }),
    verifyLog: () => reader.ask('verify', null),
    async close() {
      if (state.fault() === null) {
        await intake.idle();
        // The last one to close brings what is in the log beside the file into it, and only the writer may.
        await reader.ask('close', null).catch(() => undefined);
        await writer.ask('close', null).catch(() => undefined);
      }
      await writer.close();
      await reader.close();
    },
  };
}
