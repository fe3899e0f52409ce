import { paths } from '../../shared/sync/protocol.ts';
import type { Account } from '../../shared/people/people.ts';
import type { EnrolAnswer } from '../../shared/sync/session-api.ts';
import { DeskClient } from './desk-client.ts';
import { password, quickPasswords, type TestRegister } from './register.ts';
import { newSigner } from './signing.ts';
import type { Wire, WireAnswer } from './wire.ts';

/** What a page of the browser edition sends with a sign-in. */
export const fromPage = { 'x-lembar-browser': '1', 'sec-fetch-site': 'same-origin' } as const;

/** An agency of the master data, and one account of it. */
export async function putAgency(register: TestRegister, agency: string, username: string): Promise<Account> {
  await register.put('agency', { id: agency, name: `Dinas ${agency}`, kind: 'dinas', code: null, closed: false });
  const account: Account = {
    ...{ id: username, username, personId: null, admin: false, disabled: false },
    agency: { id: agency, person: `Petugas ${agency}` },
  };
  await register.put('account', account);
  const hash = await quickPasswords.hash(password);
  await register.store.write((tx) => tx.accounts.setPassword(username, hash));
  return account;
}

const cookieOf = ({ headers }: WireAnswer, name: string): string =>
  new RegExp(`${name}=([^;,]+)`).exec(headers['set-cookie'] ?? '')?.[1] ?? '';

/**
 * Enrols a browser of an agency. Its tokens are in cookies no script reads; whoever sits at the browser can read them all
 * the same, and sends with them what he likes.
 */
export async function enrolBrowser(wire: Wire, username: string): Promise<DeskClient> {
  const signer = newSigner(username);
  const body = { username, password, deskName: 'Peramban instansi', machine: 'browser', key: signer.key };
  const answer = await wire('POST', paths.enrol, body, fromPage);
  if (answer.status !== 200) throw new Error(`enrol: ${answer.status} ${answer.bytes.toString()}`);
  const [token, deskToken] = [cookieOf(answer, 'lembar_session'), cookieOf(answer, 'lembar_desk')];
  const enrolled: EnrolAnswer = { ...(answer.json as EnrolAnswer), token, deskToken };
  const desk = new DeskClient(wire, enrolled);
  desk.hold(username, signer, enrolled);
  await desk.push([desk.signInOp()]);
  return desk;
}

/** An agency with an account that is signed in from a browser. */
export async function agencyDesk(register: TestRegister, agency: string, username: string): Promise<DeskClient> {
  await putAgency(register, agency, username);
  return enrolBrowser(register.wire, username);
}
