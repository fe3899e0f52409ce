/** Names Windows keeps for devices, whatever the ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A file name that every system takes, made of what the page proposed: no folders, no forbidden signs, `.pdf` at its end. */
export function pdfName(proposed: string): string {
  const plain = proposed
    .replace(/\.pdf$/i, '')
    .replaceAll(/[\u0000-\u001f\u007f<>:"/\\|?*]+/g, '-')
    .replace(/^[.\s-]+/, '')
    .slice(0, 120)
    .replace(/[.\s-]+$/, '');
  return `${plain === '' || reserved.test(plain) ? 'lembar' : plain}.pdf`;
}
