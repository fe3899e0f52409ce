import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFuses, spelledFuses } from '../../../scripts/read-fuses.ts';

const spelled = spelledFuses(readFileSync(join(import.meta.dirname, '../../../electron-builder.yml'), 'utf8'));

/** A file that holds nothing of Electron but a fuse wire, as its programs do. */
function programWith(wire: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'lembar-fuses-')), 'lembar');
  const head = Buffer.from('binary dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'latin1');
  writeFileSync(path, Buffer.concat([head, Buffer.from([1, wire.length]), Buffer.from(`${wire} rest`)]));
  return path;
}

describe('the fuses of a packed program', () => {
  it('are read from electron-builder.yml', () => {
    expect(spelled.size).toBe(8);
    expect([spelled.get('runAsNode'), spelled.get('onlyLoadAppFromAsar')]).toEqual(['false', 'true']);
  });

  it('pass when all are as spelled', async () => {
    expect(await readFuses(programWith('01001100'), spelled)).toEqual({ wrong: [], unknown: [] });
  });

  it('fail by name when one is not, or was removed', async () => {
    const { wrong } = await readFuses(programWith('11001r00'), spelled);
    expect(wrong).toEqual(['runAsNode: true, spelled false', 'onlyLoadAppFromAsar: removed, spelled true']);
  });

  it('fail when the program has fewer than are spelled', async () => {
    expect((await readFuses(programWith('0100110'), spelled)).wrong).toEqual([
      'grantFileProtocolExtraPrivileges: not there, spelled false',
    ]);
  });

  it('say it when Electron has one more than can be spelled', async () => {
    expect(await readFuses(programWith('010011001'), spelled)).toEqual({ wrong: [], unknown: ['fuse 8: true'] });
  });

  it('are not taken for granted in a file without any', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'lembar-fuses-')), 'x');
    writeFileSync(path, 'nothing here');
    await expect(readFuses(path, spelled)).rejects.toThrow(/sentinel/);
  });
});
