import { describe, expect, it } from 'vitest';
import { integrateData } from '../../../shared/services/integrate-data.ts';
import { actorText, requirementLines, serviceByCode } from '../../../shared/services/standard.ts';
import { publishedServices } from '../../../shared/services/services.ts';

describe('a published standard', () => {
  it('lists its requirements with the "dan/atau" of the rule: design or server specification', () => {
    expect(requirementLines(integrateData).map(({ code, orNext }) => [code, orNext])).toEqual([
      ['surat-permohonan', false],
      ['daftar-tenaga', false],
      ['rancangan-aplikasi', true],
      ['spesifikasi-server', false],
    ]);
  });

  it('names who acts in every step', () => {
    for (const { steps } of publishedServices) for (const { actors } of steps) expect(actorText(actors)).not.toBe('');
  });

  it('is found by its code, and a code nobody published finds nothing', () => {
    expect(serviceByCode('integrasi-data')).toBe(integrateData);
    expect(serviceByCode('cetak-kartu')).toBeNull();
    expect(serviceByCode(null)).toBeNull();
  });
});
