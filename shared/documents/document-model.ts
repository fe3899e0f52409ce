import type { DocumentDefinition } from '../services/definition.ts';

/** The name of a key in a template: `bentuk_aplikasi`. */
export const tagOf = (key: string): string => key.replaceAll('-', '_');

/** A label and its value, both as printed. `tag` names the value in a template. */
export interface DocumentLine {
  readonly tag: string;
  readonly label: string;
  readonly value: string;
}

export interface DocumentColumn {
  readonly tag: string;
  readonly label: string;
  /** For narrow columns (numbers, dates) and wide ones (running text). */
  readonly width: 'narrow' | 'usual' | 'wide';
}

const shares: Readonly<Record<Exclude<DocumentColumn['width'], 'narrow'>, number>> = { usual: 4, wide: 6 };

/** Hundredths of a table in which `23/11/2026` stands on one line, and those of a number. */
const dateWidth = 14;
const numberWidth = 7;
const numbers: ReadonlySet<string> = new Set(['no', 'nomor', 'putaran', 'versi', 'persen']);

/** Widths of columns in hundredths of the table, the same on both kinds of paper. */
export function columnPercents(columns: readonly DocumentColumn[]): readonly number[] {
  const fixed = columns.map(({ tag, width }) =>
    width !== 'narrow' ? null : numbers.has(tag) ? numberWidth : dateWidth,
  );
  const taken = fixed.reduce<number>((sum, part) => sum + (part ?? 0), 0);
  const parts = columns.map(({ width }) => (width === 'narrow' ? 0 : shares[width]));
  const whole = parts.reduce((sum, part) => sum + part, 0);
  // Without a column of text the narrow ones share the table.
  if (whole === 0) return fixed.map((part) => (100 * (part ?? 0)) / taken);
  const room = Math.max(100 - taken, 30);
  const scale = 100 / (taken + room);
  return columns.map((_, i) => scale * (fixed[i] ?? (room * (parts[i] ?? 0)) / whole));
}

/** A table; one without content holds a single row that says so, for a bare head looks forgotten. */
export interface DocumentTable {
  readonly tag: string;
  readonly title: string;
  readonly columns: readonly DocumentColumn[];
  /** Cells by the tag of their column. */
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** Who signs: what stands above and below the room for the signature. Empty parts are not printed. */
export interface DocumentSignature {
  /** `PIHAK PERTAMA`, or empty where one person signs. */
  readonly role: string;
  /** Lines above the title where somebody signs by mandate: `a.n. KEPALA DINAS`, and for "u.b." `SEKRETARIS` and `u.b.` */
  readonly behalf: readonly string[];
  /** `Plt. KEPALA DINAS` */
  readonly title: string;
  readonly name: string;
  readonly rank: string;
  /** `NIP 19700101 199803 1 001` */
  readonly nip: string;
}

export interface DocumentLetterhead {
  /** Empty on a paper of another agency, whose government is not known here. */
  readonly government: string;
  readonly name: string;
  readonly contact: readonly string[];
  /** A data URL. */
  readonly emblem: string | null;
  /** At the right end of the letterhead. */
  readonly secondEmblem: string | null;
}

/** Everything one document says, in words, no pixels: PDF and .docx are both made from it. */
export interface DocumentModel {
  readonly code: string;
  readonly form: DocumentDefinition['form'];
  readonly letterhead: DocumentLetterhead;
  /** In capitals over the text; the name of the document on a letter, where it is not printed. */
  readonly title: string;
  readonly number: string;
  /** `Edisi 2, menggantikan edisi 1 tanggal …`; empty on a first edition. */
  readonly edition: string;
  /** `23 November 2026` */
  readonly date: string;
  /** `Pekanbaru, 23 November 2026` */
  readonly dateline: string;
  /** Nomor, Sifat, Lampiran, Hal of a letter; Kepada, Dari, … of a nota dinas; empty elsewhere. */
  readonly head: readonly DocumentLine[];
  /** Lines of the addressee; empty for what is not sent. */
  readonly addressee: readonly string[];
  /** "Pada hari ini …" of a berita acara, and who makes it; empty elsewhere. */
  readonly intro: readonly string[];
  readonly parties: readonly string[];
  readonly opening: readonly string[];
  readonly lines: readonly DocumentLine[];
  /** What the case is about, for templates that name it; printed only where it is among the lines as well. */
  readonly about: readonly DocumentLine[];
  readonly tables: readonly DocumentTable[];
  readonly closing: readonly string[];
  readonly signatures: readonly DocumentSignature[];
  /** Who takes note of an agreement, below the parties; null: nobody. */
  readonly witness: DocumentSignature | null;
  /** Tembusan */
  readonly copies: readonly string[];
  /** The sentence on a certified electronic signature; empty until there is one. */
  readonly electronicNote: string;
}
