import { useEffect } from 'react';

/** A key pressed anywhere. `plain` keys count only while nothing is being typed. */
export interface Shortcut {
  readonly key: string;
  readonly ctrl?: boolean;
  readonly alt?: boolean;
  readonly run: () => void;
}

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(input|textarea|select)$/i.test(target.tagName) ||
      target.closest('[role=dialog]') !== null)
  );
}

/** Whether the event is that shortcut; letters typed into a field never are. */
export function isShortcut(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  { key, ctrl = false, alt = false }: Shortcut,
  isTyping: boolean,
): boolean {
  const modified = event.ctrlKey || event.metaKey;
  if (modified !== ctrl || event.altKey !== alt) return false;
  if (!ctrl && !alt && isTyping) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

/** Listens for shortcuts while the component is mounted. `shortcuts` should keep its identity between renders. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      // A dialog handles the keyboard alone.
      if (document.querySelector('[role=dialog]') !== null) return;
      const found = shortcuts.find((shortcut) => isShortcut(event, shortcut, typing(event.target)));
      if (!found) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [shortcuts]);
}
