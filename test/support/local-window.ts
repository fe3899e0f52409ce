/** Opens the first page by the one-time key, as a window does, and returns the cookie it got. */
export async function openWindow(address: string): Promise<string> {
  const page = await fetch(address, { redirect: 'manual' });
  return page.headers.get('set-cookie')?.split(';')[0] ?? '';
}
