/** Kinds of file every desk can show. TIFF is none of them: no browser draws it. */
export const scanMimes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type ScanMime = (typeof scanMimes)[number];

/** Largest file, bytes. */
export const largestScan = 25 * 1024 * 1024;
/** How many bytes of a file show its kind: a PDF may begin this far behind its first byte, and every reader shows it. */
export const headLength = 1024;

const pdfMark = [0x25, 0x50, 0x44, 0x46, 0x2d] as const;
const marks: readonly (readonly [mime: ScanMime, bytes: readonly number[]])[] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** The kind of a file by its first bytes; its name is ignored. Null: a kind that is not taken. */
export function mimeOf(head: Uint8Array): ScanMime | null {
  const isAt = (bytes: readonly number[], start: number): boolean =>
    bytes.every((byte, at) => head[start + at] === byte);
  const found = marks.find(([, bytes]) => isAt(bytes, 0));
  if (found) return found[0];
  const last = Math.min(head.length, headLength) - pdfMark.length;
  for (let start = 0; start <= last; start++) if (isAt(pdfMark, start)) return 'application/pdf';
  return null;
}

const endings: Readonly<Record<ScanMime, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

/** A file name for saving: no path, no control character, the ending of what the file really is. */
export function safeFileName(name: string, mime: ScanMime): string {
  const cleaned = name.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]+/g, '_').replace(/\.[A-Za-z0-9]{1,5}$/, '');
  const bare = cleaned.replace(/^[.\s_]+|[.\s]+$/g, '').slice(0, 120);
  return `${bare === '' ? 'pindaian' : bare}.${endings[mime]}`;
}
