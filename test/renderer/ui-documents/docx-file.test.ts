import { zipSync } from 'fflate';
import PizZip from 'pizzip';
import { describe, expect, it } from 'vitest';
import { checkTemplate, fillTemplate } from '../../../renderer/ui/documents/docx-file.ts';
import { documentModel } from '../../../shared/documents/build-document.ts';
import { knownTags, requiredTags, templateData } from '../../../shared/documents/template-tags.ts';
import type { DocumentPlace } from '../../../shared/documents/layouts.ts';
import { placeName, places, sampleSource } from '../../support/document-samples.ts';
import { docxText, shippedTemplate } from '../../support/docx-text.ts';

const check = (place: DocumentPlace, bytes: Uint8Array) => checkTemplate(bytes, knownTags(place), requiredTags(place));
const place = places.find(({ definition }) => definition.code === 'laporan-keamanan') as DocumentPlace;

/** The shipped template after somebody's change in Word. */
function changed(change: (xml: string) => string): Uint8Array {
  const zip = new PizZip(shippedTemplate('laporan-keamanan'));
  const xml = zip.file('word/document.xml')?.asText() ?? '';
  const next = change(xml);
  expect(next).not.toBe(xml);
  return zip.file('word/document.xml', next).generate({ type: 'uint8array' });
}

describe('the shipped templates', () => {
  it.each(places.map((one) => [placeName(one), one] as const))('%s passes the check', (_name, one) =>
    expect(check(one, shippedTemplate(one.definition.code))).toBeNull(),
  );
});

describe('a template of the office', () => {
  it('that is older than editions says beside the number which one this is', () => {
    const older = changed((xml) => xml.replace(/\{[#/]edisi\}|\{keterangan_edisi\}/g, ''));
    const drawn = documentModel(sampleSource(place));
    if (!drawn) throw new Error('no document');
    const filled = fillTemplate(older, templateData({ ...drawn, edition: 'Edisi 2, menggantikan edisi 1' }));
    expect(filled.ok && docxText(filled.value)).toContain(`${drawn.number} (Edisi 2, menggantikan edisi 1)`);
  });

  it.each([
    ['an unknown tag', '{versi}', '{pengirim}', 'TEMPLATE_UNKNOWN_TAG', '{pengirim}'],
    ['a tag of a row outside of its loop', '{versi}', '{uraian}', 'TEMPLATE_UNKNOWN_TAG', '{uraian}'],
    ['a tag that would put in XML', '{versi}', '{@versi}', 'TEMPLATE_UNKNOWN_TAG', '{@versi}'],
    ['a loop that does not end', '{/temuan}', '', 'TEMPLATE_BROKEN_LOOP', '{temuan}'],
    ['a loop that does not begin', '{#temuan}', '', 'TEMPLATE_BROKEN_LOOP', '{temuan}'],
    ['a brace left open', '{versi}', '{versi', 'TEMPLATE_BROKEN_TAG', 'versiHasil'],
    ['no number', '{nomor_dokumen}', '', 'TEMPLATE_TAG_MISSING', '{nomor_dokumen}'],
  ])('with %s is refused by name', (_what, was, is, code, tag) => {
    const refusal = check(
      place,
      changed((xml) => xml.replace(was, is)),
    );
    expect([refusal?.code, refusal?.params?.['tag'] ?? refusal?.params?.['near']]).toEqual([code, tag]);
  });

  it('may be rearranged and leave out what it does not want to show', () => {
    expect(
      check(
        place,
        changed((xml) => xml.replace('{versi}', '{tanggal_dokumen} {kantor}')),
      ),
    ).toBeNull();
  });

  it('whose directory lies about sizes is unpacked no further than the directory says', () => {
    const honest = zipSync({ 'word/document.xml': new Uint8Array(64 * 1024 * 1024) });
    const lying = new DataView(honest.buffer, honest.byteOffset, honest.byteLength);
    for (let at = 0; at + 46 < honest.length; at++) {
      // The entry in the directory at the end, and the one before the content.
      if (lying.getUint32(at, true) === 0x02014b50) lying.setUint32(at + 24, 1000, true);
      if (lying.getUint32(at, true) === 0x04034b50) lying.setUint32(at + 22, 1000, true);
    }
    const before = process.memoryUsage().arrayBuffers;
    expect(check(place, honest)?.code).toBe('TEMPLATE_NOT_A_DOCX');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
  });

  it('with spaces in a tag is refused by the tag as it is to be written', () => {
    const spaced = changed((xml) => xml.replace('{nomor_dokumen}', '{ nomor_dokumen }'));
    expect(check(place, spaced)).toMatchObject({ code: 'TEMPLATE_SPACED_TAG', params: { tag: '{nomor_dokumen}' } });
  });

  it.each([
    ['no zip at all', new TextEncoder().encode('Surat')],
    ['a zip that is no document', new PizZip().file('a.txt', 'x').generate({ type: 'uint8array' })],
    ['an empty file', new Uint8Array()],
  ])('that is %s is refused in words', (_what, bytes) => expect(check(place, bytes)?.code).toBe('TEMPLATE_NOT_A_DOCX'));
});
