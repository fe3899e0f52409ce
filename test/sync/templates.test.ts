import { describe, expect, it } from 'vitest';
import { largestTemplate, templateId, type DocumentTemplate } from '../../shared/office/master.ts';
import type { TestDesk } from '../support/office.ts';
import { officeForEach } from '../support/office-for-each.ts';
import { until } from '../support/wait.ts';

const id = templateId('ba-analisa');
const template = (content: string): DocumentTemplate => ({ id, code: 'ba-analisa', name: 'kantor.docx', content });

describe('the office templates at several desks', () => {
  const place = officeForEach();
  const { ready } = place;
  const known = (desk: TestDesk) => desk.office.master<DocumentTemplate>('template').find((one) => one.id === id);

  it('the largest one reaches another desk whole from the administrator, and so does its removal', async () => {
    const admin = await ready('admin');
    const kasi = await ready('kasi.aplikasi');
    const largest = 'QUJD'.repeat(largestTemplate / 4);
    expect(await admin.office.run('template.save', { doc: template(largest) })).toMatchObject({ ok: true });
    await until(kasi.office, 'it arrives', () => known(kasi) !== undefined);
    expect(known(kasi)?.content).toBe(largest);
    await admin.office.run('template.save', { doc: template('') });
    await until(kasi.office, 'the shipped one is used again', () => known(kasi)?.content === '');
  });

  it('one that is too large or no base64 is refused at its field, and only an administrator changes one', async () => {
    const admin = await ready('admin');
    for (const [content, code] of [
      ['QUJD'.repeat(largestTemplate / 4 + 1), 'TEMPLATE_TOO_LARGE'],
      ['<w:p>', 'TEMPLATE_NOT_A_DOCX'],
    ] as const) {
      const answer = await admin.office.run('template.save', { doc: template(content) });
      expect(answer).toMatchObject({ ok: false, error: [{ code, field: 'doc.content' }] });
    }
    const kasi = await ready('kasi.aplikasi');
    expect(await kasi.office.run('template.save', { doc: template('QUJD') })).toMatchObject({
      ok: false,
      error: [{ code: 'NO_RIGHT_TO_ADMINISTER' }],
    });
  });
});
