/** The one origin of the program's pages. It owns the local database: never rename scheme or host after a release. */
export const scheme = 'app';
export const host = 'bundle';
export const origin = `${scheme}://${host}`;
export const indexUrl = `${origin}/index.html`;

function parse(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

/**
 * Whether an address is a page of this program. The parser judges, never a search in the text:
 * `https://evil.example/?next=app://bundle` contains our origin and is not ours.
 */
export function isOurs(url: string): boolean {
  const parsed = parse(url);
  return (
    parsed !== null &&
    parsed.protocol === `${scheme}:` &&
    parsed.hostname === host &&
    parsed.port === '' &&
    parsed.username === '' &&
    parsed.password === ''
  );
}

/** Parameters of a `mailto:` address that cannot make a mail program attach a file. */
const mailParameters = new Set(['subject', 'body', 'cc']);

/** The address to hand to the system's browser or mail program, serialized by the parser; null when it is refused. */
export function outsideUrl(url: string): string | null {
  const parsed = parse(url);
  if (parsed === null || parsed.username !== '' || parsed.password !== '') return null;
  if (parsed.protocol === 'https:') return parsed.href;
  if (parsed.protocol !== 'mailto:') return null;
  return [...parsed.searchParams.keys()].every((name) => mailParameters.has(name.toLowerCase())) ? parsed.href : null;
}
