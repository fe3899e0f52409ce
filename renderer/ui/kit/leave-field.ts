/**
 * Leaves the field that is being typed in, as Tab would: a date is validated when its field is left, also before
 * Ctrl+Enter. Returns a function that goes back there when nothing else asked for the focus.
 */
export function leaveField(): () => void {
  const field = document.activeElement;
  if (!(field instanceof HTMLElement)) return () => undefined;
  field.blur();
  return () => {
    if (field.isConnected && document.activeElement === document.body) field.focus();
  };
}
