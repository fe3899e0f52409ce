export function AgendaBook() {
  return null;
}
