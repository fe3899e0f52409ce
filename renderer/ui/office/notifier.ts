/** Whether the system shows notices of this program: `none` where it has no such thing. */
export type NoticePermission = 'granted' | 'denied' | 'default' | 'none';

/** Shows notices on the desktop, outside the window. */
export interface Notifier {
  permission(): NoticePermission;
  /** Asks the person for permission; only after a click. */
  ask(): Promise<NoticePermission>;
  /** Does nothing without permission. */
  show(title: string, body: string, onClick: () => void): void;
}

/** For hosts that show no notices. */
export const noNotifier: Notifier = {
  permission: () => 'none',
  ask: () => Promise.resolve('none'),
  show: () => undefined,
};

/** The notices of the window's own system. A click brings the window back. */
export function windowNotifier(window: Window & { readonly Notification?: typeof Notification }): Notifier {
  const { Notification: Notice } = window;
  // Without a secure origin the browser has the API and grants nothing.
  if (!Notice || !window.isSecureContext) return noNotifier;
  return {
    permission: () => Notice.permission,
    ask: () => Notice.requestPermission(),
    show(title, body, onClick) {
      if (Notice.permission !== 'granted') return;
      const notice = new Notice(title, { body, tag: 'lembar-tugas' });
      notice.onclick = () => {
        window.focus();
        onClick();
        notice.close();
      };
    },
  };
}
