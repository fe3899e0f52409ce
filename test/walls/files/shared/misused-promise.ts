// lint: Expected non-Promise value in a boolean conditional
// types: This condition will always return true
export function ready(check: () => Promise<boolean>): string {
  return check() ? 'yes' : 'no';
}
