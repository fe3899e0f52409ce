import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../../shared/clock.ts';
import { usualLoadLimits, type LoadLimits } from '../../shared/exchange/api.ts';
import type { Ids, RandomBytes } from '../../shared/ids.ts';
import { administer, type CentreState } from './administer.ts';
import { keyRing } from './api-keys.ts';
import { hasLog } from './exchange-log.ts';
import { loadIntake, sweepFolder, type LoadIntake } from './load-intake.ts';
import type { CentreFault, ExchangeCentre } from './port.ts';
import type { ReaderCalls } from './reader.ts';
import type { Published } from './records.ts';
import { startWorker, type WorkerLink } from './worker-link.ts';
import type { OpenedWriter, Progress, WriterCalls } from './writer.ts';

export interface CentreOptions {
  /** Folder of the register; the centre's files lie in it under names of their own. */
  readonly dataDir: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: RandomBytes;
  readonly log: Pick<FastifyBaseLogger, 'error' | 'warn'>;
  readonly limits?: LoadLimits;
  /** Most pages of 4 KB in the database; for tests of a full disk. */
  readonly maxPages?: number;
}

/** What the interface for machines needs besides the administration. */
export interface OpenCentre {
  readonly centre: ExchangeCentre;
  readonly state: CentreState;
  readonly reader: WorkerLink<ReaderCalls>;
  readonly intake: LoadIntake;
  readonly folder: string;
  readonly limits: LoadLimits;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: RandomBytes;
  readonly onFault: (error: unknown) => void;
}

const sentences: Readonly<Record<CentreFault, string>> = {
  damaged:
    'exchange.db is damaged: the exchange centre stays closed. Put the newest backup in its place and start again',
  foreign: 'exchange.db is no database of the exchange centre: the centre stays closed',
  newer: 'exchange.db was written by a newer version of this program: the exchange centre stays closed',
  gone: 'exchange.db is empty or missing although a centre was kept here: it stays closed. Put the newest backup in its place',
  stopped: 'a thread of the exchange centre ended: the centre is closed until the next start',
};

const published = (all: readonly Published[]): ReadonlyMap<string, Published> =>
  new Map(all.map((one) => [`${one.dataset} ${one.major}`, one]));

/**
 * Opens the data exchange centre of a register: a database file of its own, one thread that writes, one that reads. It never
 * throws for what it finds there: a centre that cannot open says so in its answers, and the letters go on.
 */
export async function openCentre(options: CentreOptions): Promise<OpenCentre> {
  const { dataDir, clock, ids, random, log, limits = usualLoadLimits } = options;
  const file = join(dataDir, 'exchange.db');
  const logFile = join(dataDir, 'exchange-log.db');
  const folder = join(dataDir, 'exchange');
  let fault: CentreFault | null = null;
  const onFault = (error: unknown): void => log.error({ err: error }, 'exchange centre');
  const close = (found: CentreFault): void => {
    if (fault !== null) return;
    fault = found;
    log.error({ fault: found }, sentences[found]);
  };
  const onEnd = (error: Error): void => {
    onFault(error);
    close('stopped');
  };
  const writer = startWorker<WriterCalls, Progress>(
    new URL('./writer.ts', import.meta.url),
    (news) => intake.progress(news),
    onEnd,
    { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 },
  );
  const reader = startWorker<ReaderCalls, never>(new URL('./reader.ts', import.meta.url), () => undefined, onEnd, {
    maxYoungGenerationSizeMb: 16,
  });
  const state: CentreState = {
    fault: () => fault,
    versions: new Map(),
    schemes: [],
    keys: keyRing([], clock),
  };
  const intake = loadIntake({
    writer,
    reader,
    folder,
    limits,
    clock,
    request: (dataset, major) => state.versions.get(`${dataset} ${major}`)?.contract.identity.request ?? '',
    onFault,
  });

  const begin = ({ published: versions, keys, schemes }: OpenedWriter): void => {
    state.versions = published(versions);
    state.schemes = schemes;
    state.keys = keyRing(keys, clock);
  };
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const opened = await writer.ask('open', {
      ...{ file, folder, limits, known: hasLog(logFile), maxPages: options.maxPages ?? null },
      epoch: Buffer.from(random(8)).toString('hex'),
      secret: Buffer.from(random(32)).toString('hex'),
    });
    if (opened.ok) {
      const { epoch, secret, waiting } = opened.value;
      await reader.ask('open', { file, logFile, epoch, secret });
      begin(opened.value);
      await reader.ask('complete', null);
      await intake.expire();
      await sweepFolder(folder, (id) => reader.ask('batch', id));
      intake.resume(waiting);
      state.epoch = epoch;
      state.secret = secret;
    } else close(opened.error);
  } catch (error) {
    onFault(error);
    close('damaged');
  }
  const centre = administer({ state, writer, reader, intake, clock, random });
  return { centre, state, reader, intake, folder, limits, clock, ids, random, onFault };
}
