import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Packer } from 'docx';
import { allPlaces, type DocumentPlace } from '../shared/documents/layouts.ts';
import { publishedServices } from '../shared/services/services.ts';
import { documentForms } from '../shared/services/definition.ts';
import { generalTemplate, template } from './templates/template.ts';

/**
 * Generates `assets/templates/<code>.docx`, one for every document of the published services, and `umum-<form>.docx`
 * for documents without one, with the tags of `shared/documents/template-tags.ts`. To be run after a field, a document
 * or the look of the templates was changed; what an office changes in its own copy under "Data induk" is not touched by
 * it.
 */
async function main(): Promise<void> {
  const folder = join(import.meta.dirname, '../assets/templates');
  mkdirSync(folder, { recursive: true });
  const first = new Map<string, DocumentPlace>();
  for (const place of allPlaces(publishedServices)) {
    if (!first.has(place.definition.code)) first.set(place.definition.code, place);
  }
  for (const [code, place] of first) {
    writeFileSync(join(folder, `${code}.docx`), await Packer.toBuffer(template(place)));
  }
  for (const form of documentForms) {
    writeFileSync(join(folder, `umum-${form}.docx`), await Packer.toBuffer(generalTemplate(form)));
  }
  console.log(`${first.size + documentForms.length} templates in ${folder}`);
}

await main();
