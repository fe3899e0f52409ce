import type { Deps } from '../../../server/deps.ts';
import { isSecret, type Letter } from '../../../shared/letters/letter.ts';
import { readersOf } from '../../../shared/letters/status.ts';
import type { CorrectArgs } from '../../../shared/letters/correct.ts';
import { staff } from '../base-office.ts';
import type { LiarRecord } from '../dishonest/liar.ts';
import type { History } from '../history.ts';
import type { RegisterView } from '../register-view.ts';
import type { Scene } from '../world.ts';

/** Letters that were secret since they were booked, in this epoch of the register and in those that were lost. */
function alwaysSecret({ letters }: RegisterView, { saved }: History): readonly Letter[] {
  const corrected = [...saved.values()].filter(({ name }) => name === 'letter.correct');
  const opened = new Set(
    corrected.flatMap(({ args }) => {
      const { letterId, set } = args as CorrectArgs;
      return set.security === undefined ? [] : [letterId];
    }),
  );
  return letters.filter(
    ({ id, security, corrections }) =>
      isSecret(security) && !opened.has(id) && !corrections.some(({ field }) => field === 'security'),
  );
}

/** S20: of a secret letter nothing ever came to who may not read it, whatever he asked for. */
function checkHeard({ heard, position }: LiarRecord, secrets: readonly Letter[]): readonly string[] {
  return secrets.flatMap((letter) => {
    if (readersOf(letter).includes(position)) return [`S20: the liar made itself a reader of ${letter.id}`];
    const words = new Set([...JSON.stringify(letter).matchAll(/kata[0-9a-f]{10}/g)].map(([word]) => word));
    return [...words].flatMap((word) => {
      const where = heard.get(word);
      return where === undefined ? [] : [`S20: the liar heard text of ${letter.id} (${where})`];
    });
  });
}

/** S21: what nobody may believe changed nothing, and all that came from there is what its account may do itself. */
function checkEffects(
  { own, forged, ended, desks, prefix }: LiarRecord,
  register: RegisterView,
  secrets: ReadonlySet<string>,
  wasRestored: boolean,
): readonly string[] {
  return register.ops.flatMap(({ desk, hash, status, rv, op, result }) => {
    const what = `${op.name} ${op.opId}`;
    const isTheirs = !desks.has(desk);
    if (isTheirs && result.code === 'OP_ID_TAKEN') return [`S21: ${what} of ${desk} lost its id to the liar`];
    if (isTheirs)
      return op.opId.startsWith(prefix) ? [`S21: the liar's ${what} stands in the sequence of ${desk}`] : [];
    const took = rv !== null || (status === 'applied' && op.name === 'session.signIn');
    if (!took || own.has(hash)) return [];
    if (ended.has(hash)) return wasRestored ? [] : [`S21: ${what} took effect, signed with a key that has ended`];
    const why = forged.get(hash);
    // It may have been opened to everybody between the look at it and the lie.
    const { letterId } = Object(op.args) as { letterId?: string };
    const ownName = why?.endsWith('curang') === true || why === 'a letter it may not read';
    if (ownName && !secrets.has(letterId ?? '')) return [];
    return [`S21: ${what} took effect: ${why ?? 'nobody made it'}`];
  });
}

/** More than one crash can keep from being heard of: what was given out and never left the server. */
const unheard = 60;
const jump = 1000;
const largestBlock = 12;

/** S22: counters stand where what was given out put them. */
async function checkCounters(
  { server, plan, history }: Scene,
  liar: LiarRecord,
  deps: Deps,
): Promise<readonly string[]> {
  const books = await deps.store.read((tx) => tx.numbers.books());
  return books.flatMap(({ book, year, next }) => {
    const begun = year === 2026 ? plan.letters : 0;
    const given = Math.max(begun, server.given.get(`${book}/${year}`) ?? 0);
    const limit = given + history.jumps * jump + liar.burned * largestBlock + unheard;
    return next - 1 > limit
      ? [`S22: the counter of ${book}/${year} stands at ${next - 1}, and ${given} was given out`]
      : [];
  });
}

const hourMs = 3_600_000;
const maxPerHour = 20;

/** S23: blocks of others are closed by themselves, and nobody leafs through a book. */
async function checkBlocks({ blocks, desks, account }: LiarRecord, deps: Deps, wasRestored: boolean) {
  const broken: string[] = [];
  await deps.store.read(async (tx) => {
    for (const { id } of await tx.desks.all()) {
      if (desks.has(id)) continue;
      for (const lease of await tx.numbers.leasesOf(id)) {
        if (lease.closedBy === account) broken.push(`S23: the liar closed block ${lease.id} of ${id}`);
      }
    }
  });
  if (wasRestored) return broken;
  for (const [desk, times] of blocks) {
    const inHour = times.map((at) => times.filter((other) => other >= at && other < at + hourMs).length);
    if (Math.max(...inHour) > maxPerHour) broken.push(`S23: ${desk} was given more blocks in an hour than it may use`);
  }
  return broken;
}

/** S24: nobody else is signed in where the liar sits. */
async function checkSignedIn({ desks }: LiarRecord, deps: Deps, wasRestored: boolean): Promise<readonly string[]> {
  const broken: string[] = [];
  await deps.store.read(async (tx) => {
    for (const desk of desks) {
      for (const { username } of staff) {
        // An administrator was there once, and a restored register may not know that he left.
        if (username === 'admin' && wasRestored) continue;
        if (await tx.desks.isSignedIn(desk, username))
          broken.push(`S24: ${username} is signed in at the liar's ${desk}`);
      }
    }
  });
  return broken;
}

/** What a desk that lies must not reach, whatever else goes wrong. The promises to everybody else are held besides. */
export async function checkLiar(scene: Scene, register: RegisterView): Promise<readonly string[]> {
  const { liar, history, server, epoch } = scene;
  const deps = server.parts();
  if (!liar || !deps) return [];
  const wasRestored = history.restores.length > 0;
  const secrets = alwaysSecret(register, history);
  const falseRestore =
    wasRestored || (register.epoch === epoch && history.jumps === 0)
      ? []
      : ['S25: the register took itself for restored, and it never was'];
  return [
    ...checkHeard(liar, secrets),
    ...checkEffects(liar, register, new Set(secrets.map(({ id }) => id)), wasRestored),
    ...(await checkCounters(scene, liar, deps)),
    ...(await checkBlocks(liar, deps, wasRestored)),
    ...(await checkSignedIn(liar, deps, wasRestored)),
    ...falseRestore,
  ];
}
