import { beforeEach, describe, expect, it } from 'vitest';
import { paths } from '../../shared/sync/protocol.ts';
import { registerArgs } from '../support/builders.ts';
import { enrolDesk } from '../support/desk-client.ts';
import { testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
beforeEach(async () => {
  register = await testRegister({ empty: true });
});

const request = { username: 'kepala.tu', name: 'Siti Rahmah', password: 'sangat-rahasia', lastAgendaNumber: 417 };
const setUp = (code: string, more = {}) => register.wire('POST', paths.setup, { code, ...request, ...more });
const code = (): string => register.codes.at(-1) ?? '';

describe('set-up', () => {
  it('is open until the first administrator was made, and nothing else works before', async () => {
    expect((await register.wire('GET', paths.setup)).json).toEqual({ open: true });
    expect((await register.wire('GET', paths.health)).json).toMatchObject({ status: 'ok', ready: false });
    expect((await register.wire('POST', paths.session, { username: 'admin', password: 'lembar-demo' })).status).toBe(
      401,
    );
    expect((await setUp(code().toLowerCase().replaceAll('-', ' '))).status).toBe(200);
    expect((await register.wire('GET', paths.setup)).json).toEqual({ open: false });
    expect((await setUp(code())).json).toEqual({ code: 'ALREADY_SET_UP' });
  });

  it('gives the office its administrator, its master data and its number in the paper book', async () => {
    await setUp(code());
    const desk = await enrolDesk(register.wire, request.username, request.password);
    const { rows } = await desk.snapshot();
    const count = (t: string): number => rows.filter((row) => row.t === t).length;
    expect([count('office'), count('position'), count('agency'), count('instruction'), count('letter')]).toEqual([
      1, 14, 57, 13, 0,
    ]);
    const row = rows.find(({ id }) => id === 'tu-agenda');
    const position = row?.d as object;
    const base = { 'position:tu-agenda': row?.rv ?? 0 };
    const person = desk.account.personId ?? '';
    const holders = [{ id: 'h', personId: person, kind: 'definitif', from: '2026-01-01', to: null }];
    expect((await desk.say('position.save', { doc: { ...position, holders } }, { base })).status).toBe('applied');
    const letterId = 'first';
    expect((await desk.register(registerArgs({ letterId }))).status).toBe('applied');
    expect(await desk.letter(letterId)).toMatchObject({ agenda: { no: 418, year: 2026 } });
  });

  it('takes no wrong code, and after five of them the old one is worth nothing', async () => {
    const first = code();
    for (let i = 0; i < 5; i++) expect((await setUp('AAAA-AAAA-AAAA')).json).toEqual({ code: 'WRONG_CODE' });
    expect(register.codes).toHaveLength(2);
    expect((await setUp(first)).json).toEqual({ code: 'WRONG_CODE' });
    expect((await setUp(code())).status).toBe(200);
  });

  it('refuses a short password before it looks at the code', async () => {
    expect((await setUp(code(), { password: 'pendek' })).json).toEqual({ code: 'WEAK_PASSWORD' });
    expect((await setUp(code(), { lastAgendaNumber: -1 })).json).toEqual({ code: 'BAD_REQUEST' });
    expect((await setUp(code())).status).toBe(200);
  });
});
