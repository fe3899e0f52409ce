import type { KeyboardEvent } from 'react';

const stops = 'input:not([type=hidden]):not([disabled]), textarea:not([disabled]), button[type=submit]:not([disabled])';

/**
 * Enter in a one-line field goes to the next field instead of sending the form: an entry is saved by Ctrl+Enter or the
 * button, never by a slip. An Enter that chose a suggestion was taken already and moves nothing.
 */
export function enterMovesOn(event: KeyboardEvent<HTMLElement>): void {
  const from = event.target;
  if (event.key !== 'Enter' || event.defaultPrevented || event.nativeEvent.isComposing) return;
  if (!(from instanceof HTMLInputElement)) return;
  event.preventDefault();
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>(stops)].filter(
    // Of a group of radio buttons only the chosen one is a stop.
    (field) => field.tabIndex >= 0 && !(field instanceof HTMLInputElement && field.type === 'radio' && !field.checked),
  );
  fields[fields.indexOf(from) + 1]?.focus();
}

/** Ctrl+Enter saves from anywhere: before the fields, for an open list of suggestions would take Enter for a choice. */
export function saveByKeys(event: KeyboardEvent, save: () => void): void {
  if (event.key !== 'Enter' || !event.ctrlKey) return;
  event.preventDefault();
  event.stopPropagation();
  if (!event.repeat) save();
}
