/**
 * How a window of the local desk shows that it is one: everything it asks for lies below a path that holds the secret of
 * this start. A cookie would not do: the browser sends it to every program that listens on this PC, whatever the port,
 * while the page's own storage belongs to one port alone.
 */
export const windowPath = '/window';

/** The path of a request as the window with that secret sends it. */
export function pathInWindow(secret: string, path: string): string {
  return `${windowPath}/${secret}${path}`;
}
