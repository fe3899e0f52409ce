/**
 * What a machine is known by, hashed in parts: its system's id, its physical network addresses, and the folder of the
 * journal on its disk. `<32 hex>`, or `<32 hex>.<addresses of 16 hex, joined by ->.<16 hex>`; a part nobody could read is
 * empty.
 */
interface MachineName {
  readonly system: string;
  readonly addresses: readonly string[];
  readonly folder: string;
}

function partsOf(name: string): MachineName {
  const [system = '', addresses = '', folder = ''] = name.split('.');
  return { system, addresses: addresses === '' ? [] : addresses.split('-'), folder };
}

/**
 * PROTOCOL N5, E5: whether two names can be of one machine. Another system is another machine. Machines set up from one
 * image share their system's id: they differ when neither a network address nor the folder is the same. One of the two
 * alone may change on one machine, by a new network card or a restored folder. Unknown parts decide nothing.
 */
export function isSameMachine(one: string, other: string): boolean {
  if (one === '' || other === '') return true;
  const [a, b] = [partsOf(one), partsOf(other)];
  if (a.system !== b.system) return false;
  const known = a.addresses.length > 0 && b.addresses.length > 0;
  const elsewhere = known && !a.addresses.some((address) => b.addresses.includes(address));
  const moved = a.folder !== '' && b.folder !== '' && a.folder !== b.folder;
  return !(elsewhere && moved);
}

/** Whether a name has more parts than an earlier one that had the system's id alone. */
export function saysMoreOf(before: string, name: string): boolean {
  return before === '' ? name !== '' : !before.includes('.') && name.includes('.') && isSameMachine(before, name);
}
