/** What was done, as a noun phrase: `command.<name of the command>`. */
export const command = {
  letter: {
    register: 'Pencatatan surat masuk',
    correct: 'Perbaikan data surat',
    void: 'Pembatalan surat',
    file: 'Penetapan tidak perlu disposisi',
    print: 'Pencetakan lembar disposisi',
    forward: 'Penerusan surat',
  },
  disposition: {
    issue: 'Disposisi',
    forward: 'Penerusan disposisi',
    transcribe: 'Pencatatan disposisi tulisan tangan',
    read: 'Pembacaan disposisi',
    report: 'Laporan tindak lanjut',
    complete: 'Penyelesaian disposisi',
    withdraw: 'Penarikan disposisi',
  },
  office: { save: 'Perubahan identitas kantor' },
  unit: { save: 'Perubahan unit kerja' },
  position: { save: 'Perubahan jabatan' },
  person: { save: 'Perubahan data pegawai' },
  account: { save: 'Perubahan akun' },
  agency: { save: 'Perubahan data instansi' },
  instruction: { save: 'Perubahan pilihan instruksi' },
  classification: { save: 'Perubahan klasifikasi arsip' },
  session: { signIn: 'Masuk', signOut: 'Keluar' },
} as const;
