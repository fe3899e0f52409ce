import { openLocalDesk } from '../../main/local/open-local-desk.ts';
import { nodeUpstream } from '../../main/desk/upstream.ts';

/** What the process is started with, as JSON in its first argument. */
export interface DeskOrder {
  readonly dataDir: string;
  readonly rendererDir: string;
  /** The same before and after a cut: the browser's store belongs to the address. */
  readonly port: number;
  readonly server: string;
  readonly username: string;
  readonly password: string;
  readonly online: boolean;
}

/** To the process. */
export type DeskWord = { readonly online: boolean } | 'out-and-in' | 'close';
/** From the process, once it is open. */
export interface DeskReady {
  readonly address: string;
  readonly enrolled: boolean;
}

/** The local desk in a process of its own, so that the shim sees its files and nobody else's. Enrols itself if new. */
async function run(order: DeskOrder): Promise<void> {
  let online = order.online;
  const cuts = new Set<AbortController>();
  const desk = await openLocalDesk({
    dataDir: order.dataDir,
    rendererDir: order.rendererDir,
    port: order.port,
    open: true,
    version: 'powercut',
    clock: { now: () => Date.now() },
    onError: (where, error) => console.error(where, error),
    upstream: async (request) => {
      if (!online) throw new Error('the wire is cut');
      const cut = new AbortController();
      cuts.add(cut);
      return nodeUpstream({
        ...request,
        signal: AbortSignal.any([cut.signal, ...(request.signal ? [request.signal] : [])]),
      });
    },
  });
  const { username, password, server } = order;
  const outAndIn = async (): Promise<string> => {
    const { desk: core } = desk.core;
    const current = await core.current();
    const account = current.ok ? current.value?.account.id : undefined;
    const out = account === undefined ? current : await core.signOut(account);
    if (!out.ok) return `out: ${out.error.code}`;
    const come = await core.signIn(username, password);
    return come.ok ? 'ok' : `in: ${come.error.code}`;
  };
  process.on('message', (word: DeskWord) => {
    if (word === 'close') return void desk.close().then(() => process.exit(0));
    if (word === 'out-and-in') {
      return void outAndIn().then(
        (came) => process.send?.({ came }),
        (error: unknown) => process.send?.({ came: String(error) }),
      );
    }
    online = word.online;
    if (!online) for (const cut of cuts) cut.abort();
    cuts.clear();
  });
  const info = await desk.core.desk.describe();
  let enrolled = info.ok && info.value.desk !== null;
  if (!enrolled && online) {
    const signed = await desk.core.desk.enrol({ server, deskName: 'Meja listrik', username, password });
    if (!signed.ok) throw new Error(`enrolment: ${signed.error.code}`);
    enrolled = true;
  }
  process.send?.({ address: desk.address, enrolled } satisfies DeskReady);
}

await run(JSON.parse(process.argv[2] ?? '') as DeskOrder);
