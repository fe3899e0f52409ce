/** Words of official letters, for subjects and notes of the length that real ones have. */
export const verbs = [
  'Permohonan',
  'Undangan',
  'Penyampaian',
  'Pemberitahuan',
  'Usulan',
  'Tindak Lanjut',
  'Laporan',
  'Permintaan Data',
] as const;
export const matters = [
  'Rapat Koordinasi',
  'Pembuatan Aplikasi',
  'Integrasi Data',
  'Pemasangan Jaringan Internet',
  'Penerbitan Sertifikat Elektronik',
  'Evaluasi Sistem Pemerintahan Berbasis Elektronik',
  'Narasumber Bimbingan Teknis',
  'Peliputan Kegiatan',
  'Peminjaman Videotron',
  'Asistensi Perencanaan Anggaran',
  'Rekonsiliasi Aset Teknologi Informasi',
  'Pengujian Keamanan Aplikasi',
  'Statistik Sektoral',
  'Penambahan Lebar Pita',
  'Pemulihan Situs Resmi',
  'Pengelolaan Pengaduan Masyarakat',
  'Keterbukaan Informasi Publik',
] as const;
export const places = [
  'Kabupaten Kampar',
  'Kabupaten Siak',
  'Kabupaten Bengkalis',
  'Kabupaten Pelalawan',
  'Kabupaten Indragiri Hulu',
  'Kota Dumai',
  'Kabupaten Indragiri Hilir',
  'Kabupaten Kuantan Singingi',
  'Kabupaten Rokan Hulu',
  'Kabupaten Rokan Hilir',
  'Kota Pekanbaru',
  'Kabupaten Kepulauan Meranti',
  'Provinsi Riau',
] as const;
export const senders = [
  'Badan Penanggulangan Bencana Daerah',
  'Dinas Kesehatan',
  'Dinas Pendidikan',
  'Dinas Pariwisata',
  'Dinas Sosial',
  'Dinas Perhubungan',
  'Dinas Lingkungan Hidup dan Kehutanan',
  'Badan Kepegawaian Daerah',
  'Badan Perencanaan Pembangunan Daerah',
  'Inspektorat Daerah',
  'Sekretariat DPRD',
  'Biro Organisasi',
  'Biro Hukum',
  'Biro Umum',
  'Dinas Kebudayaan',
  'Dinas Perpustakaan dan Kearsipan',
  'Satuan Polisi Pamong Praja',
  'Badan Pendapatan Daerah',
  'Rumah Sakit Umum Daerah Arifin Achmad',
  'Dinas Pemberdayaan Masyarakat dan Desa',
] as const;
export const common = (
  'dalam rangka pelaksanaan kegiatan peningkatan layanan pemerintah daerah dengan hormat disampaikan bahwa sehubungan surat ' +
  'tersebut bersama ini mohon kiranya saudara dapat menugaskan pejabat yang membidangi untuk hadir pada acara dimaksud sesuai ' +
  'ketentuan peraturan perundang-undangan anggaran tahun berjalan dokumen pendukung terlampir segera ditindaklanjuti oleh bidang ' +
  'terkait koordinasi instansi vertikal kecamatan kelurahan desa aplikasi server jaringan pusat data informasi publik statistik ' +
  'persandian keamanan siber pelatihan peserta narasumber jadwal ruang lantai gedung kantor gubernur jalan sudirman hari tanggal ' +
  'waktu tempat agenda pembahasan laporan evaluasi triwulan semester capaian kinerja indikator target realisasi kendala solusi ' +
  'usulan revisi penetapan keputusan instruksi edaran pedoman teknis standar operasional prosedur pengadaan barang jasa kontrak ' +
  'penyedia spesifikasi perangkat keras lunak lisensi pemeliharaan garansi berita acara serah terima pemeriksaan hasil uji coba ' +
  'implementasi migrasi basis domain subdomain alamat surel akun pengguna sandi sertifikat tanda tangan elektronik verifikasi'
).split(' ');
export const instructions = [
  'Proses lebih lanjut',
  'Ditindaklanjuti',
  'Koordinasi/konfirmasi',
  'Untuk diketahui',
  'Siapkan bahan',
  'Hadiri/wakili',
  'Pelajari dan laporkan',
] as const;
/** Fields of the chain: from the head to a division, from a division to a section. */
export const chain = {
  head: 'kepala-dinas',
  divisions: [
    ['kabid-aptika', 'kasi-aplikasi'],
    ['kabid-infrastruktur', 'kasi-ti'],
    ['kabid-statistik', 'kasi-data'],
    ['kabid-ikp', 'pranata-komputer'],
  ],
} as const;
