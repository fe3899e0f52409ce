import { expect, it } from 'vitest';
import { nameInSubject } from '../../../shared/services/name-of-case.ts';

it.each([
  ['Permohonan Pembuatan Aplikasi Pelaporan Kejadian Bencana', 'Aplikasi Pelaporan Kejadian Bencana'],
  ['Permohonan pembuatan aplikasi perpustakaan keliling', 'Aplikasi perpustakaan keliling'],
  ['Mohon Integrasi dan Interoperabilitas Data Kependudukan', 'Data Kependudukan'],
  ['Usulan: pembangunan  e-Surat', 'E-Surat'],
])('the subject %s is about %s', (subject, name) => {
  expect(nameInSubject(subject)).toBe(name);
});

it.each(['Undangan rapat koordinasi', 'Permohonan Pembuatan Aplikasi', 'Permohonan', ''])(
  'the subject "%s" names nothing, so the name is asked for',
  (subject) => {
    expect(nameInSubject(subject)).toBe('');
  },
);
