import type { PlainDate } from '../dates/plain-date.ts';
import { nipText } from '../people/nip.ts';
import type { HolderKind, Position } from '../people/people.ts';
import { holderOn } from '../people/who.ts';
import type { DocumentLayout, FilledFacts } from './document-layout.ts';
import type { DocumentSignature } from './document-model.ts';
import type { DocumentSource } from './document-source.ts';

const acting: Readonly<Record<HolderKind, string>> = { definitif: '', plt: 'Plt. ', plh: 'Plh. ' };
const nipLine = (nip: string): string => (nip === '' ? '' : `NIP ${nipText(nip)}`);

/** What stands above the title of who signs by mandate: the post in whose name, and the one that gave it on. */
function mandateLines(positions: readonly Position[], behalf: readonly string[]): readonly string[] {
  const [first, second] = behalf.flatMap((id) => positions.find((one) => one.id === id)?.title ?? []);
  if (first === undefined) return [];
  return second === undefined ? [`a.n. ${first}`] : [`a.n. ${first}`, second, 'u.b.'];
}

/** Who signs for the office: the recorded person, or whoever held the position on the day of the document. */
export function officeSigner(
  { positions, persons, entry }: Pick<DocumentSource, 'positions' | 'persons' | 'entry'>,
  day: PlainDate = entry.date,
): DocumentSignature | null {
  const { signer } = entry;
  const position = positions.find(({ id }) => id === signer?.position);
  if (!signer || !position) return null;
  const today = holderOn(position, day);
  const holder =
    signer.person === null ? today : (position.holders.findLast(({ personId }) => personId === signer.person) ?? null);
  const person = persons.find(({ id }) => id === (signer.person ?? today?.personId));
  return {
    role: '',
    behalf: mandateLines(positions, signer.behalf ?? []),
    title: `${holder ? acting[holder.kind] : ''}${position.title}`,
    name: person?.name ?? '',
    rank: person?.rank ?? '',
    nip: nipLine(person?.nip ?? ''),
  };
}

const nobody: DocumentSignature = { role: '', behalf: [], title: '', name: '', rank: '', nip: '' };

/** Whether the document names a second party beside the office. */
export const hasTwoParties = ({ asks }: Pick<DocumentLayout, 'asks'>): boolean =>
  asks.some(({ key }) => key === 'pihak-kedua-nama');

const ofAgency = ({ ask }: FilledFacts, prefix: string, role: string): DocumentSignature => ({
  role,
  behalf: [],
  title: ask(`${prefix}-jabatan`),
  name: ask(`${prefix}-nama`),
  rank: '',
  nip: nipLine(ask(`${prefix}-nip`)),
});

/**
 * The signature blocks, from left to right: of an agreement the second party first, as is usual. Without a signer the
 * block stays open, to be filled in by hand.
 */
export function signatureBlocks(
  layout: DocumentLayout,
  facts: FilledFacts,
  source: DocumentSource,
): readonly DocumentSignature[] {
  if (layout.issuer === 'agency') return [ofAgency(facts, 'penanda-tangan', '')];
  const own = officeSigner(source) ?? nobody;
  if (!hasTwoParties(layout)) return [own];
  const { second, own: first } = rolesOf(layout);
  return [ofAgency(facts, 'pihak-kedua', second), { ...own, role: first }];
}

/** What stands over the two signatures. */
export const rolesOf = ({ roles }: Pick<DocumentLayout, 'roles'>): NonNullable<DocumentLayout['roles']> =>
  roles ?? { second: 'PIHAK KEDUA', own: 'PIHAK PERTAMA' };

/** Whether somebody takes note of the paper below the parties. */
export const hasWitness = ({ asks }: Pick<DocumentLayout, 'asks'>): boolean =>
  asks.some(({ key }) => key === 'mengetahui-jabatan');

/** Who takes note of it; null where nobody was named. */
export function witnessBlock(layout: DocumentLayout, facts: FilledFacts): DocumentSignature | null {
  if (!hasWitness(layout)) return null;
  const block = ofAgency(facts, 'mengetahui', 'Mengetahui');
  return block.title === '' && block.name === '' ? null : block;
}

/** The parties of an agreement, the first one first, each in one sentence: `1. Budi, Kepala Bidang, NIP …, selaku PIHAK PERTAMA.` */
export function partySentences(blocks: readonly DocumentSignature[]): readonly string[] {
  return blocks.toReversed().map(({ name, title, nip, role }, i) => {
    const who = [name, title, nip].filter((part) => part !== '').join(', ') || '…';
    return `${i + 1}. ${who}, selanjutnya disebut ${role}.`;
  });
}
