import type { App, Session, WebContents } from 'electron';
import type { Log } from './log.ts';
import { isOurs } from './origin.ts';

/** Granted to our own pages; everything else is refused. Electron itself would grant all. */
const granted: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write', // "Salin" beside an agenda number
  'persistent-storage', // the local database must not be evicted
  'notifications', // new work is announced on the desktop
]);

type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'allowNTLMCredentialsForDomains'
  | 'setSpellCheckerEnabled'
  | 'on'
>;

/** Whether a download is a list the page itself made (a blob of our origin); anything else would come from elsewhere. */
function ownBlob(url: string): boolean {
  return url.startsWith('blob:') && isOurs(url.slice('blob:'.length));
}

/** Refuses permissions, devices, screen capture, foreign downloads and Windows credentials to whatever is shown. */
export function guardSession(session: GuardedSession, log: Log): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const allowed =
      granted.has(permission) && details.isMainFrame && isOurs(details.requestingUrl) && isOurs(contents.getURL());
    if (!allowed) log.warn('permission.refused', { permission });
    answer(allowed);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) => granted.has(permission) && details.isMainFrame && isOurs(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.allowNTLMCredentialsForDomains('');
  // The spelling dictionary would be fetched from the internet.
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event, item) => {
    if (ownBlob(item.getURL())) return;
    log.warn('download.refused', {});
    event.preventDefault();
  });
}

type GuardedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

/** Keeps a page on our origin, without other windows and without webviews. Links out go through `openExternal`. */
export function guardContents(contents: GuardedContents, log: Log): void {
  const stay = (event: { preventDefault(): void; readonly url: string }): void => {
    if (isOurs(event.url)) return;
    log.warn('navigation.refused', {});
    event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => {
    log.warn('window.refused', {});
    return { action: 'deny' };
  });
}

/** Guards every page the program will ever make, the print window and the developer tools among them. */
export function guardApp(app: Pick<App, 'on'>, log: Log): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, log));
}
