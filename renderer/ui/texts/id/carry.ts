/** Texts of bundles: export and import of pending operations by file. */
export const carry = {
  title: 'Bila komputer ini tidak dapat mengirim',
  lead: 'Entri yang belum terkirim, beserta pindaiannya, dapat disimpan ke satu berkas dan dimasukkan di meja lain yang tersambung ke server. Entri yang sudah pernah masuk tidak tercatat dua kali.',
  away: {
    action: 'Simpan entri yang belum terkirim ke berkas',
    working: 'Menyusun berkas…',
    done: 'Berkas {{name}} berisi {{entries}} entri dan {{scans}} pindaian. Entri tetap menunggu di komputer ini sampai server menjawab.',
    again: 'Unduh sekali lagi',
    secret:
      'Isi entri dan pindaian di dalamnya tersegel dan hanya dapat dibuka server. Jangan tinggalkan salinannya di tempat lain.',
    left: 'Pindaian berikut tidak ikut:',
    noScans: 'Folder pindaian di komputer ini tidak dapat dibaca, sehingga tidak ada pindaian yang ikut.',
  },
  in: {
    action: 'Masukkan berkas dari meja lain',
    working: 'Memasukkan berkas: {{done}} dari {{of}}',
    from: 'Berkas dari {{desk}} ({{code}}), dibuat {{when}}',
    sum: '{{count}} dari {{of}} entri sudah dijawab server.',
    counts: {
      applied: '{{count}} diterima',
      merged: '{{count}} digabung',
      flagged: '{{count}} ditandai',
      rejected: '{{count}} ditolak',
      quarantined: '{{count}} disisihkan',
    },
    notApplied: 'Entri yang perlu diperiksa',
    explain: {
      applied: 'Entri diterima.',
      merged: 'Data yang sama juga diubah di tempat lain. Nilai yang berlaku terlihat pada suratnya.',
      flagged: 'Entri diterima, tetapi ada hal yang perlu diperiksa.',
      rejected: 'Entri tidak berlaku. Isiannya dapat dimasukkan kembali.',
      quarantined: 'Entri disimpan server dan belum berlaku sampai dapat diproses.',
    },
    sealed: 'Isian entri ini tersegel: tersimpan di server dan terlihat di meja asalnya setelah penulisnya masuk.',
    scans:
      '{{count}} pindaian diambil dan dikirim dari komputer ini. Pindaian surat rahasia hanya terkirim bila berkasnya dimasukkan oleh yang berhak membaca suratnya.',
    left: 'Pindaian berikut tidak diambil:',
    problem: '{{name}}: {{text}}',
  },
} as const;
