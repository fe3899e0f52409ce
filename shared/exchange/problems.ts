import { exchangeRoot } from './api.ts';

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** What to do about it. */
  readonly detail: string;
}

/** Everything the centre refuses, with its HTTP status and its sentence. */
const kinds = {
  NOT_PUBLISHED: {
    status: 404,
    title: 'Data belum dibuka',
    detail: 'Data ini belum dibuka: dokumen interchange belum ditandatangani kedua pihak.',
  },
  NOT_FOUND: { status: 404, title: 'Alamat tidak ada', detail: 'Alamat ini tidak ada di pusat pertukaran data.' },
  NO_SUCH_SCHEME: {
    status: 404,
    title: 'Kode referensi tidak ada',
    detail: 'Kode referensi atau versi ini tidak ada. Daftar kode referensi ada di /exchange/v1/ref.',
  },
  NO_SUCH_BATCH: { status: 404, title: 'Kiriman tidak ada', detail: 'Kiriman ini tidak ada atau milik pihak lain.' },
  METHOD: { status: 405, title: 'Metode tidak dilayani', detail: 'Alamat ini tidak melayani metode tersebut.' },
  NO_KEY: {
    status: 401,
    title: 'Kunci API tidak disertakan',
    detail: 'Sertakan kunci API: Authorization: Bearer lbr_…',
  },
  BAD_KEY: { status: 401, title: 'Kunci API tidak dikenal', detail: 'Kunci API ini tidak dikenal.' },
  KEY_EXPIRED: { status: 401, title: 'Kunci API kedaluwarsa', detail: 'Kunci API ini sudah lewat masa berlakunya.' },
  KEY_REVOKED: { status: 401, title: 'Kunci API dicabut', detail: 'Kunci API ini telah dicabut oleh pengelola.' },
  KEY_SCOPE: {
    status: 403,
    title: 'Kunci API tidak berhak',
    detail: 'Kunci API ini tidak berlaku untuk data atau tindakan ini.',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    title: 'Terlalu banyak permintaan',
    detail: 'Batas permintaan kunci ini tercapai. Ulangi setelah waktu pada header Retry-After.',
  },
  BAD_QUERY: { status: 400, title: 'Parameter salah', detail: 'Parameter pada alamat tidak dapat dipakai.' },
  BAD_TOKEN: {
    status: 400,
    title: 'Penanda halaman salah',
    detail:
      'Penanda halaman (after) bukan buatan pusat ini atau milik permintaan lain. Mulai lagi dari halaman pertama.',
  },
  SINCE_GONE: {
    status: 410,
    title: 'Penanda perubahan terlalu lama',
    detail:
      'Perubahan sejak penanda ini tidak lagi lengkap. Ambil lagi seluruh data dari alamat pada anggota baseline.',
  },
  VERSION_CLOSED: {
    status: 410,
    title: 'Versi ini sudah ditutup',
    detail: 'Versi ini sudah ditutup setelah masa peralihannya. Pakai versi berikutnya.',
  },
  IDEMPOTENCY_MISSING: {
    status: 400,
    title: 'Idempotency-Key tidak ada',
    detail: 'Sertakan header Idempotency-Key, 1 sampai 128 karakter, baru untuk setiap kiriman dan sama bila diulang.',
  },
  IDEMPOTENCY_OTHER_BODY: {
    status: 422,
    title: 'Idempotency-Key sudah dipakai',
    detail: 'Idempotency-Key ini sudah dipakai untuk kiriman lain. Pakai yang baru untuk isi yang baru.',
  },
  IDEMPOTENCY_RUNNING: {
    status: 409,
    title: 'Kiriman masih diproses',
    detail: 'Kiriman dengan Idempotency-Key ini masih diproses.',
  },
  ROWS_INVALID: {
    status: 422,
    title: 'Ada baris yang salah',
    detail: 'Tidak ada baris yang disimpan. Perbaiki baris pada daftar kesalahan, lalu kirim lagi dengan kunci baru.',
  },
  MEDIA_TYPE: {
    status: 415,
    title: 'Jenis isi tidak dilayani',
    detail: 'Kirim application/json, application/x-ndjson atau text/csv, dengan atau tanpa Content-Encoding: gzip.',
  },
  NOT_ACCEPTABLE: {
    status: 406,
    title: 'Bentuk jawaban tidak dilayani',
    detail: 'Jawaban tersedia sebagai application/json, application/x-ndjson atau text/csv.',
  },
  TOO_LARGE: { status: 413, title: 'Kiriman terlalu besar', detail: 'Kiriman melebihi batas. Bagi menjadi beberapa.' },
  ZIP_RATIO: {
    status: 413,
    title: 'Kiriman mengembang terlalu besar',
    detail: 'Isi yang dimampatkan mengembang melebihi batas.',
  },
  LINE_TOO_LONG: { status: 413, title: 'Baris terlalu panjang', detail: 'Satu baris paling panjang 1 MB.' },
  BROKEN_GZIP: { status: 400, title: 'Gzip rusak', detail: 'Isi yang dimampatkan rusak atau terpotong.' },
  BROKEN_BODY: { status: 400, title: 'Isi tidak dapat dibaca', detail: 'Isi kiriman tidak sesuai dengan jenisnya.' },
  HASH_DIFFERS: {
    status: 400,
    title: 'Isi berubah di perjalanan',
    detail: 'SHA-256 isi berbeda dengan header X-Road-Request-Hash. Kirim lagi.',
  },
  BATCH_ENDED: { status: 409, title: 'Kiriman sudah selesai', detail: 'Kiriman ini sudah selesai diproses.' },
  CANCELLED: {
    status: 409,
    title: 'Kiriman dibatalkan',
    detail: 'Kiriman ini dibatalkan. Tidak ada baris yang disimpan.',
  },
  LOAD_BROKEN: {
    status: 409,
    title: 'Muatan tidak lengkap',
    detail: 'Bagian muatan ini tidak cocok dengan bagian sebelumnya. Mulai muatan baru.',
  },
  LOAD_EXPIRED: {
    status: 410,
    title: 'Muatan terlalu lama menunggu',
    detail: 'Bagian berikutnya tidak datang dalam tujuh hari. Tidak ada baris yang disimpan. Mulai muatan baru.',
  },
  LOADS_WAITING: {
    status: 429,
    title: 'Terlalu banyak bagian muatan menunggu',
    detail: 'Akhiri muatan yang sudah dimulai dengan last=true, atau batalkan dengan DELETE pada alamat kirimannya.',
  },
  BUSY: {
    status: 503,
    title: 'Antrean penuh',
    detail: 'Pusat pertukaran data sedang memproses banyak kiriman. Ulangi beberapa saat lagi dengan kunci yang sama.',
  },
  DISK_FULL: {
    status: 503,
    title: 'Penyimpanan penuh',
    detail: 'Ruang penyimpanan pusat pertukaran data penuh. Tidak ada baris yang disimpan. Hubungi pengelola.',
  },
  CENTRE_DOWN: {
    status: 503,
    title: 'Pusat pertukaran data berhenti',
    detail:
      'Penyimpanan pusat pertukaran data rusak atau belum terbuka. Pengelola sudah diberi tahu; surat tetap berjalan.',
  },
  INTERNAL: { status: 500, title: 'Kesalahan pusat', detail: 'Terjadi kesalahan di pusat pertukaran data.' },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type ProblemCode = keyof typeof kinds;
export const problemCodes = Object.keys(kinds) as readonly ProblemCode[];

export const problemKind = (code: ProblemCode): ProblemKind => kinds[code];

/** `NOT_PUBLISHED` as a part of an address. */
export const problemSlug = (code: ProblemCode): string => code.toLowerCase().replaceAll('_', '-');
export const problemOf = (slug: string): ProblemCode | null =>
  problemCodes.find((code) => problemSlug(code) === slug) ?? null;

/** A refusal as RFC 9457 writes it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  /** Whose error it is: of who asked, or of the centre. */
  readonly origin: 'pengirim' | 'pusat';
}

/** The body of a refusal; `more` replaces the detail or adds members. */
export function problem<M extends object>(code: ProblemCode, more?: M): Problem & M {
  const { status, title, detail } = problemKind(code);
  const origin = status >= 500 ? 'pusat' : 'pengirim';
  const type = `${exchangeRoot}/problems/${problemSlug(code)}`;
  return { type, title, status, detail, code, origin, ...more } as Problem & M;
}
