/** `19700112 199803 1 001`: birth, appointment, sex, serial; anything but 18 digits stays as it is. */
export function nipText(nip: string): string {
  return nip.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, '$1 $2 $3 $4');
}
