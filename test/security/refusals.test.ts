import pino from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { isCommonPassword } from '../../server/auth/common-passwords.ts';
import { paths } from '../../shared/sync/protocol.ts';
import type { DeskClient } from '../support/desk-client.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';

describe('what the register logs', () => {
  let lines: string[];
  let register: TestRegister;
  beforeEach(async () => {
    lines = [];
    register = await testRegister({ log: pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }) });
  });
  const noted = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

  it('names a refused sign-in, and nothing that was typed', async () => {
    const typed = { username: 'sandi-di-kolom-salah', password: 'salah-sama-sekali' };
    await register.wire('POST', paths.session, typed);
    await register.wire('POST', paths.enrol, { ...typed, deskName: 'Meja', machine: '' });
    expect(noted()).toMatchObject([
      { level: 40, msg: 'refused', code: 'WRONG_PASSWORD', method: 'POST', route: paths.session },
      { level: 40, msg: 'refused', code: 'WRONG_PASSWORD', method: 'POST', route: paths.enrol },
    ]);
    for (const secret of [...Object.values(typed), '127.0.0.1']) expect(lines.join('')).not.toContain(secret);
  });

  it('names a refused right, a retired desk and a session that ended', async () => {
    const tu = await register.desk('tu');
    const admin = await register.desk('admin');
    await tu.send('GET', paths.accounts);
    await admin.send('POST', `/api/desks/${tu.id}/retire`, { lost: false });
    await tu.tryPull({ office: 0 });
    await register.wire('GET', paths.accounts);
    expect(noted().map(({ code }) => code)).toEqual(['FORBIDDEN', 'DESK_RETIRED', 'NOT_SIGNED_IN']);
    expect(lines.join('')).not.toContain(tu.sessions.get('tu'));
  });

  it('is silent on what is granted', async () => {
    const tu = await register.desk('tu');
    await tu.pull();
    expect(lines).toEqual([]);
  });
});

describe('a password everybody tries first', () => {
  let register: TestRegister;
  let admin: DeskClient;
  const save = async (secret: string) => {
    const account = { id: 'baru', username: 'baru', personId: null, admin: false, disabled: false };
    return (await admin.send('POST', paths.accounts, { ...account, password: secret })).json;
  };

  it('is taken of nobody, in whatever case', async () => {
    register = await testRegister();
    admin = await register.desk('admin');
    for (const secret of ['1234567890', 'Password123', 'qwertyuiop', 'DISKOMINFO123', ' bismillah123 ']) {
      expect([secret, await save(secret)]).toEqual([secret, { code: 'WEAK_PASSWORD' }]);
    }
    expect(await save('empat-kata-yang-acak')).toMatchObject({ account: { id: 'baru' } });
  });

  it('nor of the first administrator', async () => {
    register = await testRegister({ empty: true });
    const request = { username: 'kepala', name: 'Siti', lastAgendaNumber: 0 };
    const body = { ...request, code: register.codes.at(-1) ?? '', password: 'password123' };
    expect((await register.wire('POST', paths.setup, body)).json).toEqual({ code: 'WEAK_PASSWORD' });
  });

  it('is one of a list that does not know ours', async () => {
    expect(await isCommonPassword('')).toBe(false);
    expect(await isCommonPassword(password)).toBe(false);
  });
});
