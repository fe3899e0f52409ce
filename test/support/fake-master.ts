import type { MasterType } from '../../shared/office/master-args.ts';
import type { Classification, Agency, Instruction, OfficeIdentity } from '../../shared/office/master.ts';
import type { Account, Person, Position, Right, Unit } from '../../shared/people/people.ts';

type Doc = { readonly id: string };

const office: OfficeIdentity = {
  id: 'office',
  government: 'PEMERINTAH PROVINSI RIAU',
  name: 'DINAS KOMUNIKASI, INFORMATIKA DAN STATISTIK',
  shortName: 'Diskominfotik',
  address: 'Jalan Diponegoro No. 24 A',
  city: 'Pekanbaru',
  postalCode: '28133',
  phone: '(0761) 45505',
  fax: '(0761) 45505',
  email: 'diskominfotik@riau.go.id',
  websites: ['diskominfotik.riau.go.id'],
  emblem: null,
  headPosition: 'pos-kadis',
};

/** id, title, short title, superior, level, holder, rights */
const tree: readonly (readonly [string, string, string, string | null, string, string, readonly Right[]])[] = [
  ['kadis', 'Kepala Dinas', 'Kadis', null, 'Eselon II', 'Drs. H. Tengku Ahmad, M.Si.', []],
  ['sekretaris', 'Sekretaris', 'Sekretaris', 'kadis', 'Eselon III', 'Hj. Nurhayati, S.E., M.M.', ['void']],
  [
    'umum',
    'Pengelola Surat',
    'Pengelola Surat',
    'sekretaris',
    'Pelaksana',
    'Rahmat Hidayat',
    ['book', 'book-secret', 'transcribe', 'void'],
  ],
  [
    'aptika',
    'Kepala Bidang Aplikasi Informatika',
    'Kabid Aptika',
    'kadis',
    'Eselon III',
    'Ir. Syamsul Bahri, M.T.',
    [],
  ],
  [
    'seksi',
    'Kepala Seksi Pengembangan Aplikasi',
    'Kasi Pengembangan Aplikasi',
    'aptika',
    'Eselon IV',
    'Dewi Lestari, S.Kom.',
    [],
  ],
  ['prakom', 'Pranata Komputer Ahli Muda', 'Pranata Komputer', 'seksi', 'Fungsional', 'Andi Saputra, S.T.', []],
  ['statistik', 'Kepala Bidang Statistik', 'Kabid Statistik', 'kadis', 'Eselon III', 'Yusnidar, S.Si., M.Stat.', []],
  ['persandian', 'Kepala Bidang Persandian', 'Kabid Persandian', 'kadis', 'Eselon III', 'M. Zulkifli, S.H.', []],
];

const units: readonly Unit[] = [
  { id: 'unit-dinas', name: 'Dinas Kominfotik', parentId: null, closedOn: null },
  { id: 'unit-aptika', name: 'Bidang Aplikasi Informatika', parentId: 'unit-dinas', closedOn: null },
];

const positions: readonly Position[] = tree.map(([id, title, shortTitle, parent, level, , rights], order) => ({
  id: `pos-${id}`,
  title,
  shortTitle,
  unitId: id === 'aptika' || id === 'seksi' || id === 'prakom' ? 'unit-aptika' : 'unit-dinas',
  parentId: parent === null ? null : `pos-${parent}`,
  level,
  order,
  rights,
  holders: [
    {
      id: `hold-${id}`,
      personId: `person-${id}`,
      kind: id === 'statistik' ? 'plt' : 'definitif',
      from: '2024-01-02',
      to: null,
    },
  ],
  deputies: [],
  closedOn: null,
}));

const persons: readonly Person[] = tree.map(([id, , , , , name], i) => ({
  id: `person-${id}`,
  name,
  nip: `19${70 + i}0${(i % 9) + 1}12 199803 1 00${i}`.replaceAll(' ', ''),
  rank: 'Pembina (IV/a)',
}));

const accounts: readonly Account[] = [
  ...tree.map(([id]) => ({
    id: `acc-${id}`,
    username: id,
    personId: `person-${id}`,
    admin: id === 'umum',
    disabled: false,
  })),
];

const agencies: readonly Agency[] = [
  'Dinas Pendidikan Provinsi Riau',
  'Dinas Kesehatan Provinsi Riau',
  'Badan Perencanaan Pembangunan Daerah Provinsi Riau',
  'Sekretariat Daerah Provinsi Riau',
  'Inspektorat Daerah Provinsi Riau',
  'Badan Pusat Statistik Provinsi Riau',
  'Pemerintah Kota Pekanbaru',
  'Pemerintah Kabupaten Kampar',
  'Kementerian Komunikasi dan Digital',
  'Universitas Riau',
].map((name, i) => ({ id: `agency-${i + 1}`, name, kind: 'Perangkat Daerah', code: null, closed: false }));

const instructions: readonly Instruction[] = [
  'Tanggapan dan saran',
  'Proses lebih lanjut',
  'Koordinasi/konfirmasikan',
  'Untuk diketahui',
  'Hadiri/wakili',
  'Arsipkan',
].map((text, order) => ({ id: `ins-${order + 1}`, text, order, onSheet: true, closed: false }));

const classifications: readonly Classification[] = [
  { id: 'kl-1', code: '000.1.2', title: 'Perlengkapan', scheme: 'Permendagri 83/2022' },
  { id: 'kl-2', code: '500.12', title: 'Komunikasi dan Informatika', scheme: 'Permendagri 83/2022' },
];

/** Master data of a small office, by document type. */
export const fakeMaster: Readonly<Partial<Record<MasterType, readonly Doc[]>>> = {
  office: [office],
  unit: units,
  position: positions,
  person: persons,
  account: accounts,
  agency: agencies,
  instruction: instructions,
  classification: classifications,
};
