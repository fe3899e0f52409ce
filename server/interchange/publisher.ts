import { hash } from 'node:crypto';
import type { Clock } from '../../shared/clock.ts';
import { fromWib } from '../../shared/dates/wib.ts';
import { datasetPath } from '../../shared/exchange/api.ts';
import { contentHash, type Contract, type Signature } from '../../shared/exchange/contract.ts';
import { jsonSchema } from '../../shared/exchange/json-schema.ts';
import {
  interchangeState,
  isSigned,
  sides,
  type Interchange,
  type InterchangeActOf,
  type Publication,
  type Version,
} from '../../shared/interchange/interchange.ts';
import { interchangeKind } from '../../shared/records/interchange/kind.ts';
import type { RefusalCode } from '../../shared/refusal.ts';
import { canonicalJson } from '../../shared/sync/operation.ts';
import type { ExchangeCentre } from '../exchange/port.ts';
import { docOf } from '../store/live-docs.ts';
import type { Store } from '../store/store.ts';
import { serverWriter, writeDoc } from '../sync/write-doc.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly centre: Pick<ExchangeCentre, 'publish' | 'publishedBefore'>;
  /** After documents were written: the desks are notified. */
  readonly written: () => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

export interface Publisher {
  /** Does every order that is not done yet; resolves when there is none, or when the centre is closed. */
  run(): Promise<void>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

const { type } = interchangeKind;
const digest = (text: string): string => hash('sha256', text);

/** SHA-256 of the JSON Schema of a dataset, as canonical JSON under its own path. */
export function schemaHash({ dictionary, dataset, identity }: Contract): string {
  const id = `${datasetPath(dataset.name, identity.version.major)}/schema.json`;
  return digest(canonicalJson(jsonSchema(dictionary, id, dataset.title)));
}

/** The signatures as the centre asks for them. Those on paper are named by the record of each. */
function signaturesOf({ contract, signed }: Version): readonly Signature[] {
  return sides.flatMap((party) => {
    const sign = signed[party];
    if (sign === null) return [];
    const { agency } = contract.parties[party];
    const at = fromWib({ date: sign.on, time: '00:00' }) ?? 0;
    return [{ party, account: sign.id, agency, name: sign.name, at, hash: contentHash(contract, digest) }];
  });
}

const orderIn = (doc: Interchange): InterchangeActOf<'publish'> | null =>
  doc.acts
    .filter((act) => act.kind === 'publish')
    .find(({ id }) => !doc.publications?.some(({ order }) => order === id)) ?? null;

const nothing = { dataset: '', major: 0, minor: 0, schemaHash: '', contentHash: '' } as const;

/**
 * Opens at the exchange centre what the register was ordered to open, and writes into each document what became of it. An
 * order without an answer is one that was not done, whenever the register stopped: publishing the same content again changes
 * nothing, so it is simply done again.
 */
export function makePublisher({ store, clock, centre, written, onFault }: Parts): Publisher {
  let seen = -1;
  let running: Promise<void> | null = null;
  let again = false;

  async function publish(doc: Interchange, order: InterchangeActOf<'publish'>): Promise<Publication | null> {
    const version = interchangeState(doc).versions.find(({ act }) => act.id === order.version);
    const refused = (code: RefusalCode): Publication => ({
      order: order.id,
      code,
      at: clock.now(),
      ...nothing,
    });
    if (!version) return refused('NO_SUCH_VERSION');
    if (!isSigned(version)) return refused('EXCHANGE_UNSIGNED');
    const { contract } = version;
    const { name } = contract.dataset;
    const { major, minor } = contract.identity.version;
    const hashes = { schemaHash: schemaHash(contract), contentHash: contentHash(contract, digest) };
    const open = (at: number): Publication => ({
      order: order.id,
      code: null,
      at,
      dataset: name,
      major,
      minor,
      ...hashes,
    });
    const opened = await centre.publish(contract, signaturesOf(version));
    if (opened.ok) return open(opened.value.at);
    // A closed centre opens it at the next start.
    if (opened.error.kind === 'fault') return null;
    // A restored register orders again what was opened before it, and what came after that.
    const before = await centre.publishedBefore(name, major, minor);
    return before?.hash === hashes.contentHash ? open(before.at) : refused(opened.error.code);
  }

  const write = (id: string, publication: Publication): Promise<number | null> =>
    store.write(async (tx) => {
      const stored = await tx.docs.get(type, id);
      if (!stored) return null;
      const doc = docOf(stored) as Interchange;
      const known = doc.publications ?? [];
      if (known.some(({ order }) => order === publication.order)) return null;
      return writeDoc(tx, { type, id }, { ...doc, publications: [...known, publication] }, serverWriter('server'));
    });

  /** The documents with an order to be done; none while no document changed since the last look. */
  const waiting = (): Promise<readonly Interchange[]> =>
    store.read(async (tx) => {
      const newest = await tx.docs.newest(type);
      if (newest <= seen) return [];
      const all = (await tx.docs.ofTypes([type])).filter(({ json }) => json.includes('"kind":"publish"'));
      seen = newest;
      return all.map((stored) => docOf(stored) as Interchange).filter((doc) => orderIn(doc) !== null);
    });

  async function round(): Promise<void> {
    for (const found of await waiting()) {
      let doc = found;
      for (let order = orderIn(doc); order !== null; order = orderIn(doc)) {
        const publication = await publish(doc, order);
        if (publication === null) return;
        await write(doc.id, publication);
        await written();
        doc = { ...doc, publications: [...(doc.publications ?? []), publication] };
      }
    }
  }

  async function rounds(): Promise<void> {
    try {
      do {
        again = false;
        await round();
      } while (again);
    } catch (error) {
      // Looked at again with the next commit.
      seen = -1;
      onFault(error);
    } finally {
      running = null;
    }
  }

  return {
    run() {
      again = true;
      running ??= rounds();
      return running;
    },
    async close() {
      await running;
    },
  };
}
