import { describe, expect, it } from 'vitest';
import type { Answered, Desk } from '../../../shared/desk/desk.ts';
import type { JournalRecord } from '../../../shared/desk/journal-record.ts';
import { readPast } from '../../../shared/desk/past.ts';
import { answerAll, bookingDraft, enrolled, openTestDesk, valueOf } from '../../support/desk-parts.ts';
import { memoryDisk } from '../../support/memory-disk.ts';

/** About four operations to a file. */
const fileBytes = 2500;

async function aDesk(disk = memoryDisk()) {
  return (await enrolled(await openTestDesk({ disk, fileBytes }))).desk;
}

async function book(desk: Desk, ids: readonly string[]): Promise<void> {
  for (const id of ids) await valueOf(desk.append(bookingDraft(id, { number: null })));
}

/** Reads the whole past of a desk, piece by piece. */
async function reportAll(desk: Desk, limit: number, after = 0) {
  const pieces = [];
  let place = after;
  for (;;) {
    const piece = await valueOf(desk.past(place, limit));
    pieces.push(piece);
    if (!piece.more) return pieces;
    place = piece.ops.at(-1)?.op.seq ?? place;
  }
}
const idsOf = (ops: readonly Answered[]) => ops.map(({ op }) => op.opId);
const letters = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `letter-${from + i}`);

