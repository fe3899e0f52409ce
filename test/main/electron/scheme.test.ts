import { describe, expect, it } from 'vitest';
import { answerScheme, privilegedSchemes } from '../../../main/electron/scheme.ts';
import { fakeLog } from './fake-electron.ts';

const parts = {
  files: async (path: string, method: string) => new Response(`file ${method} ${path}`),
  api: async (_request: Request, path: string) => new Response(`api ${path}`),
  scans: async (_request: Request, path: string) => new Response(`scans ${path}`),
};

describe('app://bundle', () => {
  const ask = async (url: string): Promise<[number, string]> => {
    const answer = await answerScheme({ ...parts, log: fakeLog() })(new Request(url));
    return [answer.status, await answer.text()];
  };

  it('has an origin of its own, or the local database would be off', () => {
    expect(privilegedSchemes).toMatchObject([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
    expect(privilegedSchemes[0]?.privileges?.bypassCSP).toBeUndefined();
  });

  it('sends /api to the server and the rest to the files', async () => {
    expect(await ask('app://bundle/api/pull?since=3')).toEqual([200, 'api /api/pull?since=3']);
    expect(await ask('app://bundle/assets/x.js')).toEqual([200, 'file GET /assets/x.js']);
    expect(await ask('app://bundle/scans?letter=a')).toEqual([200, 'scans /scans?letter=a']);
    expect(await ask('app://bundle/scansx')).toEqual([200, 'file GET /scansx']);
    expect(await ask('app://bundle/apix')).toEqual([200, 'file GET /apix']);
  });

  it.each(['app://other/index.html', 'app://bundle:81/index.html', 'app://bundle.evil.example/'])(
    'knows nothing of %s',
    async (url) => expect(await ask(url)).toEqual([404, '']),
  );

  it('answers 500 and logs when a part throws, without saying why to the page', async () => {
    const log = fakeLog();
    const broken = { ...parts, files: () => Promise.reject(new Error('EMFILE /home/x')), log };
    const answer = await answerScheme(broken)(new Request('app://bundle/'));
    expect([answer.status, await answer.text(), log.said]).toEqual([500, '', ['scheme.failed']]);
  });
});
