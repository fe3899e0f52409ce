import { errorBody } from '../../../shared/sync/protocol.ts';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Api } from './api-context.tsx';

type Fetch = (path: string, init: RequestInit) => Promise<Response>;

async function answer(response: Response): Promise<Result<unknown, Refusal>> {
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    // A captive portal or a proxy answers in HTML: it is not our server that spoke.
    return err(refuse('NOT_A_SERVER'));
  }
  if (response.ok) return ok(body);
  const known = errorBody.safeParse(body);
  return err(refuse(response.status >= 500 ? 'fault' : 'input', known.success ? known.data.code : 'NOT_A_SERVER'));
}

/** Requests to the page's own origin; the desk core adds the tokens (architecture: no token in the renderer). */
export function makeHttpApi(fetch: Fetch): Api {
  const ask = async (path: string, init: RequestInit, account: string | null): Promise<Result<unknown, Refusal>> => {
    const headers = {
      'content-type': 'application/json',
      ...(account === null ? {} : { 'x-lembar-account': account }),
    };
    try {
      return await answer(await fetch(path, { ...init, headers, cache: 'no-store' }));
    } catch {
      return err(refuse('SERVER_UNREACHABLE'));
    }
  };
  return {
    get: (path, account) => ask(path, { method: 'GET' }, account),
    post: (path, body, account) => ask(path, { method: 'POST', body: JSON.stringify(body) }, account),
  };
}
