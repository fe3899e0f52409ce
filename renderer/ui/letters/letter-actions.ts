import type { Letter } from '../../../shared/letters/letter.ts';
import { branches } from '../../../shared/letters/status.ts';
import type { Office } from '../../data/office.ts';
import { allowedOf } from '../office/allowed.ts';

export const letterActions = ['issue', 'transcribe', 'forward', 'correct', 'file', 'void'] as const;
export type LetterAction = (typeof letterActions)[number];

const commands: Readonly<Record<LetterAction, string>> = {
  issue: 'disposition.issue',
  transcribe: 'disposition.transcribe',
  forward: 'letter.forward',
  correct: 'letter.correct',
  file: 'letter.file',
  void: 'letter.void',
};

/** What this account may do with a letter now, in the order of the buttons. */
export async function allowedActions(office: Office, { id }: Letter): Promise<ReadonlySet<LetterAction>> {
  const allowed = await allowedOf(office, Object.values(commands), { type: 'letter', id });
  return new Set(letterActions.filter((action) => allowed.has(commands[action])));
}

/** Dispositions of the letter that may be withdrawn now. */
export async function withdrawable(office: Office, letter: Letter): Promise<ReadonlySet<string>> {
  const ids = letter.facts.flatMap((fact) => (fact.kind === 'disposition' ? [fact.id] : []));
  const answers = await Promise.all(
    ids.map((part) => office.may('disposition.withdraw', { type: 'letter', id: letter.id, part })),
  );
  return new Set(ids.filter((_id, at) => answers[at] === null));
}

export const branchKey = (of: string, position: string): string => `${of} ${position}`;

/** Branches of the letter's chain that this account may report on and complete now, by {@link branchKey}. */
export async function ownBranches(office: Office, letter: Letter): Promise<ReadonlySet<string>> {
  const all = branches(letter.facts);
  const answers = await Promise.all(
    all.map(({ disposition, position }) =>
      office.may('disposition.complete', { type: 'letter', id: letter.id, part: disposition.id, position }),
    ),
  );
  return new Set(
    all
      .filter((_branch, at) => answers[at] === null)
      .map((branch) => branchKey(branch.disposition.id, branch.position)),
  );
}
