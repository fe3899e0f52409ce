/**
 * Freezes instead of copying: values in a store or in an announcement are shared, and changing one throws. Functions
 * are refused as a structured clone refuses them.
 */
export function frozen<T>(value: T): T {
  if (typeof value === 'function') throw new DOMException('a function cannot be cloned', 'DataCloneError');
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  Object.freeze(value);
  for (const name in value) frozen(value[name]);
  return value;
}
