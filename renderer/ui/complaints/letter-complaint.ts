/** Words in a subject that suggest a complaint; they only offer the entry, they never make one. */
const words = ['pengaduan', 'keluhan', 'komplain', 'keberatan atas layanan', 'aduan'];

export function looksLikeComplaint(subject: string): boolean {
  const text = subject.toLowerCase();
  return words.some((word) => new RegExp(`\\b${word}\\b`).test(text));
}
