import PizZip from 'pizzip';
import { describe, expect, it } from 'vitest';
import { checkTemplate, fillTemplate } from '../../../renderer/ui/documents/docx-file.ts';
import { onPaper, type DocxLook } from '../../../renderer/ui/documents/docx-letterhead.ts';
import { documentModel } from '../../../shared/documents/build-document.ts';
import { knownTags, templateData } from '../../../shared/documents/template-tags.ts';
import { docxText, shippedTemplate } from '../../support/docx-text.ts';
import { placeName, places, sampleSource } from '../../support/document-samples.ts';

const [place] = places;
if (!place) throw new Error('no document');
const shipped = shippedTemplate(place.definition.code);
const picture = { png: Uint8Array.from([137, 80, 78, 71]), width: 300, height: 400 };

function dataOf(at = place) {
  const model = at && documentModel(sampleSource(at));
  if (!model) throw new Error('no document');
  return templateData(model);
}

function filled(look: DocxLook, bytes = shipped, data = dataOf()): PizZip {
  const done = fillTemplate(bytes, data, look);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return new PizZip(done.value);
}

const part = (zip: PizZip, path: string): string => zip.file(path)?.asText() ?? '';

/** The shipped template after somebody's change in Word. */
function changed(change: (xml: string) => string, path = 'word/document.xml'): Uint8Array {
  const zip = new PizZip(shipped);
  return zip.file(path, change(part(zip, path))).generate({ type: 'uint8array' });
}

describe('the letterhead of a .docx', () => {
  it.each(places.map((one) => [placeName(one), one] as const))('comes from one place in %s', (_name, one) => {
    const xml = part(new PizZip(shippedTemplate(one.definition.code)), 'word/document.xml');
    expect(xml.match(/\{@kop\}/g)).toHaveLength(1);
    expect(xml).not.toMatch(/\{kantor\}|\{pemerintah\}|\{#kontak\}/);
  });

  it('draws the emblem before the lines and keeps its shape', () => {
    const zip = filled({ emblem: picture });
    const xml = part(zip, 'word/document.xml');
    const [, id = '', cx, cy] = [
      ...(/r:embed="(\w+)"/.exec(xml) ?? []),
      ...(/<wp:extent cx="(\d+)" cy="(\d+)"/.exec(xml) ?? []).slice(1),
    ];
    expect(part(zip, 'word/_rels/document.xml.rels')).toMatch(
      new RegExp(`Id="${id}"[^>]*Target="media/lambang-1.png"`),
    );
    expect(zip.file('word/media/lambang-1.png')?.asUint8Array()).toEqual(picture.png);
    expect(part(zip, '[Content_Types].xml').match(/Extension="png"/g)).toHaveLength(1);
    expect([Number(cx) / 36_000, Number(cy) / 36_000]).toEqual([19.5, 26]);
    expect(xml.indexOf('r:embed')).toBeLessThan(xml.indexOf('PEMERINTAH'));
  });

  it('draws a second emblem after the lines', () => {
    const xml = part(filled({ emblem: picture, secondEmblem: picture }), 'word/document.xml');
    const at = [...xml.matchAll(/r:embed/g)].map(({ index }) => index);
    const words = xml.indexOf('PEMERINTAH');
    expect(at.map((index) => index < words)).toEqual([true, false]);
  });

  it('has no picture and no table where the office has no emblem', () => {
    const zip = filled({ emblem: null });
    expect(Object.keys(zip.files).filter((name) => name.includes('lambang'))).toEqual([]);
    const before = (xml: string): string => xml.slice(0, xml.indexOf('thickThin'));
    expect(before(part(zip, 'word/document.xml'))).not.toContain('<w:tbl>');
  });

  it('takes names of the office as text, whatever is in them', () => {
    const zip = filled({ emblem: picture }, shipped, { ...dataOf(), kantor: 'DINAS <A> & "B" {kop}' });
    expect(docxText(zip.generate({ type: 'uint8array' }))).toContain('DINAS <A> & "B" {kop}');
  });

  it('leaves a template of before its own letterhead', () => {
    const older = changed((xml) => xml.replace('{@kop}', '{pemerintah} {kantor}'));
    if (!place) throw new Error('no document');
    expect(checkTemplate(older, knownTags(place), [])).toBeNull();
    const xml = part(filled({ emblem: picture }, older), 'word/document.xml');
    expect(xml).toContain('PEMERINTAH');
    expect(xml).not.toContain('r:embed');
  });

  it('is the only tag that goes in as XML, and never as text', () => {
    if (!place) throw new Error('no document');
    const tags = knownTags(place);
    const code = (text: string) =>
      checkTemplate(
        changed((xml) => xml.replace('{@kop}', text)),
        tags,
        [],
      )?.code ?? null;
    expect(['{@kop}', '{kop}', '{@kantor}', 'Kop: {@kop}'].map(code)).toEqual([
      null,
      'TEMPLATE_UNKNOWN_TAG',
      'TEMPLATE_UNKNOWN_TAG',
      'TEMPLATE_BROKEN_TAG',
    ]);
  });
});

describe('the paper of a .docx', () => {
  const sizeOf = (zip: PizZip) => /<w:pgSz\b[^>]*>/.exec(part(zip, 'word/document.xml'))?.[0];

  it.each([
    ['A4', 'w:w="11906" w:h="16838"'],
    ['F4', 'w:w="12189" w:h="18709"'],
  ] as const)('is %s where the office chose it', (paper, size) => {
    expect(sizeOf(filled({ paper }))).toContain(size);
  });

  it('is what the template has where nothing was chosen or another size was meant', () => {
    expect(sizeOf(filled({}))).toBe(sizeOf(new PizZip(shipped)));
    expect(onPaper('<w:pgSz w:w="8391" w:h="11906"/>', 'F4')).toBe('<w:pgSz w:w="8391" w:h="11906"/>');
  });

  it('stays lying where it lay', () => {
    const lying = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>';
    expect(onPaper(lying, 'F4')).toBe('<w:pgSz w:w="18709" w:h="12189" w:orient="landscape"/>');
  });

  it('is filled by its tables from margin to margin', () => {
    const widths = part(filled({ paper: 'F4' }), 'word/document.xml').match(/<w:tblW [^>]*>/g) ?? [];
    expect(widths.length).toBeGreaterThan(0);
    for (const width of widths) {
      expect(width).toContain('w:type="pct"');
      expect(width).toContain('w:w="5000"');
    }
  });
});

describe('two signatures side by side', () => {
  it('have their names in one row of their own, whatever stands above', () => {
    const agreement = places.find(({ definition }) => definition.form === 'berita-acara');
    if (!agreement) throw new Error('no agreement');
    const xml = part(new PizZip(shippedTemplate(agreement.definition.code)), 'word/document.xml');
    const rows = xml.match(/<w:tr[ >][\s\S]*?<\/w:tr>/g) ?? [];
    const names = rows.find((row) => row.includes('{pihak_kedua_nama}'));
    expect(names).toContain('{penanda_tangan_nama}');
    expect(names).not.toContain('_jabatan}');
  });
});
