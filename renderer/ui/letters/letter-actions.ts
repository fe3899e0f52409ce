import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { Office } from '../../data/office.ts';

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

/** Sample arguments of an entry of this kind, to check whether it could be made at all. */
function sample(action: LetterAction, letter: Letter, from: string, someone: string, today: PlainDate): unknown {
  const letterId = letter.id;
  const disposition = {
    letterId,
    from,
    to: [{ position: someone, due: null }],
    instructions: [],
    note: '',
    date: today,
  };
  switch (action) {
    case 'issue':
      return disposition;
    case 'transcribe':
      return { ...disposition, from: someone, parent: null };
    case 'forward':
      return { letterId, to: someone };
    case 'correct':
      return { letterId, set: {} };
    case 'file':
    case 'void':
      return { letterId, reason: '-' };
  }
}

/** What this account may do with a letter now, in the order of the buttons. */
export async function allowedActions(
  office: Office,
  letter: Letter,
  today: PlainDate,
): Promise<ReadonlySet<LetterAction>> {
  const who = office.who();
  const someone = office.master<{ readonly id: string }>('position')[0]?.id ?? '';
  const answers = await Promise.all(
    letterActions.map(async (action) => {
      if (action === 'issue' && who.positions.length === 0) return false;
      const args = sample(action, letter, who.position ?? '', someone, today);
      return (await office.may(commands[action], args)) === null;
    }),
  );
  return new Set(letterActions.filter((_action, at) => answers[at]));
}

/** Dispositions of the letter that may be withdrawn now. */
export async function withdrawable(office: Office, letter: Letter): Promise<ReadonlySet<string>> {
  const ids = letter.facts.flatMap((fact) => (fact.kind === 'disposition' ? [fact.id] : []));
  const answers = await Promise.all(
    ids.map((of) => office.may('disposition.withdraw', { letterId: letter.id, of, reason: '-' })),
  );
  return new Set(ids.filter((_id, at) => answers[at] === null));
}
