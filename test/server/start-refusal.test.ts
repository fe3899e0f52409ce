import { describe, expect, it } from 'vitest';
import { forConsole } from '../../server/run.ts';
import { exitCodes, refusalOf, StartRefusal } from '../../server/start-refusal.ts';

const fault = (code: string, more: object = {}): Error =>
  Object.assign(new Error(`${code}: raw words`), { code, ...more });
const args = { data: '/srv/lembar', port: '4600' };

describe('[D22] a fault of disk, folder or rights', () => {
  it.each([
    ['ENOSPC', 'the disk is full'],
    ['SQLITE_FULL', 'the disk is full'],
    ['EACCES', 'may not read and write'],
    ['EROFS', 'read-only'],
    ['SQLITE_READONLY_DIRECTORY', 'read-only'],
    ['EIO', 'failed to read or write'],
    ['SQLITE_IOERR_FSYNC', 'failed to read or write'],
    ['SQLITE_IOERR_LOCK', 'cannot be locked'],
    ['SQLITE_CORRUPT', 'is damaged'],
    ['ENOTDIR', 'no folder'],
  ])('%s ends the server with one sentence that names the place, and a code of its own', (code, words) => {
    const refusal = refusalOf(fault(code, { path: '/srv/lembar/lembar.seal' }), '/srv/lembar');
    expect(refusal?.message).toMatch(new RegExp(`^/srv/lembar/lembar\\.seal: .*${words}.* \\(${code}\\)\\.$`));
    expect(refusal?.message).not.toContain('raw words');
    expect(refusal?.exitCode).toBe(exitCodes.io);
  });

  it('is distinguished from a bug, which keeps its stack', () => {
    expect(refusalOf(new TypeError('x is not a function'), '/srv')).toBeNull();
    expect(refusalOf(fault('ERR_ASSERTION'), '/srv')).toBeNull();
    expect(forConsole(new TypeError('x'), args)).toBeNull();
  });

  it('keeps a sentence that was said already', () => {
    const said = new StartRefusal('no');
    expect(refusalOf(said, '/srv')).toBe(said);
    expect(said.exitCode).toBe(exitCodes.refused);
  });
});

describe('a port that cannot be had', () => {
  it.each([
    ['EADDRINUSE', 'Port 4600 is in use'],
    ['EACCES', 'Port 4600 may not be used'],
  ])('%s is no fault of the folder', (code, words) => {
    const refusal = forConsole(fault(code, { syscall: 'listen' }), args);
    expect(refusal?.message).toContain(words);
    expect(refusal?.message).not.toContain('/srv/lembar');
  });
});
