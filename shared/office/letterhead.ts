import type { OfficeIdentity } from './master.ts';

/** Address and the ways to reach the office, as far as they are known, in the two lines of a letterhead. */
export function contactLines(office: OfficeIdentity): readonly string[] {
  const town = [office.city, office.postalCode].filter((part) => part !== '').join(' ');
  const first = [
    office.address,
    town,
    office.phone === '' ? '' : `Telp. ${office.phone}`,
    office.fax === '' ? '' : `Faks. ${office.fax}`,
  ];
  const second = [
    office.email === '' ? '' : `Pos-el ${office.email}`,
    office.websites.length === 0 ? '' : `Laman ${office.websites.join(', ')}`,
  ];
  return [first, second].map((parts) => parts.filter((part) => part !== '').join(', ')).filter((line) => line !== '');
}

const small = new Set(['dan', 'di', 'ke', 'dari', 'untuk', 'yang']);

/** `Dinas Komunikasi, Informatika dan Statistik`: a name in capitals, as it is written in a sentence. */
export function inSentence(name: string): string {
  if (name !== name.toLocaleUpperCase('id')) return name;
  return name
    .toLocaleLowerCase('id')
    .replace(/[\p{L}]+/gu, (word) => (small.has(word) ? word : word.charAt(0).toLocaleUpperCase('id') + word.slice(1)));
}

/** `Dinas Komunikasi, Informatika dan Statistik Provinsi Riau`: the office with the government it belongs to. */
export function officeInSentence({ name, government }: Pick<OfficeIdentity, 'name' | 'government'>): string {
  const region = inSentence(government).replace(/^Pemerintah\s+/, '');
  return [inSentence(name), region].filter((part) => part !== '').join(' ');
}
