import { readFile } from 'node:fs/promises';
import type { Position } from '../../shared/people/people.ts';
import { enrolDesk } from '../auth/sign-in.ts';
import { sha256 } from '../auth/tokens.ts';
import { isSetUp } from '../http/setup-routes.ts';
import { importMasters } from '../master/import.ts';
import type { MasterDoc } from '../master/rows.ts';
import type { AppOptions } from '../app.ts';
import { meta } from '../store/meta.ts';
import { serverWriter, writeDoc } from '../sync/write-doc.ts';
import type { Signer } from '../../shared/sync/proof.ts';
import { retireDesk } from '../numbers/retire.ts';
import type { PushDeps } from '../sync/push-deps.ts';
import { signerOf } from '../trust/ed25519.ts';
import { fillOffice } from './fill.ts';
import { readDemoLetters } from './letters.ts';
import { demoPassword, demoPeople, type DemoPerson } from './people.ts';
import { virtualDesk } from './virtual-desk.ts';

export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  /** What the person does in the office, in the words of the screen. */
  readonly role: string;
  readonly position: string | null;
}

export const demoAccounts: readonly DemoAccount[] = demoPeople.map(({ username, name, position, role }) => ({
  username,
  password: demoPassword,
  name,
  role,
  position,
}));

function withHolder({ type, doc }: MasterDoc): MasterDoc {
  const holder = demoPeople.find(({ position }) => type === 'position' && position === doc.id);
  if (!holder) return { type, doc };
  const holding = { id: `${doc.id}-1`, personId: holder.id, kind: 'definitif', from: '2020-01-01', to: null } as const;
  const position: Position = { ...(doc as Position), holders: [holding] };
  return { type, doc: position };
}

type SeedDeps = Pick<AppOptions, 'store' | 'ids' | 'random' | 'clock' | 'passwords' | 'masterFiles' | 'settings'>;

/**
 * Fills an empty register with the demonstration office. Returns its accounts, also when it was filled before; null
 * when the register belongs to a real office, which is left alone.
 */
export async function seedDemo(
  deps: SeedDeps,
  pushDeps: PushDeps,
  lettersFile: string,
): Promise<readonly DemoAccount[] | null> {
  const state = await deps.store.read(async (tx) => ({ used: await isSetUp(tx), demo: await tx.meta(meta.demo) }));
  if (state.used) return state.demo === null ? null : demoAccounts;
  const masters = await deps.masterFiles.read();
  if (!masters.ok) throw new Error(masters.error);
  const letters = readDemoLetters(await readFile(lettersFile, 'utf8'));
  const hashes = await Promise.all(demoPeople.map(() => deps.passwords.hash(demoPassword)));
  // The keys exist as long as the seeding: nobody ever signs in at that desk.
  const signers = new Map(demoPeople.map(({ id }) => [id, signerOf(id, deps.random(32))]));
  const signerFor = (account: string): Signer => {
    const signer = signers.get(account);
    if (!signer) throw new Error(`nobody in the demonstration office is called ${account}`);
    return signer;
  };
  const made = await deps.store.write(async (tx) => {
    await importMasters(tx, masters.value.map(withHolder), 'server');
    const { desk } = await enrolDesk(tx, deps, { name: 'Meja contoh', machine: 'demo', by: null });
    for (const [i, person] of demoPeople.entries()) {
      await addPerson(person);
      await tx.accounts.setPassword(person.id, hashes[i] ?? '');
      const { key } = signerFor(person.id);
      await tx.keys.add({ key, desk: desk.id, account: person.id, since: deps.clock.now() });
    }
    await tx.setMeta(meta.demo, '1');
    return desk;

    async function addPerson({ id, name, nip, rank, username, admin = false }: DemoPerson): Promise<void> {
      const writer = serverWriter('server');
      await writeDoc(tx, { type: 'person', id }, { id, name, nip, rank }, writer);
      await writeDoc(tx, { type: 'account', id }, { id, username, personId: id, admin, disabled: false }, writer);
    }
  });
  const desk = virtualDesk(made, pushDeps, deps.ids, sha256, signers);
  fillOffice(desk, letters, deps.ids);
  await desk.send();
  // Nobody sits at it: a restored register must not wait for its report (PROTOCOL N4).
  await deps.store.write(async (tx) => {
    await retireDesk(tx, made.id, { lost: false, account: null, clock: deps.clock });
  });
  return demoAccounts;
}
