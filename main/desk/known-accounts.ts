import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { RandomBytes } from '../../shared/ids.ts';
import type { Account } from '../../shared/people/people.ts';
import type { SettingsFile } from './ports.ts';

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);
/** About 0.1 s and 64 MiB a try: somebody who copies the file still has to guess slowly. */
const cost = { N: 65_536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };

/** Turns a password into what is kept of it; 32 bytes. */
export type Stretch = (password: string, salt: Buffer) => Promise<Buffer>;
const scrypted: Stretch = (password, salt) => derive(password, salt, 32, cost);

interface Known {
  readonly account: Account;
  readonly salt: string;
  readonly hash: string;
}

export interface KnownAccounts {
  list(): readonly Account[];
  /** Keeps a verifier of the password that the server has just accepted. */
  remember(account: Account, password: string): Promise<void>;
  /** Without the network: the account if the password is the last one the server accepted at this desk. */
  verify(username: string, password: string): Promise<Account | null>;
}

function knownIn(file: SettingsFile): Record<string, Known> {
  return (file.read()['accounts'] ?? {}) as Record<string, Known>;
}

/** The accounts that signed in here before; the settings file keeps a salted verifier, never a password. */
export function makeKnownAccounts(file: SettingsFile, random: RandomBytes, stretch: Stretch = scrypted): KnownAccounts {
  return {
    list: () => Object.values(knownIn(file)).map(({ account }) => account),
    remember: async (account, password) => {
      const salt = Buffer.from(random(16));
      const hash = await stretch(password, salt);
      const known = { account, salt: salt.toString('base64'), hash: hash.toString('base64') };
      file.write({ ...file.read(), accounts: { ...knownIn(file), [account.id]: known } });
    },
    verify: async (username, password) => {
      const known = Object.values(knownIn(file)).find(({ account }) => account.username === username);
      if (!known || known.account.disabled) return null;
      const hash = await stretch(password, Buffer.from(known.salt, 'base64'));
      return timingSafeEqual(hash, Buffer.from(known.hash, 'base64')) ? known.account : null;
    },
  };
}
