import { describe, expect, it } from 'vitest';
import { isOurs, outsideUrl } from '../../../main/electron/origin.ts';

describe('which addresses are ours', () => {
  it.each(['app://bundle', 'app://bundle/', 'app://bundle/index.html#/surat/1', 'APP://bundle/assets/x.js'])(
    'takes %s',
    (url) => expect(isOurs(url)).toBe(true),
  );

  it.each([
    'https://evil.example/?next=app://bundle/',
    'https://app.bundle/',
    'http://bundle/',
    'app://bundle.evil.example/',
    'app://evil/bundle',
    'app://bundle:8080/',
    'app://user@bundle/',
    'app://bundle@evil/',
    'file:///app://bundle/index.html',
    'javascript:location="app://bundle"',
    'data:text/html,app://bundle',
    'about:blank',
    'null',
    '',
  ])('refuses %s', (url) => expect(isOurs(url)).toBe(false));
});

describe('which addresses may be opened outside', () => {
  it.each([
    ['https://riau.go.id', 'https://riau.go.id/'],
    ['HTTPS://RIAU.GO.ID/a b', 'https://riau.go.id/a%20b'],
    ['mailto:tu@riau.go.id?subject=Surat', 'mailto:tu@riau.go.id?subject=Surat'],
  ])('passes %s on as the parser wrote it', (url, written) => expect(outsideUrl(url)).toBe(written));

  it.each([
    'http://riau.go.id',
    'https://admin:pw@riau.go.id',
    'file:///C:/Windows/System32/calc.exe',
    'smb://server/share',
    'ms-msdt:/id',
    'app://bundle/',
    'javascript:alert(1)',
    'mailto:tu@riau.go.id?attach=/etc/passwd',
    '\\\\server\\share',
    'riau.go.id',
  ])('refuses %s', (url) => expect(outsideUrl(url)).toBe(null));
});
