import type { Desk } from '../../shared/desk/desk.ts';

interface DemoAccount {
  readonly username: string;
  readonly password: string;
}

/** Enrols the desk of the sample office with its first account, so that the window opens at the sign-in page. */
export async function signInDemoDesk(desk: Desk, server: string, accounts: readonly DemoAccount[]): Promise<void> {
  const info = await desk.describe();
  const first = accounts[0];
  if (!info.ok || info.value.desk !== null || !first) return;
  const enrolled = await desk.enrol({ server, deskName: 'Meja contoh', ...first });
  if (!enrolled.ok) throw new Error(`the sample desk was not enrolled: ${enrolled.error.code}`);
  await desk.signOut(enrolled.value.account.id);
}
