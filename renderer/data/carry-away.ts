import { manifestName, mostUnpacked, operationsName, scanName } from '../../shared/carried/carried-file.ts';
import { todayWib } from '../../shared/dates/wib.ts';
import type { Outcome } from '../../shared/desk/desk.ts';
import { namedScan } from '../../shared/letters/attached-scan.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { isSessionOp } from '../../shared/people/session.ts';
import { refuse, type Refusal } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import type { WaitingScan } from '../../shared/sync/bundle.ts';
import { zipWriter } from './carry-zip.ts';
import type { World } from './ports.ts';
import type { Scans } from './scans.ts';

/** A file of what waits at this desk (PROTOCOL D9). */
export interface CarryFile {
  /** `lembar-D03-2026-11-22.lembar` */
  readonly name: string;
  readonly file: Blob;
  /** Entries in it, sign-ins and sign-outs left out. */
  readonly entries: number;
  /** Files of scans in it. */
  readonly scans: number;
  /** Scans that are not in it, by file name, and why. */
  readonly left: readonly { readonly name: string; readonly refusal: Refusal }[];
  /** False: the folder of scans could not be read, and none is in it. */
  readonly scansRead: boolean;
}

/** What of the office it takes; the letter is asked for the name of a scan alone. */
export interface CarryAwayParts extends Pick<World, 'desk' | 'clock'> {
  readonly letter: (id: string) => Promise<Letter | null>;
}

/** Room for the texts beside the scans, bytes. */
const textRoom = 64 * 1024 ** 2;

async function nameOf({ letter }: CarryAwayParts, scan: WaitingScan): Promise<string> {
  // In safe mode the letter cannot be had; its scan is still a scan.
  const known = await letter(scan.letter).catch(() => null);
  return (known && namedScan(known, scan.sha256)?.name) ?? scan.sha256.slice(0, 12);
}

/**
 * Makes the file, with or without the network. What waits goes on waiting here. A scan that cannot be read is left out
 * and named. Refusals: NOTHING_TO_CARRY, CARRY_NOT_HERE, NOT_ENROLLED, DESK_LOST.
 */
export async function carryAway(parts: CarryAwayParts, scans: Pick<Scans, 'carried'>): Promise<Outcome<CarryFile>> {
  const { desk, clock } = parts;
  const [carried, info] = [await desk.carryAway(), await desk.describe()];
  if (!carried.ok) return carried;
  if (!info.ok) return info;
  const { pieces, scansRead } = carried.value;
  const ops = pieces.flatMap((piece) => piece.ops);
  const text = new TextEncoder();
  const zip = zipWriter();
  const manifests = JSON.stringify(pieces.map(({ signed }) => signed));
  zip.add({ name: manifestName, bytes: text.encode(manifests), deflate: true });
  const lines = ops.map((op) => `${JSON.stringify(op)}\n`).join('');
  zip.add({ name: operationsName, bytes: text.encode(lines), deflate: true });

  const left: CarryFile['left'][number][] = [];
  const inside = new Set<string>();
  let room = mostUnpacked - textRoom;
  for (const scan of pieces.flatMap(({ signed }) => signed.manifest.scans)) {
    if (inside.has(scan.sha256)) continue;
    const got = scan.size > room ? err(refuse('input', 'CARRY_TOO_LARGE')) : await scans.carried(scan.sha256);
    if (!got.ok) {
      left.push({ name: await nameOf(parts, scan), refusal: got.error });
      continue;
    }
    zip.add({
      name: scanName(scan.sha256),
      bytes: new Uint8Array(await got.value.arrayBuffer()),
      deflate: false,
    });
    inside.add(scan.sha256);
    room -= scan.size;
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
