import type { Author } from '../../shared/people/who.ts';

/** Someone of the demonstration office. */
export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly nip: string;
  readonly rank: string;
  /** Position held; null for the administrator, who holds none. */
  readonly position: string | null;
  readonly username: string;
  readonly role: string;
  readonly admin?: boolean;
}

/** One password for all of them; a real office never gets a default password. */
export const demoPassword = 'lembar-demo';

const nip = (n: number): string => `197801152005011${String(n).padStart(3, '0')}`;

type Line = readonly [username: string, position: string | null, role: string, name: string, rank: string];

const lines: readonly Line[] = [
  ['admin', null, 'Administrator', 'Dewi Lestari', 'Penata (III/c)'],
  ['tu', 'tu-agenda', 'Petugas Agenda', 'Siti Rahmah', 'Pengatur (II/c)'],
  ['sekretaris', 'sekretaris', 'Sekretaris', 'Drs. Hasan Basri, M.Si.', 'Pembina Tingkat I (IV/b)'],
  ['kadis', 'kepala-dinas', 'Kepala Dinas', 'Ir. Zulkarnain, M.T.', 'Pembina Utama Muda (IV/c)'],
  ['kabid.aptika', 'kabid-aptika', 'Kabid Aptika', 'Rini Kartika, S.Kom., M.T.', 'Pembina (IV/a)'],
  ['kabid.infrastruktur', 'kabid-infrastruktur', 'Kabid Infrastruktur', 'Bambang Sutrisno, S.T.', 'Pembina (IV/a)'],
  ['kabid.ikp', 'kabid-ikp', 'Kabid IKP', 'Nurhayati, S.I.Kom.', 'Pembina (IV/a)'],
  ['kabid.statistik', 'kabid-statistik', 'Kabid Statistik', 'Yusuf Effendi, S.Si., M.Stat.', 'Pembina (IV/a)'],
  ['kabid.persandian', 'kabid-persandian', 'Kabid Persandian', 'Agus Salim, S.Kom.', 'Pembina (IV/a)'],
  ['kasubbag.umum', 'kasubbag-umum', 'Kasubbag Umum', 'Marlina, S.E.', 'Penata Tingkat I (III/d)'],
  ['kasi.aplikasi', 'kasi-aplikasi', 'Kasi Aplikasi', 'Fitri Handayani, S.Kom.', 'Penata Tingkat I (III/d)'],
  ['kasi.data', 'kasi-data', 'Kasi Data', 'Rudi Hartono, S.T.', 'Penata Tingkat I (III/d)'],
  ['kasi.ti', 'kasi-ti', 'Kasi TI', 'Joko Prasetyo, S.T.', 'Penata Tingkat I (III/d)'],
  ['prakom', 'pranata-komputer', 'Pranata Komputer', 'Andi Saputra, S.Kom.', 'Penata Muda (III/a)'],
  ['timteknis', 'tim-teknis', 'Tim Teknis', 'Maya Anggraini, A.Md.Kom.', 'Pengatur (II/c)'],
];

/** Invented people, one for every position that both published procedures name. */
export const demoPeople: readonly DemoPerson[] = lines.map(([username, position, role, name, rank], i) => ({
  id: `demo-${username.replaceAll('.', '-')}`,
  name,
  nip: nip(i + 1),
  rank,
  position,
  username,
  role,
  admin: username === 'admin',
}));

/** Someone of the office as the author of an entry, from the position held. */
export function authorOf(username: string): Author {
  const found = demoPeople.find((person) => person.username === username);
  if (!found) throw new Error(`nobody in the demonstration office is called ${username}`);
  return { account: found.id, person: found.id, position: found.position };
}
