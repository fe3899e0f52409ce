import { describe, expect, it } from 'vitest';
import { isSameMachine } from '../../../shared/desk/machine-name.ts';
import { machineHash, type MachineDeps } from '../../../main/desk/machine.ts';

const gone = () => Promise.reject(new Error('not here'));
const base: MachineDeps = {
  platform: 'linux',
  hostname: 'pc-07',
  username: 'tu',
  readText: gone,
  run: gone,
  addresses: gone,
  folder: gone,
};
const id = '0f3b8c21d94e4a7f8c5d2e1b6a790c34';

/** What `reg query … /v MachineGuid /reg:64` prints on Windows 11. */
const printed = `\r
HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\r
    MachineGuid    REG_SZ    4C1A9F7E-52b0-4d0e-9a63-0b7f6a1d8e25\r
\r
`;

const linux = (files: Readonly<Record<string, string>>, more: Partial<MachineDeps> = {}) =>
  machineHash({ ...base, readText: async (path) => files[path] ?? gone(), ...more });
const windows = (answer: string, more: Partial<MachineDeps> = {}) =>
  machineHash({ ...base, platform: 'win32', run: () => Promise.resolve(answer), ...more });

describe('the name of a machine', () => {
  it('[E5] is the same after the host was renamed, and another one for another system id', async () => {
    const here = await linux({ '/etc/machine-id': `${id}\n` });
    expect(here).toMatch(/^[0-9a-f]{32}\.\.$/);
    expect(await linux({ '/etc/machine-id': id }, { hostname: 'pc-08' })).toBe(here);
    expect(await linux({ '/var/lib/dbus/machine-id': `${id}\n` })).toBe(here);
    expect(await linux({ '/etc/machine-id': id.replace('0', '1') })).not.toBe(here);
  });

  it('differs between two users of one machine: each has a desk', async () => {
    const files = { '/etc/machine-id': id };
    expect(await linux(files, { username: 'sekretaris' })).not.toBe(await linux(files));
  });

  it('is read from the registry of Windows', async () => {
    const asked: unknown[] = [];
    const run = (program: string, args: readonly string[]) => {
      asked.push(program, ...args);
      return Promise.resolve(printed);
    };
    const here = await machineHash({ ...base, platform: 'win32', run });
    expect(asked).toEqual(['reg', 'query', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid', '/reg:64']);
    expect(await windows(printed.toUpperCase().replace('MACHINEGUID', 'MachineGuid'), { hostname: 'x' })).toBe(here);
    expect(await windows(printed.replace('4C1A', '4C1B'))).not.toBe(here);
  });

  it('falls back on the host where the system has no id: none, an image never started, another language', async () => {
    const host = await linux({});
    expect(await linux({ '/etc/machine-id': 'uninitialized\n' })).toBe(host);
    expect(await linux({ '/etc/machine-id': '' })).toBe(host);
    expect(await windows('ERROR: The system was unable to find the specified registry key or value.')).toBe(host);
    expect(await machineHash({ ...base, platform: 'win32' })).toBe(host);
    expect(await machineHash({ ...base, platform: 'darwin' })).toBe(host);
    expect(await linux({}, { hostname: 'pc-08' })).not.toBe(host);
  });

  it('[E5] [N5] differs between two PCs set up from one image when a profile is copied from one to the other', async () => {
    const files = { '/etc/machine-id': id };
    const at = (addresses: readonly string[], folder: string) =>
      linux(files, { addresses: () => Promise.resolve(addresses), folder: () => Promise.resolve(folder) });
    const here = await at(['00:1a:2b:3c:4d:5e', '00:00:00:00:00:00'], '17 1000');
    const same: readonly (readonly [readonly string[], string])[] = [
      [['00:1A:2B:3C:4D:5E'], '17 1000'],
      [['00:1a:2b:3c:4d:5e', 'aa:aa:aa:aa:aa:01'], '99 2000'],
      [['aa:aa:aa:aa:aa:01'], '17 1000'],
      [[], '99 2000'],
    ];
    for (const [addresses, folder] of same) expect(isSameMachine(here, await at(addresses, folder))).toBe(true);
    expect(isSameMachine(here, await at(['aa:aa:aa:aa:aa:01'], '99 2000'))).toBe(false);
    // Written before machines had more than an id.
    const before = here.slice(0, 32);
    expect(isSameMachine(before, here)).toBe(true);
    expect(isSameMachine(before.replace(/^./, 'x'), here)).toBe(false);
  });

  it('reveals neither host nor user nor id', async () => {
    const here = await linux({ '/etc/machine-id': id });
    for (const word of [id, 'pc-07', 'tu']) expect(here).not.toContain(word);
  });
});
