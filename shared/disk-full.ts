/** Whether the system or the browser says that the disk, or what this user may use of it, is full. */
export function isDiskFull(error: unknown): boolean {
  const { code, name } = Object(error) as { code?: unknown; name?: unknown };
  // A browser's error carries the number 22 as its code; its name is reliable.
  return code === 'ENOSPC' || code === 'EDQUOT' || name === 'QuotaExceededError';
}
