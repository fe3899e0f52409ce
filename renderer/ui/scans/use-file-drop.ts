import { useEffect, useEffectEvent, useState, type DragEvent } from 'react';

const carriesFiles = (types: readonly string[] | undefined): boolean => types?.includes('Files') ?? false;

/** Whether a paste belongs to something else: a field being typed in, or a dialog. */
function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable], [role=dialog]') !== null;
}

/**
 * Files dropped on an element or pasted anywhere on the page. A file dropped beside it does nothing: the browser would
 * leave the program and show it.
 */
export function useFileDrop(enabled: boolean, onFiles: (files: readonly File[]) => void) {
  const [over, setOver] = useState(false);
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!enabled || files.length === 0 || isElsewhere(event.target)) return;
    event.preventDefault();
    onFiles(files);
  });
  useEffect(() => {
    const stay = (event: globalThis.DragEvent): void => {
      if (carriesFiles(event.dataTransfer?.types)) event.preventDefault();
    };
    const pasted = (event: ClipboardEvent): void => paste(event);
    document.addEventListener('paste', pasted);
    addEventListener('dragover', stay);
    addEventListener('drop', stay);
    return () => {
      document.removeEventListener('paste', pasted);
      removeEventListener('dragover', stay);
      removeEventListener('drop', stay);
    };
  }, []);
  return {
    over: over && enabled,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (carriesFiles(event.dataTransfer.types)) setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        setOver(false);
        if (enabled) onFiles([...event.dataTransfer.files]);
      },
    },
  };
}
