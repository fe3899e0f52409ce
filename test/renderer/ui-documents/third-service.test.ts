import { describe, expect, it } from 'vitest';
import { checkTemplate, fillTemplate } from '../../../renderer/ui/documents/docx-file.ts';
import { documentModel } from '../../../shared/documents/build-document.ts';
import { allPlaces, type DocumentPlace } from '../../../shared/documents/layouts.ts';
import { knownTags, requiredTags, templateData } from '../../../shared/documents/template-tags.ts';
import { letter, office, persons, placeName, positions, sampleEntry } from '../../support/document-samples.ts';
import { docxText, shippedTemplate } from '../../support/docx-text.ts';
import { lending } from '../../support/lending.ts';
import { Walk } from '../../shared/cases/case-walk.ts';

const walk = new Walk(lending);
walk.bring('surat');
walk.finish('lanjut');

const modelOf = (place: DocumentPlace) => {
  const entry = sampleEntry(place, { number: '555/VID/7' });
  const { found, state } = walk;
  const model = documentModel({ service: lending, found, state, letter, office, positions, persons, entry });
  if (!model) throw new Error(placeName(place));
  return model;
};

describe.each(allPlaces([lending]).map((place) => [place.definition.form, place] as const))(
  'a %s of a service nobody made a template for',
  (form, place) => {
    const general = shippedTemplate(`umum-${form}`);

    it('is written with the general template of its form, and says everything', () => {
      const model = modelOf(place);
      const filled = fillTemplate(general, templateData(model));
      if (!filled.ok) throw new Error(JSON.stringify(filled.error));
      const text = docxText(filled.value);
      const said = [
        ...model.lines.flatMap(({ label, value }) => [label, ...value.split('\n')]),
        ...model.tables.flatMap(({ title, rows }) => [title, ...rows.flatMap((row) => Object.values(row))]),
        ...model.signatures.flatMap(({ title, name, nip }) => [title, name, nip]),
        ...[...model.opening, ...model.closing, model.number, model.letterhead.name],
      ];
      expect(said).toContain('isi lokasi');
      for (const words of said) expect(text).toContain(words);
      expect(text).not.toMatch(/[{}]|undefined/);
    });

    it('may take that template as the beginning of the office’s own', () => {
      expect(checkTemplate(general, knownTags(place), requiredTags(place))).toBeNull();
    });
  },
);
