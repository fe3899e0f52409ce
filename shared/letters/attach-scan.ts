import { z } from 'zod';
import { defineCommand } from '../commands/command.ts';
import type { Who } from '../people/who.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { largestScan, scanMimes } from '../scans/scan-type.ts';
import { namedScan, scansOf, type AttachedScan } from './attached-scan.ts';
import { id, requiredLine, requiredText } from './fields.ts';
import { letterIn, type Letter } from './letter.ts';

/** A file as the entry names it that attaches it. */
export const scanArgs = z.object({
  id,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().positive().max(largestScan),
  mime: z.enum(scanMimes),
  name: requiredLine(200),
  pages: z.number().int().positive().max(100_000).optional(),
});
const attachArgs = z.object({ letterId: id, scan: scanArgs });
export type AttachScanArgs = z.infer<typeof attachArgs>;

/** Scans are made where letters are booked and where handwriting is typed in. */
function mayHandleScans(who: Who): Refusal | null {
  return who.rights.has('book') || who.rights.has('transcribe') ? null : refuse('NO_RIGHT_TO_SCAN');
}

/** Records that a file belongs to a letter. A fact: the paper was scanned; the letter may travel before the file (A1). */
export const attachScan = defineCommand<AttachScanArgs, Letter>({
  name: 'letter.attachScan',
  version: 1,
  args: attachArgs,
  kind: 'fact',
  target: ({ letterId }) => ({ type: 'letter', id: letterId }),
  reduce(doc, { scan: { pages, ...scan } }, ctx) {
    if (!doc || scansOf(doc).some((known) => known.id === scan.id)) return doc;
    const added: AttachedScan = {
      ...scan,
      ...(pages === undefined ? {} : { pages }),
      at: ctx.at,
      by: ctx.by,
      desk: ctx.desk,
      removed: null,
    };
    return { ...doc, scans: [...scansOf(doc), added] };
  },
  may(view, target, who) {
    const letter = letterIn(view, target);
    if (!letter) return refuse('NO_SUCH_LETTER');
    return mayHandleScans(who) ?? (letter.voided ? refuse('LETTER_IS_VOID') : null);
  },
  check(view, { letterId, scan }) {
    const letter = view.get<Letter>('letter', letterId);
    return letter && namedScan(letter, scan.sha256) ? [refuse('SCAN_ALREADY_THERE', { field: 'scan' })] : [];
  },
});

const removeArgs = z.object({ letterId: id, scanId: id, reason: requiredText(1000) });
export type RemoveScanArgs = z.infer<typeof removeArgs>;

/** Removes a scan from a letter; that it was there, and why it was removed, stays in the letter's history. */
export const removeScan = defineCommand<RemoveScanArgs, Letter>({
  name: 'letter.removeScan',
  version: 1,
  args: removeArgs,
  kind: 'act',
  target: ({ letterId }) => ({ type: 'letter', id: letterId }),
  reduce(doc, { scanId, reason }, ctx) {
    if (!doc || !scansOf(doc).some(({ id: known, removed }) => known === scanId && removed === null)) return doc;
    const removed = { reason, at: ctx.at, by: ctx.by };
    return { ...doc, scans: scansOf(doc).map((scan) => (scan.id === scanId ? { ...scan, removed } : scan)) };
  },
  about: ({ scanId }) => ({ part: scanId }),
  may(view, target, who) {
    const letter = letterIn(view, target);
    if (!letter) return refuse('NO_SUCH_LETTER');
    const refusal = mayHandleScans(who);
    if (refusal) return refusal;
    const scans = scansOf(letter).filter(({ id: known }) => target?.part === undefined || known === target.part);
    if (scans.length === 0) return refuse('NO_SUCH_SCAN');
    return scans.every(({ removed }) => removed) ? refuse('SCAN_IS_REMOVED') : null;
  },
  check: () => [],
});
