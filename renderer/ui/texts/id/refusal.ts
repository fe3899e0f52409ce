import type { RefusalCode } from '../../../../shared/refusal.ts';

/** One sentence for every refusal: what is the matter and, where there is something, what to do. `refusal.<code>`. */
export const refusal = {
  // Input
  REQUIRED: 'Wajib diisi.',
  TOO_LONG: 'Terlalu panjang. Persingkat isinya.',
  ENTRY_TOO_LARGE:
    'Isian ini terlalu besar untuk disimpan (paling banyak 1 MB). Persingkat isinya, lalu simpan lagi; isian Anda tetap ada.',
  NOT_A_DATE: 'Bukan tanggal yang benar. Tulis hari/bulan/tahun, misalnya 8/10/2026.',
  NOT_A_TIME: 'Bukan jam yang benar. Tulis jam.menit, misalnya 08.15.',
  BAD_USERNAME:
    'Nama pengguna terdiri atas 3 sampai 41 huruf kecil, angka, titik, garis bawah, atau tanda hubung, diawali huruf atau angka.',
  INVALID: 'Isian ini tidak dapat diterima. Periksa kembali.',
  UNKNOWN_POSITION: 'Jabatan ini tidak ada dalam data induk.',
  ENDS_BEFORE_IT_STARTS: 'Tanggal selesai mendahului tanggal mulai.',
  TWO_HOLDERS: 'Dua pejabat definitif menduduki jabatan yang sama pada tanggal yang sama.',
  WEAK_PASSWORD: 'Kata sandi terlalu lemah. Gunakan sedikitnya 10 karakter yang tidak mudah ditebak.',
  USERNAME_TAKEN: 'Nama pengguna ini sudah dipakai akun lain.',
  NOT_FOUND_REF: '"{{value}}" tidak ada dalam {{what}}.',
  TWICE: 'Sama dengan baris {{row}}.',
  NOT_YES_NO: 'Tulis ya atau tidak.',
  NOT_A_CHOICE: 'Bukan salah satu pilihan. Tulis seperti pada formulir isian.',
  BAD_NUMBER: 'Isi dengan angka.',
  SURPLUS_CELL:
    'Sel berlebih: "{{value}}". Baris ini memuat lebih banyak sel daripada kolom; beri tanda kutip pada isian yang memuat pemisah.',
  OPEN_QUOTE:
    'Tanda kutip tidak berpasangan pada "{{value}}". Isi sesudahnya mungkin ikut terbaca sebagai satu sel; perbaiki berkasnya.',
  UNDECODABLE: 'Ada huruf yang tidak terbaca pada "{{value}}". Simpan berkas sebagai CSV UTF-8, lalu pilih lagi.',
  PASSWORDS_DIFFER: 'Kedua kata sandi tidak sama.',
  BAD_ADDRESS: 'Bukan alamat server. Contoh: https://lembar.riau.go.id',
  BAD_ARGUMENTS: 'Isian tidak dapat dibaca oleh program. Muat ulang halaman, lalu coba lagi.',
  BAD_CHANNEL: 'Halaman ini lebih baru atau lebih lama dari programnya. Muat ulang halaman.',
  BAD_REQUEST: 'Permintaan tidak dapat dibaca oleh server.',
  SCAN_EMPTY: 'Berkas ini kosong. Pindai atau simpan ulang berkasnya, lalu tambahkan lagi.',
  SCAN_TOO_LARGE:
    'Berkas lebih dari 25 MB. Pindai dengan resolusi lebih rendah (200–300 dpi) atau bagi menjadi beberapa berkas.',
  SCAN_WRONG_TYPE:
    'Jenis berkas ini tidak dapat ditampilkan. Gunakan PDF, JPEG, PNG, atau WebP; simpan TIFF dan HEIC sebagai PDF lebih dahulu.',
  SCAN_LOCKED:
    'PDF ini terkunci kata sandi sehingga tidak dapat dibaca siapa pun di sini. Simpan ulang tanpa kata sandi, lalu tambahkan lagi.',
  SCAN_BROKEN: 'PDF ini rusak dan tidak dapat dibuka. Pindai atau unduh ulang berkasnya, lalu tambahkan lagi.',
  CARRY_NOT_A_FILE:
    'Ini bukan berkas entri dari Lembar, atau berkasnya rusak. Salin ulang dari tempat asalnya, lalu coba lagi.',
  CARRY_NEWER: 'Berkas ini dibuat dengan versi program yang lebih baru. Perbarui program, lalu masukkan lagi.',
  CARRY_TOO_LARGE: 'Isi berkas melebihi 2 GB atau ukuran yang dibuat oleh Lembar.',
  CARRY_CHANGED: 'Isi berkas tidak sama dengan yang dibuat oleh mejanya. Gunakan salinan lain dari berkas itu.',
  CARRY_WITHOUT_SCAN: 'Pindaian ini tidak ada di dalam berkas, atau rusak.',
  CARRY_SCAN_HIDDEN:
    'Pindaian tersimpan di meja ini, tetapi akun ini tidak berhak membaca suratnya sehingga server belum menerimanya. Masuk di meja ini dengan akun yang berhak agar pindaian terkirim.',
  NOT_A_COUNT: 'Isi dengan angka dari {{min}} sampai {{max}}.',
  ROWS_MISSING: 'Isi sedikitnya {{min}} baris.',
  REASON_REQUIRED: 'Tuliskan alasannya.',
  DATE_AHEAD: 'Tanggal {{earlier}} belum tiba; menurut jam komputer ini hari ini {{later}}.',
  RECEIVED_IN_FUTURE: 'Tanggal terima {{earlier}} belum tiba; hari ini {{later}}.',
  LETTER_AFTER_RECEIPT: 'Surat bertanggal {{earlier}}, padahal diterima {{later}}.',
  PARAF_BEFORE_RECEIPT: 'Paraf {{later}} mendahului tanggal terima surat, {{earlier}}.',
  PARAF_IN_FUTURE: 'Tanggal paraf {{earlier}} belum tiba; hari ini {{later}}.',
  DUE_BEFORE_PARAF: 'Batas waktu {{later}} mendahului tanggal paraf, {{earlier}}.',
  STEP_BEFORE_RECEIPT: 'Langkah ini selesai {{later}}, sebelum surat permohonan diterima, {{earlier}}.',
  STEP_BEFORE_LAST: 'Langkah ini selesai {{later}}, sebelum langkah sebelumnya selesai, {{earlier}}.',
  STEP_IN_FUTURE: 'Tanggal selesai {{earlier}} belum tiba; hari ini {{later}}.',
  FIELD_AFTER_STEP: 'Tanggal {{earlier}} ada sesudah langkahnya selesai, {{later}}.',
  FIELD_ENDS_EARLY: 'Selesai {{later}} mendahului mulainya, {{earlier}}.',
  COMPLETED_BEFORE_RETURN: 'Berkas dilengkapi {{later}}, sebelum dikembalikan, {{earlier}}.',
  COMPLETED_IN_FUTURE: 'Tanggal dilengkapi {{earlier}} belum tiba; hari ini {{later}}.',
  UPDATE_BEFORE_RECEIPT: 'Pembaruan {{later}} mendahului penerimaan surat permohonannya, {{earlier}}.',
  UPDATE_BEFORE_END: 'Pembaruan {{later}} mendahului selesainya permohonan, {{earlier}}.',
  UPDATE_IN_FUTURE: 'Tanggal pembaruan {{earlier}} belum tiba; hari ini {{later}}.',
  PAPER_BEFORE_RECEIPT: 'Dokumen bertanggal {{later}}, sebelum surat permohonan diterima, {{earlier}}.',
  PAPER_IN_FUTURE: 'Dokumen bertanggal {{earlier}}, padahal hari ini {{later}}.',
  ACT_BEFORE_COMPLAINT: 'Tanggal {{later}} mendahului penerimaan pengaduan, {{earlier}}.',
  ACT_IN_FUTURE: 'Tanggal {{earlier}} belum tiba; hari ini {{later}}.',
  ACT_BEFORE_REPLY: 'Tanggal {{later}} mendahului jawaban terakhir, {{earlier}}.',
  NO_SUCH_RECORD: 'Catatan ini tidak ada, sudah dibatalkan, atau tidak berlaku lagi.',
  PLT_LEFT_OPEN:
    'Plt. belum diberi tanggal akhir. Sejak {{from}} jabatan ini dipegang pejabat definitif dan Plt. dianggap berakhir; isi tanggal akhirnya bila perlu.',
  STEPS_SET_BACK: 'Dengan koreksi ini langkah berikut harus dikerjakan lagi: {{steps}}.',
  NOT_PRODUCED: 'Versi ini bukan versi terakhir yang dihasilkan penyempurnaan ({{version}}). Tulis versi itu.',
  FINDINGS_OPEN:
    'Masih ada temuan kritis atau tinggi yang terbuka. Aplikasi belum dapat dinyatakan AMAN; tandai temuan yang sudah diperbaiki, atau pilih TIDAK AMAN.',
  LETTER_MISSING: 'Surat untuk putusan ini belum dicatat. Buat suratnya pada tab Dokumen, lalu pilih putusannya lagi.',
  VERDICT_DIFFERS: 'Hasil pemeriksaan yang diisi berbeda dari putusan yang dipilih ({{outcome}}).',
  REPORT_DIFFERS:
    'Laporan yang dicatat berbeda dari putusan atau isian ini ({{what}}). Ganti laporannya dengan edisi baru, lalu pilih putusannya lagi.',
  OTHER_SIGNER: 'Laporan ini ditandatangani oleh pejabat yang memeriksa.',
  SIGNS_FOR_SELF: 'Satu jabatan tidak dapat menandatangani atas nama dirinya sendiri.',
  OTHER_VERSION: 'Versi yang ditulis berbeda dari versi yang dinyatakan aman. Periksa kembali versinya.',
  SIGNATURE_MISSING: 'Tanggal tanda tangan kedua pihak wajib diisi.',
  SCAN_OR_REMARK: 'Lampirkan pindaian atau tulis keterangan di mana dokumennya disimpan.',
  TEMPLATE_NOT_A_DOCX: 'Berkas ini bukan dokumen Word (.docx) yang utuh. Simpan ulang dari Word, lalu pilih lagi.',
  TEMPLATE_TOO_LARGE: 'Templat lebih dari 384 KB. Perkecil gambar di dalamnya, lalu pilih lagi.',
  TEMPLATE_SPACED_TAG: 'Ada spasi di dalam kurung kurawal. Tulis {{tag}} tanpa spasi.',
  TEMPLATE_UNKNOWN_TAG: 'Templat memakai bidang {{tag}} yang tidak dikenal pada dokumen ini.',
  TEMPLATE_TAG_MISSING: 'Templat belum memuat bidang {{tag}}, padahal dokumen ini memerlukannya.',
  TEMPLATE_BROKEN_LOOP: 'Awal dan akhir bagian berulang {{tag}} dalam templat tidak berpasangan.',
  TEMPLATE_BROKEN_TAG: 'Ada kurung kurawal yang tidak lengkap dalam templat, di dekat “{{near}}”.',
  TOO_MANY_FIELDS: 'Isian ini memuat terlalu banyak bidang.',
  // State
  NO_TEMPLATE: 'Dokumen ini belum mempunyai templat. Tambahkan templatnya pada Data induk, Templat dokumen.',
  STILL_LOADING: 'Surat di meja kerja ini masih dimuat. Sinkronisasi dilanjutkan sebentar lagi.',
  EDITION_DAMAGED:
    'Isi edisi ini tidak lagi sama dengan yang dicatat saat dokumennya diberikan, jadi tidak dicetak. Beri tahu administrator.',
  NOT_THE_LAST_EDITION: 'Edisi ini sudah digantikan edisi lain. Buka dokumennya lagi, lalu ganti edisi yang terakhir.',
  NO_SUCH_DOCUMENT: 'Dokumen ini tidak ditemukan di meja kerja ini.',
  TEMPLATE_UNREADABLE: 'Templat bawaan program tidak dapat dibaca. Muat ulang halaman, lalu coba lagi.',
  ALREADY_BOOKED: 'Surat ini sudah dicatat.',
  NO_SUCH_LETTER: 'Surat ini tidak ditemukan di meja kerja ini.',
  AWAITS_DOCUMENT:
    'Server sedang dipulihkan dan dokumen ini belum dikembalikan oleh komputer lain. Catatan ini diproses dengan sendirinya begitu dokumennya kembali.',
  LETTER_IS_VOID: 'Surat ini sudah dibatalkan, sehingga tidak dapat diubah lagi.',
  HAS_DISPOSITION: 'Surat ini sudah didisposisikan.',
  DISPOSITION_WITHDRAWN: 'Disposisi ini sudah ditarik kembali.',
  NOT_ADDRESSEE: 'Disposisi ini tidak ditujukan kepada jabatan tersebut.',
  ALREADY_COMPLETED: 'Disposisi ini sudah dinyatakan selesai.',
  ALREADY_READ: 'Disposisi ini sudah dibaca penerimanya, sehingga tidak dapat ditarik lagi.',
  DOCUMENT_FULL:
    'Catatan pada surat, permohonan, atau pengaduan ini sudah mencapai batasnya, sehingga tidak dapat ditambah lagi. Yang sudah tercatat tetap tersimpan.',
  CHAIN_TOO_LONG: 'Disposisi ini sudah diteruskan terlalu panjang. Beri disposisi baru pada suratnya.',
  FORWARD_TO_SELF: 'Disposisi tidak dapat diteruskan kepada jabatan yang memberikannya sendiri.',
  BOOK_CLOSED: 'Buku agenda tahun tersebut sudah ditutup.',
  NUMBERING_CLOSED: 'Nomor agenda belum dikeluarkan karena server sedang dipulihkan. Nomornya menyusul.',
  NOT_IN_RECOVERY: 'Server tidak sedang dipulihkan; penomoran sudah terbuka.',
  ALREADY_SET_UP: 'Server ini sudah disiapkan. Silakan masuk dengan akun Anda.',
  LAST_ADMINISTRATOR: 'Ini administrator terakhir yang aktif. Angkat administrator lain lebih dahulu.',
  NOTHING_TO_CHANGE: 'Tidak ada yang diubah: data sudah sama, atau sudah tidak ada.',
  AGENDA_CONFLICT:
    'Nomor agenda ini ternyata sudah terpakai surat lain. Kedua surat tetap tersimpan; periksa buku agenda.',
  REFUSED_BY_ADMIN: 'Administrator menolak catatan ini. Isiannya tetap tersimpan.',
  PLACE_TAKEN:
    'Catatan lain sudah dilaporkan pada nomor urut ini. Catatan ini tidak dipakai dan tetap tersimpan di sini.',
  OP_ID_TAKEN: 'Catatan ini sudah pernah dikirim dengan isi yang berbeda. Keduanya tetap tersimpan.',
  QUARANTINE_FULL:
    'Terlalu banyak entri dari meja ini yang menunggu keputusan administrator, sehingga entri ini tidak diterima. Isiannya tetap tersimpan; minta administrator memutuskan, lalu kirim lagi.',
  NOT_AS_SHOWN: 'Keadaannya di server sudah berbeda dari yang ditampilkan. Muat ulang, periksa lagi, lalu putuskan.',
  SCAN_ALREADY_THERE: 'Berkas ini sudah ada pada surat ini.',
  NO_SUCH_SCAN: 'Pindaian ini tidak ada pada surat.',
  SCAN_IS_REMOVED: 'Pindaian ini sudah dihapus dari surat.',
  SCAN_NOT_UPLOADED: 'Berkas ini belum dikirim ke server oleh komputer yang memindainya. Coba lagi nanti.',
  NOTHING_TO_CARRY: 'Tidak ada entri maupun pindaian yang menunggu di komputer ini.',
  CARRY_GAP:
    'Ada entri meja itu sebelum isi berkas ini yang belum ada di server. Masukkan lebih dahulu berkas sebelumnya dari meja itu, atau sambungkan mejanya ke server.',
  CARRY_FORK:
    'Urutan entri di berkas ini tidak cocok dengan yang ada di server: ini bukan berkas terbaru dari meja itu, atau meja itu sudah memulai riwayat baru. Minta berkas terbaru dari meja itu.',
  BAD_PREFIX: 'Awalan nomor terdiri atas 2 sampai 5 huruf besar.',
  PREFIX_TAKEN: 'Awalan nomor ini sudah dipakai layanan lain.',
  STEPS_FIXED:
    'Langkah layanan ini tidak dapat ditambah, dihapus, atau ditukar: dokumen dan syaratnya bergantung padanya.',
  STEP_WITHOUT_DAYS: 'Isi hari rencana, sedikitnya satu.',
  PLAN_NOT_WHOLE: 'Hari rencana berjumlah {{sum}}, seharusnya {{wanted}}.',
  STEP_WITHOUT_ACTOR: 'Langkah ini belum mempunyai pelaksana, sehingga tidak dapat diselesaikan.',
  ACTOR_CLOSED: 'Jabatan {{position}} sudah tidak berlaku. Pilih jabatan lain.',
  VERDICT_NEEDS_POSITION:
    'Hasil "{{outcome}}" hanya dapat diberikan {{position}}. Jabatan itu harus menjadi pelaksana langkah ini.',
  SERVICE_WITHOUT_OFFICE: 'Sedikitnya satu langkah harus dikerjakan jabatan kantor ini.',
  SERVICE_VERSION_TAKEN:
    'Versi {{version}} sudah diterbitkan orang lain. Buka lagi layanan ini, lalu ubah versi yang terakhir.',
  SERVICE_CLOSED: 'Layanan ini sudah tidak dibuka untuk permohonan baru.',
  UNKNOWN_SERVICE: 'Layanan ini tidak dikenal oleh program. Pilih layanan dari daftar.',
  CASE_OPEN: 'Permohonan untuk surat ini sudah dibuka.',
  CASE_NOT_SECRET:
    'Surat ini sudah menjadi rahasia sebelum permohonannya sampai di server. Permohonannya tersimpan dan ikut dirahasiakan.',
  LETTER_HAS_CASE:
    'Surat ini ternyata sudah dibuka sebagai permohonan di meja lain. Keduanya tersimpan; lanjutkan salah satu dan tarik yang lain.',
  NO_SUCH_CASE: 'Permohonan ini tidak ditemukan di meja kerja ini.',
  CASE_WAITS:
    'Permohonan ini sedang menunggu kelengkapan dari perangkat daerah. Catat dahulu penerimaan kelengkapannya.',
  CASE_DOES_NOT_WAIT: 'Permohonan ini tidak sedang menunggu kelengkapan.',
  CASE_ENDED: 'Permohonan ini sudah berakhir, sehingga langkahnya tidak dapat diubah lagi.',
  CASE_NOT_DONE: 'Pemutakhiran baru dapat dicatat setelah permohonan selesai.',
  NOT_MAINTAINED: 'Layanan ini tidak mengenal pemutakhiran setelah selesai.',
  STEP_ALREADY_DONE: 'Langkah ini sudah diselesaikan atau sudah berganti putaran, mungkin oleh meja lain.',
  VERDICT_MISSING:
    'Langkah ini baru dapat diselesaikan setelah langkah yang mendahuluinya memberi hasil yang disyaratkan.',
  DOCUMENT_MISSING: 'Nomor dan tanggal dokumen yang disyaratkan langkah ini belum dicatat.',
  REQUIREMENTS_MISSING: 'Dokumen persyaratan belum lengkap. Lengkapi daftar persyaratan atau kembalikan berkasnya.',
  NO_SUCH_COMPLAINT: 'Pengaduan ini tidak ditemukan di meja kerja ini.',
  COMPLAINT_RECORDED: 'Pengaduan ini sudah dicatat.',
  COMPLAINT_CLOSED: 'Pengaduan ini sudah ditutup atau dilimpahkan. Buka kembali pengaduannya lebih dahulu.',
  COMPLAINT_STILL_OPEN: 'Pengaduan ini masih ditangani, sehingga tidak perlu dibuka kembali.',
  DATASET_RENAMED:
    'Nama data sudah dipakai pada versi sebelumnya dan menjadi alamat aksesnya, sehingga tidak dapat diganti.',
  DATASET_TAKEN: 'Nama data ini sudah dipakai dokumen interchange lain. Pilih nama lain.',
  SAME_SIGNER: 'Kedua pihak harus ditandatangani oleh orang yang berbeda.',
  SAME_PARTY: 'Pemilik dan pengguna data harus instansi yang berbeda.',
  UNKNOWN_AGENCY: 'Pilih instansi dari daftar instansi.',
  NOTHING_PUBLISHED:
    'Belum ada versi dokumen interchange permohonan ini yang diterbitkan. Terbitkan lebih dahulu versi yang sudah ditandatangani kedua pihak.',
  NOT_AS_PUBLISHED: 'Isian ini harus sama dengan yang diterbitkan pusat pertukaran data.',
  NO_SUCH_INTERCHANGE: 'Dokumen interchange ini tidak ditemukan di meja kerja ini.',
  INTERCHANGE_OPEN: 'Dokumen interchange ini sudah dibuat.',
  NO_SUCH_VERSION: 'Versi dokumen interchange ini tidak ditemukan.',
  ALREADY_SIGNED: 'Tanda tangan pihak ini pada versi tersebut sudah dicatat.',
  ALREADY_PUBLISHED: 'Versi ini sudah diterbitkan atau penerbitannya sudah diperintahkan.',
  NOT_AT_PUBLISHING:
    'Penerbitan dilakukan pada langkah Penyiapan API, sedangkan permohonan ini berada pada langkah lain.',
  EXCHANGE_UNSIGNED: 'Dokumen interchange belum ditandatangani kedua pihak, sehingga datanya belum dapat dibuka.',
  EXCHANGE_SIGNED_OTHER:
    'Tanda tangan tidak berlaku untuk isi dokumen interchange ini. Mintalah tanda tangan yang baru.',
  EXCHANGE_BREAKS:
    'Perubahan kamus data memutus pemakai versi sebelumnya. Naikkan nomor versi utamanya, lalu minta tanda tangan lagi.',
  EXCHANGE_NOT_NEXT: 'Nomor versi dokumen interchange harus lebih tinggi daripada versi yang sudah dibuka.',
  EXCHANGE_NO_SCHEME: 'Kamus data memakai kode referensi atau versi kode referensi yang belum ada. Masukkan dahulu.',
  EXCHANGE_NOT_OPEN: 'Data atau versi ini belum dibuka di pusat pertukaran data.',
  EXCHANGE_NOTICE: 'Akhir suatu versi diumumkan paling sedikit dua belas bulan sebelumnya.',
  SCHEME_VERSION_TAKEN: 'Versi kode referensi ini sudah ada. Beri nomor versi yang baru.',
  NO_SUCH_KEY: 'Kunci ini tidak ada atau sudah dicabut.',
  NO_SUCH_BATCH: 'Kiriman ini tidak ada atau sudah selesai.',
  // Rights
  NO_RIGHT_TO_COMPLAINTS: 'Hanya pemangku jabatan dan petugas pencatat surat yang dapat menangani pengaduan.',
  NOT_COMPLAINT_HOLDER:
    'Tindakan ini dilakukan oleh jabatan yang menangani pengaduan, petugas pencatat surat, Sekretaris, atau Kepala Dinas.',
  NOT_YOUR_VERDICT: 'Putusan ini hanya diberikan oleh pejabat yang memeriksa.',
  NOT_YOUR_STEP: 'Langkah ini bukan tugas jabatan Anda.',
  NOT_IN_THIS_SERVICE: 'Jabatan Anda tidak bertugas dalam layanan ini.',
  ON_BEHALF_UNMARKED:
    'Langkah ini dilakukan oleh perangkat daerah. Tandai bahwa Anda mencatat atas nama perangkat daerah.',
  NO_RIGHT_TO_SCAN: 'Anda tidak berwenang menambah atau menghapus pindaian.',
  NO_RIGHT_TO_READ: 'Surat ini rahasia dan tidak ditujukan kepada Anda.',
  NO_RIGHT_TO_BOOK: 'Anda tidak berwenang mencatat surat.',
  NO_RIGHT_TO_BOOK_SECRET: 'Anda tidak berwenang mencatat surat rahasia.',
  NO_RIGHT_TO_VOID: 'Anda tidak berwenang membatalkan surat.',
  NO_RIGHT_TO_FILE: 'Anda tidak berwenang menetapkan surat tidak perlu disposisi.',
  NO_RIGHT_TO_TRANSCRIBE: 'Anda tidak berwenang mencatat disposisi tulisan tangan.',
  NO_RIGHT_TO_ADMINISTER: 'Anda tidak berwenang mengubah data induk.',
  AUTHOR_UNCONFIRMED:
    'Server tidak dapat memastikan bahwa pembuat perubahan data induk ini benar-benar masuk di meja itu. Administrator perlu memeriksanya.',
  UNPROVEN:
    'Tidak ada bukti bahwa entri ini dibuat oleh akun yang disebut di dalamnya. Administrator perlu memeriksanya.',
  UNREADABLE:
    'Isi entri ini tersegel dan server tidak dapat membukanya. Catat kembali entri ini dari mejanya; administrator dapat melihat siapa yang membuatnya.',
  KEY_ENDED:
    'Kunci akun ini di komputer ini sudah tidak berlaku, misalnya karena kata sandinya diganti. Silakan masuk kembali; entri yang telanjur terkirim diperiksa administrator.',
  NOT_YOUR_POSITION: 'Jabatan ini bukan jabatan Anda.',
  NOT_YOUR_DISPOSITION: 'Hanya pemberi disposisi yang dapat menariknya kembali.',
  NOT_YOUR_BRANCH: 'Disposisi ini tidak ditujukan kepada jabatan Anda.',
  DOCUMENT_TAKEN:
    'Orang lain sudah membuat dokumen dengan kode yang sama, sehingga catatan ini menunggu keputusan administrator.',
  NOT_SIGNED_IN: 'Sesi Anda di server sudah berakhir. Silakan masuk kembali; catatan Anda tetap tersimpan.',
  FORBIDDEN: 'Server tidak mengizinkan tindakan ini untuk akun Anda.',
  WRONG_PASSWORD: 'Nama pengguna atau kata sandi salah.',
  WRONG_CODE: 'Kode penyiapan salah. Lihat kode yang tercetak pada konsol server.',
  TOO_MANY_BLOCKS: 'Meja ini masih memegang cukup nomor agenda.',
  COPY_UNCONFIRMED:
    'Meja ini salinan dari meja lain dan belum dikonfirmasi administrator, sehingga belum memegang nomor agenda. Surat tetap dapat dicatat dengan kode sementara.',
  TOO_MANY_TRIES: 'Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.',
  TOO_MANY_DESKS:
    'Terlalu banyak komputer baru didaftarkan. Tunggu satu jam, atau minta administrator menonaktifkan komputer yang tidak dipakai.',
  TOO_MANY_TRIES_HERE: 'Terlalu banyak percobaan di komputer ini. Tunggu {{seconds}} detik, lalu coba lagi.',
  ACCOUNT_DISABLED: 'Akun ini dinonaktifkan. Hubungi administrator.',
  AGENCY_ACCOUNT:
    'Akun instansi hanya dapat masuk melalui peramban yang didaftarkan untuk instansinya, bukan di meja kerja kantor.',
  AGENCY_DESK: 'Peramban ini didaftarkan untuk sebuah instansi. Akun kantor tidak dapat masuk di sini.',
  NOT_FOR_AGENCIES: 'Tindakan ini tidak terbuka bagi akun instansi.',
  DESK_RETIRED: 'Komputer ini tidak lagi terdaftar di server. Hubungi administrator.',
  DESK_UNKNOWN: 'Server tidak mengenal komputer ini. Hubungi administrator.',
  CARRY_DESK_UNKNOWN: 'Server tidak mengenal meja asal berkas ini. Periksa apakah berkasnya dari kantor ini.',
  // Faults
  CARRY_NOT_HERE:
    'Peramban tidak dapat menandatangani berkas entri. Gunakan program Lembar di komputer yang mencatat entri itu.',
  CARRY_NO_SERVER:
    'Server tidak dapat dihubungi. Berkasnya tidak berubah; masukkan lagi setelah jaringan pulih. Yang sudah masuk tidak akan tercatat dua kali.',
  CARRY_UNREADABLE: 'Berkas ini tidak dapat dibaca sampai selesai. Periksa diska lepasnya, lalu masukkan lagi.',
  SCAN_NO_SPACE:
    'Ruang disk hampir habis, sehingga pindaian belum dapat disimpan. Surat tetap dapat dicatat; kosongkan ruang disk, lalu tambahkan lagi.',
  SCAN_NOT_SAVED: 'Pindaian belum tersimpan karena gangguan pada disk. Coba tambahkan lagi.',
  SCAN_NEEDS_SERVER:
    'Berkas ini tidak ada di komputer ini dan server tidak dapat dihubungi. Coba lagi setelah jaringan pulih.',
  SCAN_DAMAGED: 'Berkas yang diterima rusak di perjalanan. Coba buka lagi.',
  SCAN_UNREADABLE: 'Berkas ini tidak dapat ditampilkan. Unduh berkasnya, atau pindai ulang suratnya.',
  SCANS_NOT_HERE: 'Peramban ini tidak dapat menyimpan pindaian tanpa jaringan. Gunakan program Lembar.',
  OFFSET: 'Kiriman pindaian tidak menyambung dengan yang sudah ada di server; pengiriman diulang.',
  CHECKSUM: 'Bagian pindaian rusak di perjalanan; pengiriman diulang.',
  BLOB_DAMAGED: 'Pindaian yang tiba di server tidak sama dengan aslinya; pengiriman diulang dari awal.',
  BLOB_SEALED:
    'Pindaian tersegel dan kuncinya tidak dikenali server. Pindaian dikirim setelah akun yang menyimpannya masuk di komputer ini.',
  SERVER_DISK_FULL: 'Ruang disk server hampir habis, sehingga pindaian belum diterima. Hubungi administrator.',
  UNKNOWN_OP: 'Catatan ini dibuat dengan versi program yang lebih baru. Perbarui program agar dapat diproses.',
  GAP: 'Urutan catatan di server tidak lengkap: server dipulihkan dari cadangan lama.',
  SAVED_BEFORE_EDIT:
    'Isian ini sudah tersimpan sebelum Anda mengubahnya. Yang tersimpan adalah isian semula; buka suratnya untuk mengoreksi.',
  FORK: 'Riwayat komputer ini berbeda dari yang ada di server. Hubungi administrator; catatan Anda tetap tersimpan.',
  TOO_LARGE: 'Kiriman terlalu besar bagi server.',
  UPGRADE: 'Versi program ini sudah tidak didukung server. Perbarui program; catatan Anda tetap tersimpan.',
  NOT_FOUND: 'Tidak ditemukan di server.',
  BUSY: 'Server sedang sibuk. Coba lagi sebentar lagi; catatan Anda tetap tersimpan.',
  INTERNAL: 'Server mengalami gangguan. Coba lagi nanti.',
  NEEDS_ADMINISTRATOR: 'Hanya administrator yang dapat mendaftarkan ulang komputer ini.',
  CARRY_UNSIGNED:
    'Berkas ini tidak ditandatangani mejanya, karena tanda pengenal meja itu hilang. Minta administrator memasukkannya.',
  SCAN_STAYS_HERE: 'Pindaian ini tetap di komputer ini dan dikirim setelah komputernya didaftarkan ulang.',
  NOT_ENROLLED: 'Komputer ini belum dihubungkan dengan server.',
  ALREADY_ENROLLED: 'Komputer ini sudah dihubungkan dengan server.',
  NOT_A_SERVER:
    'Alamat ini tidak dijawab oleh server Lembar. Periksa alamatnya, atau jaringan yang meminta masuk lebih dahulu.',
  ADDRESS_NOT_SECURE:
    'Alamat lama memakai TLS (https) dan alamat ini tidak. Gunakan alamat https; kata sandi tidak boleh dikirim tanpa perlindungan.',
  ANOTHER_REGISTER:
    'Server di alamat itu bukan server kantor tempat komputer ini terdaftar. Tidak ada yang diubah; periksa alamatnya.',
  SERVER_UNREACHABLE: 'Server tidak dapat dihubungi. Periksa jaringan, lalu coba lagi.',
  FIRST_SIGN_IN_NEEDS_SERVER:
    'Akun ini belum pernah masuk di komputer ini. Masuk pertama kali memerlukan sambungan ke server.',
  DESK_FAILED: 'Bagian program yang menyimpan catatan tidak menjawab. Tutup dan buka kembali program.',
  OFFICE_FAILED: 'Data di komputer ini tidak dapat dibuka. Coba lagi; jurnal catatan tidak terpengaruh.',
  FOLDER_TAKEN:
    'Program Lembar lain telah mengambil alih folder data ini, sehingga catatan ini belum tersimpan. Salin isian Anda, lalu tutup program ini dan gunakan yang lain.',
  DISK_FULL: 'Disk penuh: catatan ini belum tersimpan. Kosongkan ruang disk, lalu simpan lagi; isian Anda tetap ada.',
  STORE_FAILED:
    'Penyimpanan di komputer ini sedang tidak dapat dibaca: catatan ini belum tersimpan. Isian Anda tetap ada; coba lagi sebentar lagi.',
  SESSION_OPS_ARE_THE_DESKS: 'Masuk dan keluar hanya dapat dicatat oleh program meja, bukan oleh halaman ini.',
  NOT_AS_ANSWERED:
    'Halaman ini menyebut jawaban yang tidak pernah diberikan server. Muat ulang halaman, lalu coba lagi.',
  NUMBER_NOT_OURS: 'Nomor agenda itu tidak pernah diberikan kepada meja ini.',
  JOURNAL_IS_NEWER:
    'Catatan di komputer ini ditulis oleh versi program yang lebih baru. Perbarui program, lalu muat ulang halaman. Tidak ada yang diubah.',
  JOURNAL_FAILED:
    'Catatan ini belum tersimpan karena jurnal tidak dapat ditulis. Isian Anda tetap ada; coba simpan lagi.',
  DESK_LOST:
    'Hubungan dengan bagian program yang menyimpan catatan terputus. Buka kembali program; isian ini belum tersimpan.',
  BAD_SENDER: 'Permintaan ini tidak berasal dari halaman program.',
  NOT_OUR_SERVER: 'Yang menjawab bukan server Lembar. Mungkin jaringan meminta Anda masuk lebih dahulu.',
  AGENCY_WITHOUT_RIGHTS: 'Akun instansi tidak memiliki pegawai, jabatan, atau kewenangan kantor.',
  BAD_LINK: 'Tautan ini tidak dibuka karena alamatnya tidak aman.',
  OPEN_FAILED: 'Tautan ini tidak dapat dibuka.',
  PRINT_FAILED: 'Pencetakan gagal. Periksa pencetak, lalu coba lagi.',
  PDF_NOT_WRITTEN: 'Berkas PDF tidak dapat ditulis. Periksa folder dan ruang disk, lalu coba lagi.',
  SHEET_NOT_READY: 'Lembar belum siap dicetak. Coba lagi.',
  HOST_CANNOT_OPEN: 'Tautan ini tidak dapat dibuka dari sini.',
  HOST_CANNOT_PRINT: 'Program ini mencetak melalui dialog cetak peramban.',
  ACCOUNT_KIND_FIXED: 'Jenis akun dan instansinya tidak dapat diubah. Nonaktifkan akun ini, lalu buat akun baru.',
  NOT_YOURS: 'Permohonan ini tidak ada pada instansi Anda.',
  NOT_ASKED_FOR: 'Persyaratan ini sedang tidak diminta.',
  LEASE_IS_OPEN: 'Blok nomor ini masih dipakai di komputer ini.',
  NO_SUCH_LEASE: 'Blok nomor ini tidak dikenal di komputer ini.',
  NOT_THIS_WINDOW:
    'Lembar dibuka dari programnya: gunakan jendela Lembar, atau alamat lengkap yang dicetak saat program dimulai.',
  INSECURE_ORIGIN:
    'Halaman ini dibuka tanpa sambungan aman, sehingga peramban tidak mengizinkan penyimpanan catatan. Buka melalui https:// atau gunakan program Lembar.',
  BROWSER_TOO_OLD: 'Peramban ini terlalu lama untuk Lembar. Gunakan Chrome, Edge, atau Firefox versi terbaru.',
  EXCHANGE_DOWN: 'Pusat pertukaran data sedang berhenti. Surat dan permohonan tetap berjalan.',
  OFFLINE: 'Server tidak dapat dihubungi. Periksa jaringan, lalu coba lagi.',
  /** For a code of a newer program. */
  UNKNOWN: 'Tindakan ini tidak dapat dilakukan (kode {{code}}).',
} as const satisfies Readonly<Record<RefusalCode, string>>;
