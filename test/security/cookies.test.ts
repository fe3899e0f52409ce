import { describe, expect, it } from 'vitest';
import { paths } from '../../shared/sync/protocol.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';

const browser = { 'x-lembar-browser': '1', 'sec-fetch-site': 'same-origin' };
const enrolment = { username: 'tu', password, deskName: 'Peramban', machine: '' };

const enrol = (register: TestRegister) =>
  register.app.inject({ method: 'POST', url: paths.enrol, payload: enrolment, headers: browser });
const whoAmI = (register: TestRegister, cookie: string) =>
  register.app.inject({ method: 'GET', url: paths.session, headers: { ...browser, cookie } });
const kept = (cookies: readonly { readonly name: string; readonly value: string }[]) =>
  cookies.filter(({ value }) => value !== '').map(({ name, value }) => `${name}=${value}`);

describe('the cookies of a browser', () => {
  it('are bound to this host where TLS is on', async () => {
    const register = await testRegister({ secure: true });
    const { cookies } = await enrol(register);
    expect(cookies.map(({ name }) => name)).toEqual(['__Host-lembar_desk', '__Host-lembar_session']);
    for (const cookie of cookies) expect(cookie).toMatchObject({ secure: true, httpOnly: true, path: '/' });
    expect(cookies.every(({ domain }) => domain === undefined)).toBe(true);
    expect((await whoAmI(register, kept(cookies).join('; '))).statusCode).toBe(200);
  });

  it('that another host of the domain set count for nothing beside them', async () => {
    const register = await testRegister({ secure: true });
    const own = kept((await enrol(register)).cookies);
    const foreign = 'lembar_desk=x; lembar_session=y';
    expect((await whoAmI(register, [foreign, ...own].join('; '))).statusCode).toBe(200);
    expect((await whoAmI(register, [...own, foreign].join('; '))).statusCode).toBe(200);
  });

  it('of before TLS, or of an older register, go on and are renamed', async () => {
    const register = await testRegister({ secure: true });
    const { cookies } = await enrol(register);
    const old = kept(cookies).map((cookie) => cookie.replace('__Host-', ''));
    const answer = await whoAmI(register, old.join('; '));
    expect(answer.statusCode).toBe(200);
    expect(kept(answer.cookies)).toEqual(kept(cookies));
    const gone = answer.cookies.filter(({ value }) => value === '').map(({ name }) => name);
    expect(gone).toEqual(['lembar_desk', 'lembar_session']);
    expect((await whoAmI(register, kept(answer.cookies).join('; '))).cookies).toEqual([]);
  });

  it('have no prefix without TLS, where a browser would not take them', async () => {
    const register = await testRegister();
    expect((await enrol(register)).cookies.map(({ name }) => name)).toEqual(['lembar_desk', 'lembar_session']);
  });

  it('[T46] [E5] of a copy in a browser are its own, its token is shown to no page, and its user has his key there', async () => {
    const register = await testRegister();
    const key = (n: number) => Buffer.alloc(32, n).toString('base64url');
    const post = async (url: string, payload: object, cookie: string) =>
      register.app.inject({ method: 'POST', url, payload, headers: { ...browser, cookie } });
    const enrolled = await post(paths.enrol, { ...enrolment, machine: 'satu', key: key(1) }, '');
    const own = kept(enrolled.cookies);
    const { storeKey } = enrolled.json<{ storeKey: string }>();
    expect(storeKey).toBeTypeOf('string');
    const place = { proto: 1, inc: 1, machine: 'dua', lastSeq: 4 };
    const renewed = await post(paths.renew, place, own.join('; '));
    expect(renewed.json()).toMatchObject({ desk: { code: 'D02' }, deskToken: null });
    const [desk] = kept(renewed.cookies);
    expect(desk).toMatch(/^lembar_desk=/);
    const [, session] = own;
    const page = await whoAmI(register, [desk, session].join('; '));
    expect(page.json()).toMatchObject({ desk: { code: 'D02' }, storeKey });
  });
});
