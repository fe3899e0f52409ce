/** Texts of the documents of a case: their paper, their panel and their templates. */
export const documents = {
  paper: {
    number: 'Nomor: {{number}}',
    page: 'hal.',
  },
  panel: {
    title: 'Dokumen permohonan',
    step: 'Langkah {{no}}. {{title}}',
    current: 'Sedang dikerjakan',
    notYet: 'Belum dibuat',
    issue: '{{number}}, {{date}}',
    round: '(putaran {{round}})',
    write: 'Buat',
    writeAgain: 'Buat versi baru',
    docx: 'Simpan .docx',
    print: 'Cetak/PDF',
    saved: '{{name}} disimpan.',
    readOnly: 'Dokumen dibuat oleh petugas yang menangani layanan ini. Anda dapat menyimpan dan mencetaknya.',
  },
  form: {
    number: 'Nomor',
    numberHint: 'Nomor di atas hanya usulan; sesuaikan dengan buku agenda surat keluar.',
    date: 'Tanggal',
    signer: 'Penanda tangan',
    noSigner: 'Tanpa nama penanda tangan',
    preview: 'Pratinjau dokumen',
    record: 'Catat dokumen',
    recorded: '{{title}} tercatat.',
  },
} as const;
