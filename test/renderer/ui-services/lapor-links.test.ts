import { expect, it } from 'vitest';
import { outsideUrl } from '../../../main/electron/origin.ts';
import { complaintAbout, newComplaintPath } from '../../../renderer/ui/links.ts';
import { laporLinks } from '../../../renderer/ui/services/lapor-links.ts';

it('the shell opens every way to LAPOR!', () => {
  expect(laporLinks).toHaveLength(3);
  for (const { url } of laporLinks) expect(outsideUrl(url)).toBe(new URL(url).href);
});

it('a complaint that begins at a service, a letter or a case names it', () => {
  const about = { service: 'integrasi-data', letterId: 'a/b', caseId: undefined };
  const path = newComplaintPath(about);
  expect(complaintAbout(new URLSearchParams(path.split('?')[1]))).toEqual(about);
  expect(newComplaintPath({})).toBe('/pengaduan/baru');
});
