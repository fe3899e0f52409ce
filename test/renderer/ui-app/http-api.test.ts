import { describe, expect, it } from 'vitest';
import { makeHttpApi } from '../../../renderer/ui/app/http-api.ts';

const answering = (body: string, status: number, seen: RequestInit[] = []) =>
  makeHttpApi(async (_path, init) => {
    seen.push(init);
    return new Response(body, { status });
  });

describe('a direct request to the server', () => {
  it('passes on the code of a refusal', async () => {
    const answer = await answering('{"code":"USERNAME_TAKEN"}', 409).post('/api/accounts', {}, 'a');
    expect(answer).toEqual({ ok: false, error: { kind: 'input', code: 'USERNAME_TAKEN' } });
  });

  it('recognises HTML as no answer of our server', async () => {
    const answer = await answering('<html>Hotspot</html>', 200).get('/api/health', null);
    expect(answer.ok ? null : answer.error.code).toBe('NOT_A_SERVER');
  });

  it('reports a missing answer instead of throwing', async () => {
    const api = makeHttpApi(() => Promise.reject(new TypeError('fetch failed')));
    const answer = await api.post('/api/setup', {}, null);
    expect(answer.ok ? null : answer.error.code).toBe('SERVER_UNREACHABLE');
  });

  it('names the account and contains no token', async () => {
    const seen: RequestInit[] = [];
    await answering('{}', 200, seen).post('/api/accounts', { id: 'x' }, 'acc-1');
    expect(seen[0]?.headers).toEqual({ 'content-type': 'application/json', 'x-lembar-account': 'acc-1' });
  });
});
