import { openLocalDesk, type LocalProgram } from '../../main/local/open-local-desk.ts';
import type { LocalDesk } from '../../main/local/local-desk.ts';
import type { DemoAccount } from '../../server/demo/seed.ts';
import type { Desk, Outcome } from '../../shared/desk/desk.ts';
import { ok } from '../../shared/result.ts';
import type { OwnServerRunning } from './own-server.ts';

type Accounts = readonly Pick<DemoAccount, 'username' | 'password' | 'role'>[];

/** Enrols the desk of the sample office with its first account, so that the window opens at the sign-in page. */
async function enrolDemoDesk(desk: Desk, server: string, accounts: Accounts): Promise<void> {
  const info = await desk.describe();
  const first = accounts[0];
  if (!info.ok || info.value.desk !== null || !first) return;
  const enrolled = await desk.enrol({ server, deskName: 'Meja contoh', ...first });
  if (!enrolled.ok) throw new Error(`the sample desk was not enrolled: ${enrolled.error.code}`);
  await desk.signOut(enrolled.value.account.id);
}

/**
 * The desk of the demonstration office on its server; opens for whoever asks, because nothing in it is secret. One that
 * cannot be enrolled is closed again.
 */
export async function openDemoDesk(
  { own, demoAccounts }: Pick<OwnServerRunning, 'own' | 'demoAccounts'>,
  program: LocalProgram,
  back: string | null,
): Promise<LocalDesk> {
  const accounts = demoAccounts.map(({ username, password, role }) => ({ username, password, role }));
  const desk = await openLocalDesk({ ...program, open: true, ownServer: own, demo: { accounts, back } });
  try {
    await enrolDemoDesk(desk.core.desk, own.address, accounts);
  } catch (error) {
    await desk.close();
    throw error;
  }
  return desk;
}

export interface DemoOffice {
  /** The address of its window. The office is started once, whoever asks how often. */
  open(): Promise<Outcome<string>>;
  close(): Promise<void>;
}

/** The demonstration office beside an office; a start that fails leaves nothing open and can be tried again. */
export function makeDemoOffice(
  startServer: () => Promise<OwnServerRunning>,
  openDesk: (beside: OwnServerRunning) => Promise<LocalDesk>,
): DemoOffice {
  let ends: (() => Promise<void>)[] = [];
  let opened: Promise<string> | null = null;
  const start = async (): Promise<string> => {
    const beside = await startServer();
    try {
      const desk = await openDesk(beside);
      ends = [() => desk.close(), () => beside.close()];
      return desk.address;
    } catch (error) {
      await beside.close();
      throw error;
    }
  };
  return {
    async open() {
      opened ??= start();
      try {
        return ok(await opened);
      } catch (error) {
        opened = null;
        throw error;
      }
    },
    async close() {
      for (const end of ends) await end();
    },
  };
}
