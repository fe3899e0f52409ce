import { describe, expect, it } from 'vitest';
import type { Upstream } from '../../../main/desk/ports.ts';
import { verifySignature } from '../../../main/desk/account-keys.ts';
import { sha256 } from '../../../main/desk/sha256.ts';
import { signInText } from '../../../shared/sync/proof.ts';
import type { SignInRequest } from '../../../shared/sync/session-api.ts';
import { paths } from '../../../shared/sync/protocol.ts';
import { enrolled, identity, memoryFile, openTestDesk, tinyServer, valueOf } from '../../support/desk-parts.ts';
import { memoryDisk } from '../../support/memory-disk.ts';

const refusal = (status: number, code: string) => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: new Response(JSON.stringify({ code })).body as ReadableStream<Uint8Array>,
});

/** A desk signed in without the network, and the session its requests are made with from then on. */
async function signedInOffline(between: Upstream) {
  const server = tinyServer();
  const [disk, file] = [memoryDisk(), memoryFile()];
  await enrolled(await openTestDesk({ disk, file, upstream: server.upstream }));
  server.down = true;
  const sent: (string | undefined)[] = [];
  const upstream: Upstream = (request) => {
    if (request.url.endsWith(paths.pull)) sent.push(request.headers['x-lembar-session']);
    return !server.down && request.url.endsWith(paths.session) ? between(request) : server.upstream(request);
  };
  const { desk, forward } = await openTestDesk({ signedOut: true, disk, file, upstream });
  expect(await valueOf(desk.signIn('tu', 'kata-sandi-benar'))).toMatchObject({ online: false });
  server.down = false;
  const ask = () =>
    forward({ path: paths.pull, method: 'POST', headers: { 'x-lembar-account': 'acc-tu' }, body: Buffer.from('{}') });
  return { ask, sent, server };
}

describe('a sign-in at a desk that knows the account', () => {
  const asked = async (password: string): Promise<SignInRequest> => {
    const server = tinyServer();
    const [disk, file] = [memoryDisk(), memoryFile()];
    await enrolled(await openTestDesk({ disk, file, upstream: server.upstream }));
    const sent: SignInRequest[] = [];
    const upstream: Upstream = (request) => {
      const body = new TextDecoder().decode(request.body ?? new Uint8Array());
      if (request.method === 'POST' && request.url.endsWith(paths.session))
        sent.push(JSON.parse(body) as SignInRequest);
      return server.upstream(request);
    };
    const { desk } = await openTestDesk({ signedOut: true, disk, file, upstream });
    await desk.signIn('tu', password);
    const [first] = sent;
    if (!first) throw new Error('nothing was asked');
    return first;
  };

  it('[T7] is signed with the key the password opened there', async () => {
    const { key, proof, ...given } = await asked('kata-sandi-benar');
    expect(verifySignature(key ?? '', signInText(identity.id, given, sha256), proof ?? '')).toBe(true);
  });

  it('[T7] and with none when the password opened nothing', async () => {
    expect(await asked('kata-sandi-salah')).not.toHaveProperty('proof');
  });
});

describe('the session of somebody who signed in without the network', () => {
  it('is asked for again after a proxy or a crowded server refused once', async () => {
    let asked = 0;
    const answers = [refusal(429, 'TOO_MANY_TRIES'), refusal(403, 'FORBIDDEN'), refusal(413, 'TOO_LARGE')];
    const { ask, sent, server } = await signedInOffline(
      async (request) => answers[asked++] ?? server.upstream(request),
    );
    for (let i = 0; i < 4; i++) await ask();
    expect(sent).toEqual([undefined, undefined, undefined, 't']);
  });

  it('is asked for no more once the server refused the password', async () => {
    let asked = 0;
    const { ask } = await signedInOffline(async () => {
      asked++;
      return refusal(401, 'WRONG_PASSWORD');
    });
    for (let i = 0; i < 3; i++) await ask();
    expect(asked).toBe(1);
  });

  it('ends without an error when the connection breaks in the answer to a sign-out', async () => {
    const server = tinyServer();
    const broken = new ReadableStream<Uint8Array>({ start: (controller) => controller.error(new Error('ECONNRESET')) });
    const upstream: Upstream = async (request) =>
      request.method === 'DELETE' ? { status: 200, headers: {}, body: broken } : server.upstream(request);
    const { desk } = await enrolled(await openTestDesk({ upstream }));
    const unhandled: unknown[] = [];
    const hear = (error: unknown): void => void unhandled.push(error);
    process.on('unhandledRejection', hear);
    await valueOf(desk.signOut('acc-tu'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', hear);
    expect(unhandled).toEqual([]);
  });
});
