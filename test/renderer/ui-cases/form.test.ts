import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { beforeAll, afterAll, describe, expect, it, vi } from 'vitest';
import { FieldInput } from '../../../renderer/ui/cases/FieldInput.tsx';
import { Before } from '../../../renderer/ui/cases/StepRecordView.tsx';
import { RowsField } from '../../../renderer/ui/cases/RowsField.tsx';
import { hasPlace, recordedFields } from '../../../renderer/ui/cases/step-fields.ts';
import { placeRefusals } from '../../../renderer/ui/entry/refused-fields.ts';
import { caseRefusalText } from '../../../renderer/ui/cases/case-words.ts';
import { makeTexts, textsOf } from '../../../renderer/ui/texts/index.ts';
import { checkFields } from '../../../shared/cases/fields.ts';
import { refuse, type RefusalCode } from '../../../shared/refusal.ts';
import { buildApplication } from '../../../shared/services/build-app.ts';
import type { FieldDefinition, FlatField, StepDefinition } from '../../../shared/services/definition.ts';
import { publishedServices } from '../../../shared/services/services.ts';

const texts = makeTexts('id');
const nothing = (): void => undefined;

const html = (element: Parameters<typeof renderToStaticMarkup>[0]): string =>
  renderToStaticMarkup(createElement(I18nextProvider, { i18n: texts }, element));

function input(field: FlatField, value: string | number | boolean | null, error: string | null = null): string {
  return html(createElement(FieldInput, { field, value, error, onChange: nothing, onLeave: nothing }));
}

function drawn(field: FieldDefinition): string {
  if (field.kind !== 'rows') return input(field, null);
  const row = Object.fromEntries(field.columns.map(({ key }) => [key, null]));
  const props = { field, rows: [row], errorAt: () => null, onChange: nothing, onLeave: nothing };
  return html(createElement(RowsField, props));
}

// The closed calendar of a date looks up its page.
beforeAll(() => void vi.stubGlobal('document', {}));
afterAll(() => void vi.unstubAllGlobals());

const everyField = publishedServices.flatMap((service) =>
  service.steps.flatMap((step) => step.fields.map((field) => [service.prefix, step.code, field.label, field] as const)),
);

describe('the form of a step', () => {
  it.each(everyField)('%s %s has an input with the label "%s"', (_service, _step, label, field) => {
    const page = drawn(field);
    expect(page).toContain(label);
    if (field.kind === 'rows') for (const column of field.columns) expect(page).toContain(column.label);
    expect(page).toMatch(/<(input|textarea)/);
  });

  it('shows beside the field what is wrong with it', () => {
    const [field] = buildApplication.steps.flatMap((step) => step.fields);
    expect(input(field as FlatField, 'x', 'Wajib diisi.')).toContain('Wajib diisi.');
    expect(input(field as FlatField, 'x', 'Wajib diisi.')).toContain('aria-invalid="true"');
  });

  it('shows after a correction everything that stood there, the earlier reason too', () => {
    const step = buildApplication.steps.find(({ code }) => code === 'telaah') as StepDefinition;
    const was = { outcome: 'tidak-lengkap', finishedOn: '2026-10-09', note: 'KAK belum ada', fields: { versi: '1' } };
    const page = html(createElement(Before, { step, was }));
    for (const said of ['9 Oktober 2026', 'KAK belum ada']) expect(page).toContain(said);
    expect(html(createElement(Before, { step, was: { note: '' } }))).toContain('Catatan atau alasan: ');
    expect(html(createElement(Before, { step, was: {} }))).not.toContain('Catatan');
  });

  it('shows its values, a table row by row', () => {
    const field: FieldDefinition = {
      ...{ kind: 'rows', key: 'temuan', label: 'Temuan', required: true, min: 1 },
      columns: [{ kind: 'line', key: 'nomor', label: 'No.', required: true }],
    };
    const rows = [{ nomor: 'satu' }, { nomor: 'dua' }];
    const errorAt = (path: string): string | null => (path === 'fields.temuan.1.nomor' ? 'Keliru.' : null);
    const page = html(createElement(RowsField, { field, rows, errorAt, onChange: nothing, onLeave: nothing }));
    expect(page).toContain('value="satu"');
    expect(page.indexOf('Keliru.')).toBeGreaterThan(page.indexOf('value="dua"'));
    expect(page).toContain('Hapus baris 2');
  });
});

describe('what is recorded of a form', () => {
  const fields = buildApplication.steps.find(({ code }) => code === 'demo')?.fields ?? [];

  it('is cleaned text, without rows nobody filled in and without keys of another form', () => {
    const recorded = recordedFields(fields, {
      versi: ' 1.0\u0000 ',
      temuan: [{ nomor: '1', uraian: 'Lambat ' }, { nomor: '', uraian: null }, {}],
      asing: 'x',
    });
    expect(recorded).toMatchObject({ versi: '1.0', temuan: [{ nomor: '1', uraian: 'Lambat' }] });
    expect(recorded).not.toHaveProperty('asing');
  });

  it('is refused field by field, and every field is in the form', () => {
    const refusals = checkFields(fields, recordedFields(fields, { temuan: [{ nomor: '1' }] }));
    const places = [...placeRefusals(refusals, { fields: {} }).atField.keys()];
    expect(places).toContain('fields.versi');
    expect(places).toContain('fields.temuan.0.uraian');
    expect(places.filter((place) => !hasPlace(fields, place))).toEqual([]);
    expect(hasPlace(fields, 'fields.tidak-ada')).toBe(false);
  });

  it('keeps the first refusal of a field and knows it without the name of its argument', () => {
    const both = [refuse('REQUIRED', { field: 'act.note' }), refuse('TOO_LONG', { field: 'note' })];
    expect(placeRefusals(both, { note: '' }).atField.get('note')?.code).toBe('REQUIRED');
  });
});

describe('a refusal of a step', () => {
  const t = textsOf(texts);
  const say = (code: RefusalCode, params: Record<string, string>): string =>
    caseRefusalText(t, buildApplication, ['database'], refuse(code, { params }));

  it('names the document, the step and the papers it is about', () => {
    expect(say('DOCUMENT_MISSING', { document: 'ba-analisa' })).toContain('Berita acara hasil analisa');
    expect(say('VERDICT_MISSING', { step: 'pemeriksaan-keamanan' })).toContain('Pemeriksaan keamanan aplikasi');
    expect(say('REQUIREMENTS_MISSING', {})).toContain('Database pendukung');
    expect(say('CASE_WAITS', {})).toContain('menunggu kelengkapan');
  });
});
