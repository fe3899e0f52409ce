import type { Section } from './section.ts';

const listed = true;
const required = true;

/** Every kind of master data but accounts, which live on the server alone. */
export const sections: readonly Section[] = [
  {
    type: 'office',
    path: 'kantor',
    title: 'admin.section.office',
    many: false,
    keys: [],
    blank: {
      government: '', name: '', shortName: '', address: '', city: '', postalCode: '', phone: '', fax: '', email: '',
      websites: [], emblem: null, headPosition: null,
    },
    fields: [
      { name: 'government', label: 'admin.field.government', kind: 'line', required },
      { name: 'name', label: 'admin.field.officeName', kind: 'line', required },
      { name: 'shortName', label: 'admin.field.shortName', kind: 'line', required },
      { name: 'address', label: 'admin.field.address', kind: 'line', required },
      { name: 'city', label: 'admin.field.city', kind: 'line' },
      { name: 'postalCode', label: 'admin.field.postalCode', kind: 'line' },
      { name: 'phone', label: 'admin.field.phone', kind: 'line' },
      { name: 'fax', label: 'admin.field.fax', kind: 'line' },
      { name: 'email', label: 'admin.field.email', kind: 'line' },
      { name: 'websites', label: 'admin.field.websites', kind: 'lines' },
      { name: 'headPosition', label: 'admin.field.headPosition', kind: 'ref', of: 'position' },
      { name: 'emblem', label: 'admin.field.emblem', kind: 'image' },
    ],
  },
  {
    type: 'unit',
    path: 'unit',
    title: 'admin.section.unit',
    many: true,
    keys: ['name'],
    blank: { name: '', parentId: null, closedOn: null },
    fields: [
      { name: 'name', label: 'admin.field.name', kind: 'line', required, listed },
      { name: 'parentId', label: 'admin.field.parentUnit', kind: 'ref', of: 'unit', listed },
      { name: 'closedOn', label: 'admin.field.closedOn', kind: 'date', listed },
    ],
  },
  {
    type: 'position',
    path: 'jabatan',
    title: 'admin.section.position',
    many: true,
    keys: ['title'],
    blank: {
      title: '', shortTitle: '', unitId: '', parentId: null, level: '', order: 0, rights: [], holders: [], deputies: [],
      closedOn: null,
    },
    fields: [
      { name: 'title', label: 'admin.field.title', kind: 'line', required, listed },
      { name: 'shortTitle', label: 'admin.field.shortTitle', kind: 'line', required },
      { name: 'unitId', label: 'admin.field.unit', kind: 'ref', of: 'unit', required },
      { name: 'parentId', label: 'admin.field.superior', kind: 'ref', of: 'position', listed },
      { name: 'level', label: 'admin.field.level', kind: 'line', listed },
      { name: 'order', label: 'admin.field.order', kind: 'number' },
      { name: 'closedOn', label: 'admin.field.closedOn', kind: 'date' },
      { name: 'rights', label: 'admin.field.rights', kind: 'rights' },
      { name: 'holders', label: 'admin.field.holders', kind: 'holders', listed },
      { name: 'deputies', label: 'admin.field.deputies', kind: 'deputies' },
    ],
  },
  {
    type: 'person',
    path: 'pegawai',
    title: 'admin.section.person',
    many: true,
    keys: ['nip', 'name'],
    blank: { name: '', nip: '', rank: '' },
    fields: [
      { name: 'name', label: 'admin.field.fullName', kind: 'line', required, listed },
      { name: 'nip', label: 'admin.field.nip', kind: 'line', listed },
      { name: 'rank', label: 'admin.field.rank', kind: 'line', listed },
    ],
  },
  {
    type: 'agency',
    path: 'instansi',
    title: 'admin.section.agency',
    many: true,
    keys: ['code', 'name'],
    blank: { name: '', kind: '', code: null, closed: false },
    fields: [
      { name: 'name', label: 'admin.field.name', kind: 'line', required, listed },
      { name: 'kind', label: 'admin.field.kind', kind: 'line', listed },
      { name: 'code', label: 'admin.field.code', kind: 'code', hint: 'admin.field.codeHint', listed },
      { name: 'closed', label: 'admin.field.closed', kind: 'flag' },
    ],
  },
  {
    type: 'instruction',
    path: 'instruksi',
    title: 'admin.section.instruction',
    many: true,
    keys: ['text'],
    blank: { text: '', order: 0, onSheet: true, closed: false },
    fields: [
      { name: 'text', label: 'admin.field.text', kind: 'line', required, listed },
      { name: 'order', label: 'admin.field.order', kind: 'number', listed },
      { name: 'onSheet', label: 'admin.field.onSheet', kind: 'flag', listed },
      { name: 'closed', label: 'admin.field.closed', kind: 'flag' },
    ],
  },
  {
    type: 'classification',
    path: 'klasifikasi',
    title: 'admin.section.classification',
    many: true,
    keys: ['code'],
    blank: { code: '', title: '', scheme: '' },
    fields: [
      { name: 'code', label: 'admin.field.code', kind: 'line', required, listed },
      { name: 'title', label: 'admin.field.classTitle', kind: 'line', listed },
      { name: 'scheme', label: 'admin.field.scheme', kind: 'line', listed },
    ],
  },
];
