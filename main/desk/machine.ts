import { createHash } from 'node:crypto';

/** Questions to the machine, as an argument, so that the answers of every system can be tested on any of them. */
export interface MachineDeps {
  readonly platform: NodeJS.Platform;
  readonly hostname: string;
  readonly username: string;
  /** Rejects when there is no such file. */
  readText(path: string): Promise<string>;
  /** What a program prints; rejects when it cannot be started or fails. */
  run(program: string, args: readonly string[]): Promise<string>;
  /** Physical addresses of its network cards, in use or not as far as the system shows them. */
  addresses(): Promise<readonly string[]>;
  /** Identifies the journal's folder, so that a copy of it differs; rejects where the system offers nothing for it. */
  folder(): Promise<string>;
}

const linuxFiles = ['/etc/machine-id', '/var/lib/dbus/machine-id'];
const registryQuery = ['query', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid', '/reg:64'];

async function linuxId({ readText }: MachineDeps): Promise<string | null> {
  for (const path of linuxFiles) {
    const text = await readText(path).catch(() => '');
    // An image that was never started says "uninitialized".
    const id = /^[0-9a-f]{32}$/.exec(text.trim());
    if (id) return id[0];
  }
  return null;
}

async function windowsId({ run }: MachineDeps): Promise<string | null> {
  const printed = await run('reg', registryQuery).catch(() => '');
  return /MachineGuid\s+REG_SZ\s+([0-9a-f-]{36})/i.exec(printed)?.[1]?.toLowerCase() ?? null;
}

function systemId(deps: MachineDeps): Promise<string | null> {
  if (deps.platform === 'linux') return linuxId(deps);
  if (deps.platform === 'win32') return windowsId(deps);
  return Promise.resolve(null);
}

const hashed = (text: string, digits: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, digits);

/** More cards than any PC has. */
const maxAddresses = 6;

/**
 * Hashes in parts what identifies this machine and user (`machine-name.ts`): enough to notice a copied journal, too
 * little to identify a person. Where the system has no id the host name replaces it; machines set up from one image
 * share an id and differ by their network cards and the journal's folder.
 */
export async function machineHash(deps: MachineDeps): Promise<string> {
  const machine = (await systemId(deps)) ?? deps.hostname;
  const system = hashed(`${machine} ${deps.username}`, 32);
  const found = await deps.addresses().catch(() => []);
  const real = [...new Set(found.map((address) => address.toLowerCase()))].filter((one) => /[1-9a-f]/.test(one)).sort();
  const addresses = real.slice(0, maxAddresses).map((address) => hashed(`${system} ${address}`, 16));
  const folder = await deps.folder().then(
    (text) => hashed(`${system} ${text}`, 16),
    () => '',
  );
  return `${system}.${addresses.join('-')}.${folder}`;
}
