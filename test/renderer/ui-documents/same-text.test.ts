import { describe, expect, it } from 'vitest';
import { fillTemplate } from '../../../renderer/ui/documents/docx-file.ts';
import { documentModel } from '../../../shared/documents/build-document.ts';
import { templateData } from '../../../shared/documents/template-tags.ts';
import type { DocumentEntry } from '../../../shared/documents/document-source.ts';
import { layoutOf, type DocumentPlace } from '../../../shared/documents/layouts.ts';
import { placeName, places, sampleSource } from '../../support/document-samples.ts';
import { paperText } from '../../support/document-texts.tsx';
import { docxText, shippedTemplate } from '../../support/docx-text.ts';

/** Without any white space: where a line or a cell ends is not part of a text. */
const squeezed = (text: string): string => text.replace(/\s+/g, '');

function bothTexts(
  place: DocumentPlace,
  more: Partial<DocumentEntry> = {},
  edition = '',
): { docx: string; paper: string } {
  const drawn = documentModel(sampleSource(place, more));
  if (!drawn) throw new Error(placeName(place));
  const model = { ...drawn, edition };
  const filled = fillTemplate(shippedTemplate(place.definition.code), templateData(model));
  if (!filled.ok) throw new Error(JSON.stringify(filled.error));
  return { docx: squeezed(docxText(filled.value)), paper: squeezed(paperText(model)) };
}

describe.each(places.map((place) => [placeName(place), place] as const))('%s', (_name, place) => {
  it('says the same as .docx and as PDF', () => {
    const { docx, paper } = bothTexts(place);
    expect(docx).toBe(paper);
    expect(docx.length).toBeGreaterThan(300);
    expect(docx).not.toMatch(/[{}]|undefined/);
  });

  it('says the same with nothing chosen and nothing added', () => {
    const { docx, paper } = bothTexts(place, { signer: null, content: {} });
    expect(docx).toBe(paper);
  });

  it('says the same with copies, an electronic signature and text that looks like XML or a tag', () => {
    const electronic = { by: 'Ir. Syamsul', issuer: 'BSrE', at: '2026-11-23T10:00:00.000+07:00', reference: '' };
    const wild = '<b>&amp; {hal} "petik"\nbaris kedua';
    const content = { tembusan: 'Kepala Dinas\nArsip', kesimpulan: wild, tambahan: wild, acara: wild };
    const { docx, paper } = bothTexts(place, { electronic, content, number: 'A&B/<1>' });
    expect(docx).toBe(paper);
    expect(docx).toContain('sertifikatelektronik');
  });

  it('says on both in whose name it is signed', () => {
    const signer = { position: 'pos-aptika', person: null, behalf: ['pos-kadis', 'pos-sekretaris'] };
    const { docx, paper } = bothTexts(place, { signer });
    expect(docx).toBe(paper);
    if (layoutOf(place).issuer === 'office') expect(docx).toMatch(/a\.n\.KepalaDinas.*Sekretarisu\.b\./);
  });

  it('says on both which edition it replaces', () => {
    const { docx, paper } = bothTexts(place, {}, 'Edisi 2, menggantikan edisi 1 tanggal 12 Oktober 2026');
    expect(docx).toBe(paper);
    expect(docx).toContain('Edisi2,menggantikanedisi1');
  });
});