describe('the past a desk replays to a restored server', () => {
  it('[E2] is every answered operation above a sequence number with its answer, in order, from all files, also after a restart', async () => {
    const disk = memoryDisk();
    const desk = await aDesk(disk);
    for (let i = 1; i <= 20; i += 4) {
      await book(desk, letters(i, i + 3));
      await answerAll(desk, 1000, i);
    }
    await book(desk, ['waits']);
    expect(disk.files.size).toBeGreaterThan(3);
    for (const opened of [desk, (await openTestDesk({ disk, fileBytes })).desk]) {
      const pieces = await reportAll(opened, 7, 6);
      expect(pieces.every(({ inc, start, ops }) => inc === 1 && start === 0 && ops.length <= 7)).toBe(true);
      const ops = pieces.flatMap((piece) => piece.ops);
      expect(idsOf(ops)).toEqual(letters(6, 20));
      expect(ops.every(({ op, result }) => op.seq === result.seq && op.opId === result.opId)).toBe(true);
    }
  });

  it('[E2] carries the latest answer when a server restored earlier has answered again', async () => {
    const disk = memoryDisk();
    const desk = await aDesk(disk);
    await book(desk, letters(1, 6));
    await answerAll(desk, 1000, 1);
    const answered = (await valueOf(desk.past(0, 100))).ops;
    const again = answered.map(({ result }) => ({ ...result, rv: (result.rv ?? 0) + 500 }));
    await valueOf(desk.settle(again, 2000));
    const again2 = await openTestDesk({ disk, fileBytes });
    for (const at of [desk, again2.desk]) {
      expect((await valueOf(at.past(0, 100))).ops.map(({ result }) => result.rv)).toEqual([
        501, 502, 503, 504, 505, 506, 507,
      ]);
    }
  });

  it('[E2] counts answers that came in the middle of the replay', async () => {
    const desk = await aDesk();
    await book(desk, letters(1, 6));
    await answerAll(desk, 1000);
    const first = await valueOf(desk.past(0, 2));
    await valueOf(
      desk.settle(
        first.ops.map(({ result }) => ({ ...result, rv: 900 })),
        1000,
      ),
    );
    await book(desk, letters(7, 8));
    await answerAll(desk, 1000);
    expect((await valueOf(desk.past(0, 2))).ops.map(({ result }) => result.rv)).toEqual([900, 900]);
    expect(idsOf((await reportAll(desk, 3, 1)).flatMap(({ ops }) => ops))).toEqual(letters(1, 8));
  });

  it('[E2] [E4] comes in pieces of one incarnation each, and without what a new incarnation took over', async () => {
    const disk = memoryDisk();
    const desk = await aDesk(disk);
    await book(desk, letters(1, 5));
    await answerAll(desk, 1000);
    await book(desk, letters(6, 8));
    await valueOf(desk.renew());
    await book(desk, letters(9, 9));
    await answerAll(desk, 1000);
    const { desk: again } = await openTestDesk({ disk, fileBytes });
    for (const opened of [desk, again]) {
      const pieces = await reportAll(opened, 100);
      expect(pieces.map(({ inc, start }) => [inc, start])).toEqual([
        [1, 0],
        [2, 1009],
      ]);
      expect(idsOf(pieces[0]?.ops ?? []).slice(1)).toEqual(letters(1, 5));
      expect(idsOf(pieces[1]?.ops ?? []).slice(1)).toEqual(letters(6, 9));
      expect(pieces[1]?.ops.every(({ op }) => op.inc === 2)).toBe(true);
    }
  });

  it('[E4] names the present incarnation also when nothing of it was answered yet', async () => {
    const desk = await aDesk();
    await book(desk, letters(1, 3));
    await answerAll(desk, 1000);
    await valueOf(desk.renew());
    const pieces = await reportAll(desk, 100);
    expect(pieces.map(({ inc, more }) => [inc, more])).toEqual([
      [1, true],
      [2, false],
    ]);
    const place = pieces[0]?.ops.at(-1)?.op.seq ?? 0;
    expect(await valueOf(desk.past(place, 100))).toEqual({ inc: 2, start: place + 1000, ops: [], more: false });
  });

  it('[E5] goes back into the incarnation of the desk it was copied from, and not into one before an enrolment', async () => {
    const made = await valueOf((await aDesk()).append(bookingDraft('letter', { number: null })));
    const incarnation = (id: string, inc: number, start?: number): JournalRecord => {
      const identity = { id, code: 'D01', name: 'Meja', inc };
      return { k: 'desk', identity, server: '', pinned: null, ...(start === undefined ? {} : { start }) };
    };
    const said = (desk: string, inc: number, seq: number): readonly JournalRecord[] => {
      const opId = `${desk}-${seq}`;
      const result = { seq, opId, status: 'applied', rv: seq } as const;
      return [
        { k: 'op', op: { ...made, opId, desk, inc, seq } },
        { k: 'results', results: [result] },
      ];
    };
    const records = [incarnation('first', 1), ...said('first', 1, 1), ...said('first', 1, 2)];
    records.push(incarnation('copy', 2, 1002), ...said('copy', 2, 1003));
    const past = () => readPast({ history: async (_after, take) => records.forEach(take) });
    expect(await past().read(0, 100)).toMatchObject({ inc: 1, start: 0, more: true });
    expect(idsOf((await past().read(0, 100)).ops)).toEqual(['first-1', 'first-2']);
    expect(idsOf((await past().read(2, 100)).ops)).toEqual(['copy-1003']);
    records.push(incarnation('enrolled', 1), ...said('enrolled', 1, 1));
    expect(idsOf((await past().read(0, 100)).ops)).toEqual(['enrolled-1']);
  });

  it('[E2] has an end also when thousands of entries lie behind it', async () => {
    const disk = memoryDisk();
    const { desk } = await enrolled(await openTestDesk({ disk, fileBytes: 200_000 }));
    for (let i = 0; i < 6; i++) {
      await Promise.all(
        letters(i * 400 + 1, (i + 1) * 400).map((id) => desk.append(bookingDraft(id, { number: null }))),
      );
      await answerAll(desk, 1000);
    }
    expect(idsOf((await reportAll(desk, 100, 1)).flatMap(({ ops }) => ops))).toEqual(letters(1, 2400));
  });

  it('[D5] is refused, not guessed, when an old file is damaged', async () => {
    const disk = memoryDisk();
    const desk = await aDesk(disk);
    await book(desk, letters(1, 20));
    await answerAll(desk, 1000);
    const oldest = disk.files.get('journal-000001.log');
    if (oldest) oldest.bytes[40] = 0;
    expect(await desk.past(0, 10)).toMatchObject({
      ok: false,
      error: { kind: 'fault', params: { code: 'JournalDamaged' } },
    });
    expect((await valueOf(desk.past(10, 100))).ops.length).toBeGreaterThan(5);
  });
});
