/** Words in a subject by which a letter is taken for a complaint. A guess: it offers the entry, it never makes one. */
const words = ['pengaduan', 'keluhan', 'komplain', 'keberatan atas layanan', 'aduan'];

export function looksLikeComplaint(subject: string): boolean {
  const text = subject.toLowerCase();
  return words.some((word) => new RegExp(`\\b${word}\\b`).test(text));
}
