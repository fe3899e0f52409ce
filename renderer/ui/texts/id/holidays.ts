/** Texts of the table of holidays. */
export const holidays = {
  title: 'Hari Libur',
  note: 'Isi hari libur nasional dan cuti bersama setiap tahun menurut Surat Keputusan Bersama (SKB) 3 Menteri. Program tidak membawa tanggal apa pun; batas hari kerja pengaduan dihitung dari tabel ini serta hari Sabtu dan Minggu.',
  field: { date: 'Tanggal', name: 'Keterangan', kind: 'Jenis', closed: 'Ditarik, kembali menjadi hari kerja' },
  kind: { 'libur-nasional': 'Libur nasional', 'cuti-bersama': 'Cuti bersama' },
  /** Said wherever working days are counted. */
  missing:
    'Hari libur tahun {{years}} belum diisi di Data Induk, sehingga batas dihitung dari hari Sabtu dan Minggu saja.',
} as const;
