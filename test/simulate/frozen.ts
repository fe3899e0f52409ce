/**
 * In place of a copy: what lies in a store or was announced belongs to nobody, and whoever changes it in place is
 * stopped. As when it is cloned, functions are what somebody would put there by accident.
 */
export function frozen<T>(value: T): T {
  if (typeof value === 'function') throw new DOMException('a function cannot be cloned', 'DataCloneError');
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  Object.freeze(value);
  for (const name in value) frozen(value[name]);
  return value;
}
