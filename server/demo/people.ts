/** Someone of the demonstration office. */
export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly nip: string;
  readonly rank: string;
  /** Position held; null for the administrator, who holds none. */
  readonly position: string | null;
  readonly username: string;
  readonly admin?: boolean;
}

/** One password for all of them; a real office never gets a default password. */
export const demoPassword = 'lembar-demo';

const nip = (n: number): string => `197801152005011${String(n).padStart(3, '0')}`;

function person(n: number, username: string, position: string | null, name: string, rank: string): DemoPerson {
  return { id: `demo-${username.replaceAll('.', '-')}`, name, nip: nip(n), rank, position, username };
}

/** Invented people, one for every position that both published procedures name. */
export const demoPeople: readonly DemoPerson[] = [
  { ...person(1, 'admin', null, 'Dewi Lestari', 'Penata (III/c)'), admin: true },
  person(2, 'tu', 'tu-agenda', 'Siti Rahmah', 'Pengatur (II/c)'),
  person(3, 'sekretaris', 'sekretaris', 'Drs. Hasan Basri, M.Si.', 'Pembina Tingkat I (IV/b)'),
  person(4, 'kadis', 'kepala-dinas', 'Ir. Zulkarnain, M.T.', 'Pembina Utama Muda (IV/c)'),
  person(5, 'kabid.aptika', 'kabid-aptika', 'Rini Kartika, S.Kom., M.T.', 'Pembina (IV/a)'),
  person(6, 'kabid.infrastruktur', 'kabid-infrastruktur', 'Bambang Sutrisno, S.T.', 'Pembina (IV/a)'),
  person(7, 'kabid.ikp', 'kabid-ikp', 'Nurhayati, S.I.Kom.', 'Pembina (IV/a)'),
  person(8, 'kabid.statistik', 'kabid-statistik', 'Yusuf Effendi, S.Si., M.Stat.', 'Pembina (IV/a)'),
  person(9, 'kabid.persandian', 'kabid-persandian', 'Agus Salim, S.Kom.', 'Pembina (IV/a)'),
  person(10, 'kasubbag.umum', 'kasubbag-umum', 'Marlina, S.E.', 'Penata Tingkat I (III/d)'),
  person(11, 'kasi.aplikasi', 'kasi-aplikasi', 'Fitri Handayani, S.Kom.', 'Penata Tingkat I (III/d)'),
  person(12, 'kasi.data', 'kasi-data', 'Rudi Hartono, S.T.', 'Penata Tingkat I (III/d)'),
  person(13, 'kasi.ti', 'kasi-ti', 'Joko Prasetyo, S.T.', 'Penata Tingkat I (III/d)'),
  person(14, 'prakom', 'pranata-komputer', 'Andi Saputra, S.Kom.', 'Penata Muda (III/a)'),
  person(15, 'timteknis', 'tim-teknis', 'Maya Anggraini, A.Md.Kom.', 'Pengatur (II/c)'),
];
