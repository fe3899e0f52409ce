import '../zod-jitless.ts';
import '../theme/fonts.ts';
import { createRoot } from 'react-dom/client';
import { browserSupport, carryAlone, connect, openOffice, startRefusal } from '../../data/browser-world.ts';
import { App } from './App.tsx';
import { CannotStart } from './CannotStart.tsx';
import { makeHttpApi } from './http-api.ts';
import { windowNotifier } from '../office/notifier.ts';
import { makeTexts } from '../texts/index.ts';
import { pageNonce } from '../theme/nonce-cache.tsx';

/** Starts the program: the only code of the screens that knows the window it runs in. */
async function start(page: Document): Promise<void> {
  const root = page.getElementById('root');
  if (!root) throw new Error('the page has no #root');
  const host = page.querySelector<HTMLMetaElement>('meta[name=lembar-host]')?.content ?? 'browser';
  const nonce = pageNonce(page);
  const view = createRoot(root);
  const unsupported = browserSupport();
  if (unsupported) return view.render(<CannotStart refusal={unsupported} texts={makeTexts('id')} nonce={nonce} />);
  try {
    const connected = await connect(host);
    if (!connected.ok) {
      return view.render(<CannotStart refusal={connected.error} texts={makeTexts('id')} nonce={nonce} />);
    }
    const { desk, scans, wire } = connected.value;
    const settings = await desk.settings();
    const texts = makeTexts(settings.ok ? settings.value.language : 'id');
    page.documentElement.lang = texts.language;
    view.render(
      <App
        desk={desk}
        scans={scans}
        open={(signed) => openOffice(connected.value, signed)}
        carry={() => carryAlone(desk)}
        api={makeHttpApi(wire.fetch)}
        clock={{ now: () => Date.now() }}
        texts={texts}
        nonce={nonce}
        notifier={windowNotifier(window)}
        settings={settings.ok ? settings.value : null}
      />,
    );
  } catch (error) {
    console.error(error);
    view.render(<CannotStart refusal={startRefusal(error)} texts={makeTexts('id')} nonce={nonce} />);
  }
}

void start(document);
