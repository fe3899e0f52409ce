export function RegisterLetter() {
  return null;
}
