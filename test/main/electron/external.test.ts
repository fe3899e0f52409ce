import { expect, it } from 'vitest';
import { openOutside } from '../../../main/electron/external.ts';
import { fakeLog } from './fake-electron.ts';

it('hands the system the address as the parser wrote it', async () => {
  const opened: string[] = [];
  const open = openOutside(async (url) => void opened.push(url), fakeLog());
  expect(await open('https://riau.go.id/x y')).toEqual({ ok: true, value: null });
  expect(opened).toEqual(['https://riau.go.id/x%20y']);
});

it('refuses a program address and hands nothing on', async () => {
  const opened: string[] = [];
  const open = openOutside(async (url) => void opened.push(url), fakeLog());
  expect(await open('file:///etc/passwd')).toMatchObject({ ok: false, error: { code: 'BAD_LINK' } });
  expect(opened).toEqual([]);
});

it('says when the system could not open it', async () => {
  const open = openOutside(() => Promise.reject(new Error('no browser')), fakeLog());
  expect(await open('https://riau.go.id')).toMatchObject({ ok: false, error: { code: 'OPEN_FAILED' } });
});
