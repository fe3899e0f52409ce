export function AgendaPrintPage() {
  return null;
}
