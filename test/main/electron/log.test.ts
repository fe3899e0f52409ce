import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rotatingFile } from '../../../main/electron/log-file.ts';
import { openLog } from '../../../main/electron/log.ts';

const fresh = (): string => mkdtempSync(join(tmpdir(), 'lembar-log-'));

describe('the log', () => {
  it('has a line per event, at once, with its time', () => {
    const folder = join(fresh(), 'logs');
    openLog(folder).info('started', { version: '0.1.0' });
    const line: unknown = JSON.parse(readFileSync(join(folder, 'lembar.log'), 'utf8'));
    expect(line).toMatchObject({
      event: 'started',
      version: '0.1.0',
      time: expect.stringMatching(/^20\d\d-/) as string,
    });
  });

  it('names class, code and place of an exception, never its message', () => {
    const folder = fresh();
    const secret = 'Undangan rapat\n    rahasia Gubernur';
    openLog(folder).failed('ipc.append', Object.assign(new TypeError(secret), { code: 'ENOSPC' }));
    openLog(folder).failed('ipc.append', secret);
    const text = readFileSync(join(folder, 'lembar.log'), 'utf8');
    expect(text).toContain('TypeError');
    expect(text).toContain('ENOSPC');
    expect(text).toContain('log.test.ts');
    expect(text).not.toMatch(/rahasia|Undangan/);
  });

  it('keeps so many files of such a size, the newest first', () => {
    const path = join(fresh(), 'x.log');
    const file = rotatingFile(path, { bytes: 20, files: 3 });
    for (let n = 0; n < 20; n += 1) file.write(`line ${String(n).padStart(2, '0')}\n`);
    const names = readdirSync(join(path, '..')).sort();
    expect(names).toEqual(['x.log', 'x.log.1', 'x.log.2']);
    expect(readFileSync(path, 'utf8')).toContain('line 19');
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('line 15\nline 16\nline 17\n');
    for (const name of names) expect(statSync(join(path, '..', name)).size).toBeLessThanOrEqual(28);
  });

  it('goes on where the last start left off', () => {
    const path = join(fresh(), 'x.log');
    writeFileSync(path, 'x'.repeat(30));
    rotatingFile(path, { bytes: 20, files: 2 }).write('new\n');
    expect([readFileSync(path, 'utf8'), readFileSync(`${path}.1`, 'utf8').length]).toEqual(['new\n', 30]);
  });

  it('that cannot be written stops nobody', () => {
    const file = rotatingFile(join(fresh(), 'no such folder', 'x.log'), { bytes: 20, files: 2 });
    expect(() => file.write('lost\n')).not.toThrow();
  });
});
