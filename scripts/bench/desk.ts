import { join } from 'node:path';
import { nodeUpstream } from '../../main/desk/upstream.ts';
import { openLocalDesk } from '../../main/local/open-local-desk.ts';

export interface BenchDesk {
  readonly address: string;
  /** Cuts or restores the network to the server. */
  setOnline(online: boolean): void;
  close(): Promise<void>;
}

/** A local desk with its own folder, enrolled and signed in. */
export async function openDesk(
  place: { readonly dir: string; readonly rendererDir: string; readonly server: string },
  name: string,
  account: { readonly username: string; readonly password: string },
): Promise<BenchDesk> {
  let online = true;
  const desk = await openLocalDesk({
    dataDir: join(place.dir, name),
    rendererDir: place.rendererDir,
    port: 0,
    open: true,
    version: 'bench',
    clock: { now: () => Date.now() },
    onError: (where, error) => console.error(where, error),
    upstream: (request) => (online ? nodeUpstream(request) : Promise.reject(new Error('the wire is cut'))),
  });
  const { username, password } = account;
  const signed = await desk.core.desk.enrol({ server: place.server, deskName: name, username, password });
  if (!signed.ok) throw new Error(`${name}: ${signed.error.code}`);
  return { address: desk.address, setOnline: (on) => void (online = on), close: () => desk.close() };
}
