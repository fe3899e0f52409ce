import { describe, expect, it } from 'vitest';
import { asciiJson, asciiText, base64, base64Bytes, base64Url, hexBytes } from '../../../shared/scans/ascii.ts';
import { mimeOf, safeFileName } from '../../../shared/scans/scan-type.ts';

describe('the kind of a scan', () => {
  it.each([
    ['application/pdf', '255044462d312e37'],
    ['image/jpeg', 'ffd8ffe000104a46'],
    ['image/png', '89504e470d0a1a0a'],
    [null, '49492a0008000000'],
    [null, '474946383961'],
    [null, '3c68746d6c3e'],
    ['application/pdf', `${'0d0a'.repeat(20)}255044462d312e37`],
    ['application/pdf', `${'20'.repeat(1019)}255044462d`],
    [null, `${'20'.repeat(1024)}255044462d`],
    [null, ''],
  ])('is %s by its first bytes %s', (mime, hex) => {
    expect(mimeOf(hexBytes(hex))).toBe(mime);
  });
});

describe('the name a scan is saved under', () => {
  it.each([
    ['../../etc/passwd', 'image/png', 'etc_passwd.png'],
    ['surat\u0000 undangan.PDF', 'application/pdf', 'surat_ undangan.pdf'],
    ['C:\\tu\\a"b.exe', 'application/pdf', 'C_tu_a_b.pdf'],
    ['...', 'image/jpeg', 'pindaian.jpg'],
    ['surat no. 12.docx', 'application/pdf', 'surat no. 12.pdf'],
  ] as const)('%j as %s is %j', (name, mime, safe) => {
    expect(safeFileName(name, mime)).toBe(safe);
  });
});

describe('texts of ASCII', () => {
  it('base64 is that of RFC 4648, at every length', () => {
    for (let length = 0; length < 9; length++) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 97 + 200) % 256);
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    }
  });

  it('base64url is that of RFC 4648, and both are read back', () => {
    for (let length = 0; length < 9; length++) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 97 + 251) % 256);
      expect(base64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      for (const text of [base64(bytes), base64Url(bytes)]) expect(base64Bytes(text)).toEqual(bytes);
    }
  });

  it.each(['a', 'abcde', 'ab=c', 'ab d', 'ab.d', '===='])('%j is no base64', (text) => {
    expect(base64Bytes(text)).toBeNull();
  });

  it('JSON keeps every character', () => {
    const value = { 'surat–π': 'Dinas "Ä" \u2028 😀' };
    expect(JSON.parse(asciiText(asciiJson(value)))).toEqual(value);
  });
});
