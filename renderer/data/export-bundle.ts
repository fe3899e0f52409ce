import { manifestName, maxUnpacked, operationsName, scanName } from '../../shared/bundle/bundle-file.ts';
import { todayWib } from '../../shared/dates/wib.ts';
import type { Outcome } from '../../shared/desk/desk.ts';
import { namedScan, type AttachedScan } from '../../shared/letters/attached-scan.ts';
import { isSessionOp } from '../../shared/people/session.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import type { PendingScan } from '../../shared/sync/bundle.ts';
import { zipWriter } from './bundle-zip.ts';
import type { BundleToSave } from './office.ts';
import type { World } from './ports.ts';
import type { Scans } from './scans.ts';

/** What the export needs of the office; a letter's scans are looked up only for the name of a file. */
export interface ExportDeps extends Pick<World, 'desk' | 'clock'> {
  readonly scansOf: (letterId: string) => Promise<readonly AttachedScan[] | null>;
}

/** Room for the texts beside the scans, bytes. */
const textBytes = 64 * 1024 ** 2;

async function nameOf({ scansOf }: ExportDeps, scan: PendingScan): Promise<string> {
  // In safe mode the letter cannot be read; its scan is exported under its hash.
  const scans = (await scansOf(scan.letter).catch(() => null)) ?? [];
  return namedScan({ scans }, scan.sha256)?.name ?? scan.sha256.slice(0, 12);
}

/**
 * Makes the bundle, with or without the network; what it contains stays pending here. A scan that cannot be read is
 * left out and named. Refusals: NOTHING_TO_CARRY, CARRY_NOT_HERE, NOT_ENROLLED, DESK_LOST.
 */
export async function exportBundle(deps: ExportDeps, scans: Pick<Scans, 'carried'>): Promise<Outcome<BundleToSave>> {
  const { desk, clock } = deps;
  const [exported, info] = [await desk.carryAway(), await desk.describe()];
  if (!exported.ok) return exported;
  if (!info.ok) return info;
  const { pieces, scansRead } = exported.value;
  const ops = pieces.flatMap((piece) => piece.ops);
  const text = new TextEncoder();
  const zip = zipWriter();
  const manifests = JSON.stringify(pieces.map(({ signed }) => signed));
  zip.add({ name: manifestName, bytes: text.encode(manifests), deflate: true });
  const lines = ops.map((op) => `${JSON.stringify(op)}\n`).join('');
  zip.add({ name: operationsName, bytes: text.encode(lines), deflate: true });

  const left: BundleToSave['left'][number][] = [];
  const inside = new Set<string>();
  let bytesLeft = maxUnpacked - textBytes;
  for (const scan of pieces.flatMap(({ signed }) => signed.manifest.scans)) {
    if (inside.has(scan.sha256)) continue;
    const got = scan.size > bytesLeft ? err(refuse('CARRY_TOO_LARGE')) : await scans.carried(scan.sha256);
    if (!got.ok) {
      left.push({ name: await nameOf(deps, scan), refusal: got.error });
      continue;
    }
    zip.add({
      name: scanName(scan.sha256),
      bytes: new Uint8Array(await got.value.arrayBuffer()),
      deflate: false,
    });
    inside.add(scan.sha256);
    bytesLeft -= scan.size;
  }
  return ok({
    name: `lembar-${info.value.desk?.code ?? ''}-${todayWib(clock.now())}.lembar`,
    file: zip.end(),
    entries: ops.filter(({ name }) => !isSessionOp(name)).length,
    scans: inside.size,
    left,
    scansRead,
  });
}
