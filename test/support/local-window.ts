import { windowPath } from '../../shared/desk/window-secret.ts';

/** Shows the one-time key of an address as the program's page does; the path below which the window lies, or null. */
export async function openWindow(address: string): Promise<string | null> {
  const url = new URL(address);
  return admittedWith(url, { key: url.searchParams.get('key') ?? '' });
}

/** The same with whatever a page may show. */
export async function admittedWith(address: URL | string, shown: unknown): Promise<string | null> {
  const answer = await fetch(new URL(windowPath, address), { method: 'POST', body: JSON.stringify(shown) });
  if (!answer.ok) return null;
  const { secret } = (await answer.json()) as { secret: string };
  return `${windowPath}/${secret}`;
}

/** What a test sends: headers, and under `window` the path of the window it is sent from. */
export type Sent = Readonly<Record<string, string>>;

/** The address and the headers of such a request. */
export function fromWindow({ window = '', ...headers }: Sent, path: string): { path: string; headers: Sent } {
  return { path: `${window}${path}`, headers };
}
