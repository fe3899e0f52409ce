// lint: Promises must be awaited
export function save(write: () => Promise<void>): void {
  write();
}
