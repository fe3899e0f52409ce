import { useEffect, useEffectEvent } from 'react';

/** The one mounted last has the key: a dialog over a page that prints something itself. */
const takers: object[] = [];

/**
 * Ctrl+P prints what the page holds as paper and never the screen, nor does it open the browser's own dialog on it.
 * `print` is null while there is nothing yet.
 */
export function usePrintKey(print: (() => void) | null): void {
  const run = useEffectEvent(() => print?.());
  useEffect(() => {
    const self = {};
    takers.push(self);
    const listen = (event: KeyboardEvent): void => {
      const modified = event.ctrlKey || event.metaKey;
      if (!modified || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'p') return;
      if (takers.at(-1) !== self) return;
      event.preventDefault();
      if (!event.repeat) run();
    };
    window.addEventListener('keydown', listen);
    return () => {
      takers.splice(takers.indexOf(self), 1);
      window.removeEventListener('keydown', listen);
    };
  }, []);
}
