import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import PizZip from 'pizzip';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { filledDocx } from '../../../renderer/ui/documents/document-at-desk.ts';
import { digest } from '../../../renderer/ui/print/sheet-source.ts';
import type { ActOf } from '../../../shared/cases/case.ts';
import { documentModel } from '../../../shared/documents/build-document.ts';
import type { DocumentModel } from '../../../shared/documents/document-model.ts';
import { freezeDocument } from '../../../shared/documents/issued.ts';
import { templateId } from '../../../shared/office/master.ts';
import { base64 } from '../../../shared/scans/ascii.ts';
import { docxText, shippedTemplate } from '../../support/docx-text.ts';
import { places, sampleSource } from '../../support/document-samples.ts';

const code = 'tindak-lanjut-temuan';
const place = places.find(({ definition }) => definition.code === code);
if (!place) throw new Error(code);
const { entry, ...source } = sampleSource(place);
const stamp = { id: 'op-1', at: '2026-11-23T09:00:00.000+07:00', by: { account: 'a', person: null, position: null } };
const issue: ActOf<'document'> = { ...entry, ...stamp, desk: 'D01', kind: 'document' };

function modelOf(): DocumentModel {
  const model = documentModel({ ...source, entry });
  if (!model) throw new Error(code);
  return model;
}

/** The office's own template: the shipped one after somebody's change in Word. */
function own(change: (xml: string) => string) {
  const zip = new PizZip(shippedTemplate(code));
  const xml = change(zip.file('word/document.xml')?.asText() ?? '');
  const content = base64(zip.file('word/document.xml', xml).generate({ type: 'uint8array' }));
  return { master: <T>(type: string) => (type === 'template' ? [{ id: templateId(code), content }] : []) as T[] };
}

/** The paper as a program gave it out that called its findings otherwise. */
function earlier(): ActOf<'document'> {
  const model = modelOf();
  const tables = model.tables.map((table) => ({
    ...table,
    tag: 'perbaikan',
    columns: [
      { tag: 'no', label: 'No.', width: 'narrow' as const },
      { tag: 'tindakan', label: 'Tindakan', width: 'wide' as const },
    ],
    rows: [{ no: '1', tindakan: 'Pustaka diganti' }],
  }));
  return { ...issue, frozen: freezeDocument({ ...model, tables }, digest) };
}

describe('the .docx of a recorded document', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is refused where the own template is older than the document and would leave a field empty', async () => {
    const older = own((xml) => xml.replaceAll(/\{([#/])temuan[a-z_]*\}/g, '{$1perbaikan}'));
    const filled = await filledDocx(older, source, issue);
    expect(!filled.ok && filled.error).toMatchObject({
      code: 'TEMPLATE_UNKNOWN_TAG',
      params: { tag: '{perbaikan}' },
    });
  });

  it('is written by an own template that has what the paper has, also a paper of before', async () => {
    expect((await filledDocx(own(String), source, issue)).ok).toBe(true);
    const older = own((xml) =>
      xml.replace(/\{#temuan[\s\S]*\{\/temuan[a-z_]*\}/, '{#perbaikan}{tindakan}{/perbaikan}'),
    );
    const filled = await filledDocx(older, source, earlier());
    expect(filled.ok && docxText(filled.value)).toContain('Pustaka diganti');
  });

  it('loses nothing of a paper of before in the shipped templates', async () => {
    const folder = join(import.meta.dirname, '../../../assets/templates');
    vi.stubGlobal('fetch', async (url: string) => new Response(await readFile(join(folder, basename(url)))));
    const none = { master: () => [] };
    for (const paper of [issue, earlier()]) {
      const filled = await filledDocx(none, source, paper);
      expect(filled.ok && docxText(filled.value)).toContain(entry.number);
      if (paper.frozen) expect(filled.ok && docxText(filled.value)).toContain('Pustaka diganti');
    }
  });
});
