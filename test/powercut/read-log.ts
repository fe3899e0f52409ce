import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DiskEvent } from './disk-event.ts';

/** `struct head` of shim.c. */
const headBytes = 56;
const magic = 0x5455434c;
const kinds = ['open', 'write', 'size', 'sync', 'rename', 'link', 'unlink', 'mkdir', 'mapped'] as const;
const perMs = 1e6;

function readEvents(log: Buffer, root: string): DiskEvent[] {
  const events: DiskEvent[] = [];
  for (let at = 0; at + headBytes <= log.length;) {
    if (log.readUInt32LE(at) !== magic) throw new Error(`the log is damaged at byte ${at}`);
    const kind = kinds[log.readUInt32LE(at + 4) - 1];
    const u64 = (offset: number): number => Number(log.readBigUInt64LE(at + offset));
    const u32 = (offset: number): number => log.readUInt32LE(at + offset);
    const span = { at: u64(8) / perMs, done: u64(16) / perMs };
    const [ino, value, folder] = [u64(24), u64(32), u32(40) !== 0];
    let next = at + headBytes;
    const take = (length: number): Buffer => log.subarray(next, (next += length));
    const below = (length: number): string => take(length).toString('utf8').slice(root.length);
    const path = below(u32(44));
    const to = below(u32(48));
    const bytes = take(u32(52));
    // A process that was killed in the middle of a record never returned from the call either.
    if (next > log.length) break;
    switch (kind) {
      case 'open':
        events.push({ ...span, kind, path, ino, emptied: value !== 0 });
        break;
      case 'write':
        events.push({ ...span, kind, path, ino, offset: value, bytes });
        break;
      case 'size':
        events.push({ ...span, kind, path, ino, size: value });
        break;
      case 'sync':
        events.push({ ...span, kind, path, ino, folder });
        break;
      case 'rename':
      case 'link':
        events.push({ ...span, kind, path, to });
        break;
      case 'unlink':
      case 'mkdir':
      case 'mapped':
        events.push({ ...span, kind, path });
        break;
      case undefined:
        throw new Error(`the log has an unknown record at byte ${at}`);
    }
    at = next;
  }
  return events;
}

/** Everything the processes of a session did below `root`, in the order in which it began. */
export function readLog(folder: string, root: string): readonly DiskEvent[] {
  return readdirSync(folder)
    .flatMap((name) => readEvents(readFileSync(join(folder, name)), root))
    .sort((a, b) => a.at - b.at);
}
