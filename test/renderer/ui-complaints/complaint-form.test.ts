import { describe, expect, it } from 'vitest';
import type { Drafts } from '../../../renderer/data/office.ts';
import {
  draftKey,
  draftPlace,
  keptOf,
  readComplaintDraft,
  type ComplaintDraft,
} from '../../../renderer/ui/complaints/complaint-draft.ts';
import { keepDraft } from '../../../renderer/ui/entry/drafts.ts';
import { placeRefusals } from '../../../renderer/ui/entry/refused-fields.ts';
import {
  classOfKind,
  emptyComplaint,
  hasTyped,
  recordArgs,
  withAbout,
  type ComplaintForm,
} from '../../../renderer/ui/complaints/complaint-form.ts';
import { looksLikeComplaint } from '../../../renderer/ui/complaints/letter-complaint.ts';
import { refuse } from '../../../shared/refusal.ts';
import { makeFakeOffice } from '../../support/fake-office.ts';

const empty = emptyComplaint('2026-11-20');
const filled: ComplaintForm = {
  ...empty,
  channel: 'lapor',
  trackingId: '7654321',
  reporter: { name: 'Budi', contact: '' },
  subject: 'Dashboard kosong',
  text: 'Sejak Senin tidak ada angka.',
  service: 'integrasi-data',
};

function memory() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const keep = (storage: Drafts, draft: ComplaintDraft): boolean => keepDraft(storage, draftKey('a'), keptOf(draft));

describe('a complaint in the form', () => {
  it('is recorded as it was typed, and the register has it at once', async () => {
    const office = makeFakeOffice({ letters: 5 });
    const saved = await office.run('complaint.record', recordArgs(filled, 'c-1'));
    expect(saved.ok).toBe(true);
    expect(office.records('complaint')).toMatchObject([
      { id: 'c-1', trackingId: '7654321', service: 'integrasi-data', acts: [] },
    ]);
  });

  it('comes back with every refusal at its field, and what has no field is shown above', async () => {
    const office = makeFakeOffice({ letters: 5 });
    const refused = await office.run('complaint.record', recordArgs({ ...empty, received: null }, 'c-2'));
    if (refused.ok) throw new Error('was recorded');
    const { atField, loose } = placeRefusals([...refused.error, refuse('SCAN_NO_SPACE')], empty);
    expect([...atField.keys()].toSorted()).toEqual(['received', 'reporter.name', 'subject', 'text']);
    expect(loose).toEqual([refuse('SCAN_NO_SPACE')]);
  });

  it('asks for the tracking number of LAPOR! and for a name unless it is anonymous, at their fields', async () => {
    const office = makeFakeOffice({ letters: 5 });
    const fieldOf = async (form: ComplaintForm) => {
      const result = await office.run('complaint.record', recordArgs(form, 'c-3'));
      return result.ok ? null : result.error[0]?.field;
    };
    expect(await fieldOf({ ...filled, trackingId: ' ' })).toBe('trackingId');
    expect(await fieldOf({ ...filled, reporter: { name: '', contact: '' } })).toBe('reporter.name');
    expect(await fieldOf({ ...filled, reporter: { name: '', contact: '' }, anonymous: true })).toBeNull();
  });

  it('sends nothing of the reporter when it is anonymous, nor a tracking number of another channel', async () => {
    const office = makeFakeOffice({ letters: 5 });
    await office.run('complaint.record', recordArgs({ ...filled, anonymous: true, channel: 'telepon' }, 'c-4'));
    expect(office.records('complaint')[0]).toMatchObject({ reporter: { name: '', contact: '' }, trackingId: '' });
  });

  it('takes the service it was opened from, and keeps what was typed before', () => {
    expect(withAbout(filled, { service: 'pembuatan-aplikasi' })).toEqual({ ...filled, service: 'pembuatan-aplikasi' });
    expect(withAbout(filled, {})).toEqual(filled);
  });

  it('gives a suggestion the short limit', () => {
    expect([classOfKind('pengaduan'), classOfKind('saran'), classOfKind('masukan')]).toEqual([
      'pengaduan',
      'aspirasi',
      'aspirasi',
    ]);
  });
});

describe('an unsaved form', () => {
  it('is restored, under the same ids', () => {
    const storage = memory();
    const draft = { opId: 'op', complaintId: 'c', form: filled };
    keep(storage, draft);
    expect(readComplaintDraft(storage, 'a', empty)).toEqual(draft);
    keepDraft(storage, draftKey('a'), null);
    expect(readComplaintDraft(storage, 'a', empty)).toBeNull();
  });

  it('is never on the disk when it is secret, and an empty form leaves nothing', () => {
    const storage = memory();
    keep(storage, { opId: 'op', complaintId: 'c', form: filled });
    keep(storage, { opId: 'op', complaintId: 'c', form: { ...filled, secret: true } });
    expect(storage.kept.size).toBe(0);
    keep(storage, { opId: 'op', complaintId: 'c', form: { ...empty, service: 'integrasi-data' } });
    expect(storage.kept.size).toBe(0);
    expect(hasTyped(empty)).toBe(false);
  });

  it('is not overwritten by a complaint made from a letter', () => {
    expect(draftPlace('a', 'letter-1')).not.toBe(draftPlace('a', undefined));
  });

  it('of another version is read as far as it fits', () => {
    const storage = memory();
    const form = { ...filled, kind: 'gugatan', class: 7, reporter: null, later: true };
    storage.setItem('lembar.draft.complaint.a', JSON.stringify({ opId: 'op', complaintId: 'c', form }));
    expect(readComplaintDraft(storage, 'a', empty)?.form).toEqual({
      ...filled,
      kind: 'pengaduan',
      class: 'pengaduan',
      reporter: { name: '', contact: '' },
    });
    storage.setItem('lembar.draft.complaint.a', '{');
    expect(readComplaintDraft(storage, 'a', empty)).toBeNull();
  });
});

it('a letter reads like a complaint by a word of its subject, not by a part of one', () => {
  expect(looksLikeComplaint('Pengaduan layanan aplikasi')).toBe(true);
  expect(looksLikeComplaint('Penyampaian KELUHAN masyarakat')).toBe(true);
  expect(looksLikeComplaint('Perpaduan data statistik')).toBe(false);
  expect(looksLikeComplaint('Undangan rapat')).toBe(false);
});
