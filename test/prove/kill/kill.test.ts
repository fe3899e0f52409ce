import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Letter, LetterStub } from '../../../shared/letters/letter.ts';
import type { Operation } from '../../../shared/sync/operation.ts';
import type { Lease, OpResult, PushAnswer } from '../../../shared/sync/protocol.ts';
import { startServer } from '../../../server/start.ts';
import { ownSequence } from '../../../server/store/op-place.ts';
import { openSqlite } from '../../../server/store/sqlite/open.ts';
import { registerArgs } from '../../support/builders.ts';
import { burned, enrolDesk, newId, type DeskClient } from '../../support/desk-client.ts';
import { quickPasswords } from '../../support/register.ts';
import { httpWire } from '../../support/wire.ts';

const main = join(import.meta.dirname, '../../../server/main.ts');
const pushes = 500;
/** A shot after so many pushes: eight in all. */
const every = 60;

let dataDir: string;
let running: ChildProcess | null = null;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lembar-kill-'));
});

afterEach(async () => {
  await kill();
  await rm(dataDir, { recursive: true, force: true });
});

/** Starts the real process and returns its address. */
function start(): Promise<string> {
  const args = [main, '--port', '0', '--data', dataDir, '--log', 'silent'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running = child;
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (address) resolve(address);
    });
    child.once('exit', () => reject(new Error(`the server did not start: ${said}`)));
  });
}

/** An office to begin with; made here, where passwords are cheap. */
async function makeOffice(): Promise<void> {
  const log = pino({ level: 'silent' });
  const clock = { now: () => Date.now() };
  const options = { port: 0, dataDir, rendererDir: null, demo: true, clock, log, passwords: quickPasswords };
  await (await startServer(options)).close();
}

async function kill(): Promise<void> {
  const child = running;
  running = null;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Pushes, and shoots the server while it works on it; null when no answer came. */
async function pushAndKill(desk: DeskClient, op: Operation, ms: number): Promise<PushAnswer | null> {
  const answer = desk.tryPush([op]).then(
    ({ status, json }) => (status === 200 ? (json as PushAnswer) : null),
    () => null,
  );
  await pause(ms);
  await kill();
  return answer;
}

it('[P3] [P5] killed at any moment the server has every answered operation once, in order, and no number twice', async () => {
  await makeOffice();
  let address = await start();
  const desk = await enrolDesk(httpWire(address), 'tu', 'lembar-demo');
  const { epoch } = await desk.hello();
  const year = new Date().getFullYear();
  const received = { date: `${year}-01-02`, time: '09:00' };
  const answered: OpResult[] = [];
  const ops: Operation[] = [];
  let block: { readonly lease: Lease; next: number } | null = null;

  const nextOp = async (i: number): Promise<Operation> => {
    const args = registerArgs({ letterId: newId('letter'), received, addressedTo: [] });
    if (i % 3 !== 0) return desk.registerOp(args);
    if (!block || block.next > block.lease.to) {
      const lease: Lease = await desk.lease(year);
      block = { lease, next: lease.from };
    }
    return desk.registerOp(args, { agenda: burned(block.lease, block.next++) });
  };

  for (let i = 0; i < pushes; i++) {
    const op = await nextOp(i);
    ops.push(op);
    const shot = i % every === 7 && i > every;
    // At times before the server receives it, while it writes, or after it answered.
    let answer = shot ? await pushAndKill(desk, op, Math.floor(i / every) % 6) : await desk.push([op]);
    if (shot) {
      address = await start();
      desk.wire = httpWire(address);
      expect(await desk.hello()).toMatchObject({ epoch });
      answer ??= await desk.push([op]);
    }
    answered.push(...(answer?.results ?? []));
  }

  const letters = (await desk.snapshot()).rows.flatMap(({ t, id, d }) =>
    t === 'letter' || t === 'letterStub' ? [{ id, agenda: (d as Letter | LetterStub).agenda }] : [],
  );
  await kill();
  expect(answered.map(({ seq, status }) => [seq, status])).toEqual(ops.map(({ seq }) => [seq, 'applied']));

  const opened = openSqlite(join(dataDir, 'lembar.db'), '');
  if (!opened.ok) throw new Error(opened.error);
  await opened.value.read(async (tx) => {
    for (const [i, op] of ops.entries()) {
      const stored = await tx.desks.op({ ...ownSequence(desk), seq: op.seq });
      expect([stored?.opId, JSON.parse(stored?.result ?? '{}')]).toEqual([op.opId, answered[i]]);
    }
    expect((await tx.desks.get(desk.id))?.lastSeq).toBe(ops.at(-1)?.seq);
    expect(await tx.desks.op({ ...ownSequence(desk), seq: (ops.at(-1)?.seq ?? 0) + 1 })).toBeNull();
  });
  await opened.value.close();

  const booked = ops.map(({ args }) => (args as { letterId: string }).letterId);
  expect(letters.filter(({ id }) => booked.includes(id)).length).toBe(pushes);
  const numbers = letters.map(({ agenda }) => `${agenda.year}/${agenda.no}`);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(letters.some(({ agenda }) => agenda.conflict)).toBe(false);
}, 240_000);
