import '../../renderer/ui/zod-jitless.ts';
import '../../renderer/ui/theme/fonts.ts';
import { createRoot } from 'react-dom/client';
import { App } from '../../renderer/ui/app/App.tsx';
import { makeTexts } from '../../renderer/ui/texts/index.ts';
import { pageNonce } from '../../renderer/ui/theme/nonce-cache.tsx';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { fakeAttention } from '../support/fake-attention.ts';
import { makeFakeDesk } from '../support/fake-desk.ts';
import { makeFakeOffice } from '../support/fake-office.ts';
import { fakeScans } from '../support/fake-scans.ts';
import { fakeTrust } from '../support/fake-trust.ts';

/**
 * The real screens over an office in memory. `?as=kadis` signs another account in, `?letters=5000` fills the book,
 * `?complaints` the register of complaints, `?state=new|out` begins before enrolment or sign-in, `?theme=dark`, `?offline`, `?expired`.
 */
const query = new URLSearchParams(location.search);
const office = makeFakeOffice({
  as: query.get('as') ?? 'umum',
  letters: Number(query.get('letters') ?? 300),
  complaints: query.has('complaints'),
});
office.setAttention(fakeAttention);
if (query.has('offline')) {
  office.setSync({ phase: 'offline', pending: 12, oldest: Date.UTC(2026, 10, 20, 1, 12) });
}
if (query.has('expired'))
  office.setSync({ phase: 'paused', pause: 'signed-out', pending: 3, oldest: Date.UTC(2026, 10, 20, 1, 12) });
const state = query.get('state');
const desk = makeFakeDesk({
  account: office.account,
  signedIn: state === null,
  info: state === 'new' ? { desk: null, server: null, accounts: [] } : {},
});
// The tests drive the office through this name.
Object.assign(globalThis, { fakeOffice: office });

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <App
      desk={desk}
      scans={fakeScans()}
      open={async () => office}
      api={{
        get: async (path) => (query.has('offline') ? err(refuse('SERVER_UNREACHABLE')) : ok(fakeTrust(path) ?? {})),
        post: async (_path, body) =>
          (body as { code?: string }).code === 'salah' ? err(refuse('WRONG_CODE')) : ok({}),
      }}
      clock={{ now: () => Date.UTC(2026, 10, 20, 5, 2) }}
      texts={makeTexts('id')}
      nonce={pageNonce(document)}
      settings={{ paper: 'A5', theme: query.get('theme') === 'dark' ? 'dark' : 'light', language: 'id', signer: null }}
    />,
  );
}
