import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../renderer/data/memory-store.ts';
import { meta, readFamily } from '../../renderer/data/meta.ts';
import type { Store } from '../../renderer/data/store.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { aLetter } from '../support/builders.ts';
import type { DeskClient } from '../support/desk-client.ts';
import { openReadingDesk, sumOf, type ReadingDesk } from '../support/reading-desk.ts';
import { testRegister, type TestRegister } from '../support/register.ts';

const dead = new Error('the power went');

/** A store with a power cut at its n-th write: before it, or after it but before it is confirmed. */
function mortalStore(): Store & { dieAt: number; after: boolean; writes: number } {
  const inner = memoryStore();
  const store = {
    ...inner,
    dieAt: Infinity,
    after: false,
    writes: 0,
    write: (async (tables, work) => {
      const mine = ++store.writes;
      if (mine > store.dieAt || (mine === store.dieAt && !store.after)) throw dead;
      const value = await inner.write(tables, work);
      if (mine === store.dieAt) throw dead;
      return value;
    }) as Store['write'],
  };
  return store;
}

async function office(letters: number): Promise<{ register: TestRegister; client: DeskClient }> {
  const register = await testRegister();
  const client = await register.desk('sekretaris');
  for (let i = 0; i < letters; i++) {
    const security = i % 40 === 0 ? 'rahasia' : 'biasa';
    await register.put('letter', aLetter({ id: `letter-${i}`, security, addressedTo: ['sekretaris'] }));
  }
  return { register, client };
}

async function agrees(desk: ReadingDesk, register: TestRegister): Promise<void> {
  const content = await desk.onDisk();
  // The secretary's letters: every one of the position is secret, everything else is the office's.
  const secret = new Set([...content].filter(([key, { doc }]) => isSecretLetter(key, doc)).map(([key]) => key));
  const of = (inPosition: boolean) => new Map([...content].filter(([key]) => secret.has(key) === inPosition));
  const sums = await register.store.read(async (tx) => ({
    office: (await tx.scopes.state('office')).sum,
    position: (await tx.scopes.state('position:sekretaris')).sum,
  }));
  expect({ office: sumOf(of(false)), position: sumOf(of(true)) }).toEqual(sums);
}

function isSecretLetter(key: string, doc: unknown): boolean {
  return key.startsWith('letter:') && (doc as { security: string }).security === 'rahasia';
}

describe('a first sync', () => {
  it('[L7] [L3] a power cut at any write, before it or after it, leads to the same end', async () => {
    const { register, client } = await office(400);
    const whole = mortalStore();
    const desk = await openReadingDesk(register, client, { store: whole });
    expect(await desk.pull()).toBe(true);
    await agrees(desk, register);
    expect(whole.writes).toBeGreaterThan(5);
    for (let at = 1; at <= whole.writes; at++) {
      for (const after of [false, true]) {
        const store = Object.assign(mortalStore());
        store.dieAt = at;
        store.after = after;
        const first = await openReadingDesk(register, client, { store });
        await expect(first.pull()).rejects.toBe(dead);
        store.dieAt = Infinity;
        const second = await first.restart();
        expect(await second.pull()).toBe(true);
        await agrees(second, register);
        expect(second.status.get().first).toBeNull();
        expect(await readFamily(store, meta.snapshot)).toEqual([]);
      }
    }
  });

  it('[L7] goes on where it was cut off: what is here is not fetched again', async () => {
    const { register, client } = await office(700);
    let left = 3;
    const desk = await openReadingDesk(register, client, {
      onRequest: (path) => {
        if (path === paths.snapshot && left-- <= 0) throw dead;
      },
    });
    expect(await desk.pull()).toBe(false);
    const { done, total } = desk.status.get().first ?? { done: 0, total: 0 };
    expect(done).toBeGreaterThan(100);
    expect(desk.replica.index.counts().total).toBeGreaterThan(100);
    left = Infinity;
    const again = await desk.restart();
    await again.pull();
    const fetched = again.asked.filter((path) => path === paths.snapshot).length;
    expect(fetched).toBeLessThanOrEqual(Math.ceil((total - done) / 100) + 2);
    await agrees(again, register);
  });

  it('[L7] with the last page stored and the cursor not yet written, nothing is fetched again', async () => {
    const { register, client } = await office(300);
    const inner = memoryStore();
    const store: Store = {
      ...inner,
      write: (tables, work) => (tables.join() === 'meta' ? Promise.reject(dead) : inner.write(tables, work)),
    };
    const desk = await openReadingDesk(register, client, { store });
    await expect(desk.pull()).rejects.toBe(dead);
    const again = await openReadingDesk(register, client, { store: inner });
    await again.pull();
    // The position's scope alone, which had not been begun.
    expect(again.asked.filter((path) => path === paths.snapshot)).toHaveLength(1);
    await agrees(again, register);
  });

  it('[L3] [L7] [L9] cut anywhere, while others write, again and again: it ends with what the server has', async () => {
    const { register, client } = await office(150);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ at: fc.integer({ min: 1, max: 12 }), after: fc.boolean(), writes: fc.nat(8) }), {
          maxLength: 5,
        }),
        async (cuts) => {
          const store = mortalStore();
          let desk = await openReadingDesk(register, client, { store });
          let n = 0;
          for (const { at, after, writes } of cuts) {
            store.dieAt = store.writes + at;
            store.after = after;
            await desk.pull().catch(() => undefined);
            store.dieAt = Infinity;
            for (let i = 0; i < writes; i++) {
              const id = `letter-${(n += 17) % 160}`;
              const security = n % 3 === 0 ? 'rahasia' : 'biasa';
              await register.put('letter', aLetter({ id, security, subject: `n ${n}`, addressedTo: ['sekretaris'] }));
            }
            desk = await desk.restart();
          }
          expect(await desk.pull()).toBe(true);
          await agrees(desk, register);
          expect(desk.reports.filter((text) => text.includes('still differ'))).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  });
});
