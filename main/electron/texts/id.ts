/** Bahasa Indonesia, the office's language. `&` marks the access key of a menu, `{…}` a gap. */
export const id = {
  appName: 'Lembar',
  menuFile: '&Berkas',
  quit: '&Keluar',
  menuEdit: '&Sunting',
  undo: '&Urungkan',
  redo: 'U&langi',
  cut: '&Potong',
  copy: '&Salin',
  paste: '&Tempel',
  selectAll: 'Pilih S&emua',
  menuView: '&Tampilan',
  zoomIn: 'Per&besar',
  zoomOut: 'Per&kecil',
  zoomReset: 'Ukuran &Asli',
  fullScreen: '&Layar Penuh',
  reload: '&Muat Ulang',
  devTools: 'Alat &Pengembang',
  menuHelp: 'Ba&ntuan',
  logFolder: 'Buka Folder &Catatan Program',
  about: '&Tentang Lembar',
  aboutDetail: 'Versi {version}\nBuku agenda, lembar disposisi, dan dua layanan Diskominfotik Provinsi Riau.',
  savePdf: 'Simpan Lembar sebagai PDF',
  pdfFiles: 'Dokumen PDF',
  pageGone: 'Tampilan Lembar berhenti bekerja.',
  pageGoneDetail: 'Semua yang sudah tersimpan tetap aman. Muat ulang untuk melanjutkan pekerjaan.',
  pageGoneReload: 'Muat Ulang',
  pageGoneQuit: 'Keluar',
  startFailed: 'Lembar tidak dapat dimulai',
  startFailedDetail:
    'Data pekerjaan di komputer ini tidak dapat dibuka. Periksa ruang kosong dan izin folder berikut, lalu jalankan kembali:\n{folder}\n\nKode: {code}',
  folderInUse:
    'Lembar sudah berjalan pada folder data ini. Gunakan jendela Lembar yang sudah terbuka, atau tutup program itu lebih dahulu. Tidak ada yang diubah.\n{folder}',
  journalIsNewer:
    'Catatan di komputer ini ditulis oleh versi Lembar yang lebih baru. Perbarui program, lalu mulai lagi. Tidak ada yang diubah.\n{folder}',
  journalDamaged:
    'Berkas catatan {file} rusak. Jangan menghapus atau mengubah apa pun di folder berikut; hubungi administrator agar isinya dipulihkan:\n{folder}',
} as const;
