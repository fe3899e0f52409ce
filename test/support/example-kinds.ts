import { z } from 'zod';
import { defineCommand } from '../../shared/commands/command.ts';
import { yearOf } from '../../shared/dates/plain-date.ts';
import { id, line, plainDate, requiredLine } from '../../shared/letters/fields.ts';
import type { Agenda } from '../../shared/letters/letter.ts';
import type { Author } from '../../shared/people/who.ts';
import { refuse } from '../../shared/refusal.ts';
import { listCommands, type RecordKind } from '../../shared/records/kind.ts';

interface Remark {
  readonly id: string;
  readonly by: Author;
  readonly text: string;
}

/** A note for some positions: held whole, hidden from everybody else if it is secret. */
export interface Note {
  readonly id: string;
  readonly text: string;
  readonly secretFor: readonly string[];
  readonly by: Author;
  readonly acts: readonly Remark[];
}

const writeArgs = z.object({ noteId: id, text: requiredLine(), secretFor: z.array(id) });

const writeNote = defineCommand<z.infer<typeof writeArgs>, Note>({
  name: 'note.write',
  version: 1,
  args: writeArgs,
  kind: 'fact',
  target: ({ noteId }) => ({ type: 'note', id: noteId }),
  reduce: (doc, { noteId, text, secretFor }, { by }) => doc ?? { id: noteId, text, secretFor, by, acts: [] },
  may: () => null,
  check: (view, { noteId }) => (view.get('note', noteId) ? [refuse('ALREADY_BOOKED')] : []),
});

const remarkArgs = z.object({ noteId: id, text: requiredLine() });

const remark = defineCommand<z.infer<typeof remarkArgs>, Note>({
  name: 'note.remark',
  version: 1,
  args: remarkArgs,
  kind: 'fact',
  target: ({ noteId }) => ({ type: 'note', id: noteId }),
  reduce: (doc, { text }, { opId, by }) =>
    doc && !doc.acts.some((act) => act.id === opId) ? { ...doc, acts: [...doc.acts, { id: opId, by, text }] } : doc,
  may: (view, target) => (target && view.get('note', target.id) ? null : refuse('NO_SUCH_LETTER')),
  check: () => [],
});

export const noteKind: RecordKind<Note, 'note'> = {
  type: 'note',
  form: z.looseObject({ id, text: z.string() }),
  holding: 'whole',
  commands: listCommands(writeNote, remark),
  opens: writeNote.name,
  idArg: 'noteId',
  acts: ({ acts }) => acts,
  fold: ({ acts }) => ({ remarks: acts.length }),
  readers: ({ secretFor, by }) => (secretFor.length === 0 ? null : [...secretFor, by.position ?? '']),
};

/** A memo: listed in the agenda book beside the letters, with numbers of its own; its document in a row or a pack. */
export interface Memo {
  readonly id: string;
  readonly agenda: Agenda;
  readonly on: string;
  readonly subject: string;
  readonly remark: string;
}

const book = 'ND';
const memoArgs = z.object({ memoId: id, on: plainDate, subject: requiredLine(), remark: line() });

const writeMemo = defineCommand<z.infer<typeof memoArgs>, Memo>({
  name: 'memo.write',
  version: 1,
  args: memoArgs,
  kind: 'fact',
  target: ({ memoId }) => ({ type: 'memo', id: memoId }),
  numbered: ({ on }) => ({ book, year: yearOf(on) }),
  reduce(doc, { memoId, ...given }, { agenda }) {
    const { no = null, provisional = null } = agenda ?? {};
    return doc ?? { id: memoId, ...given, agenda: { book, year: yearOf(given.on), no, provisional, conflict: false } };
  },
  may: () => null,
  check: () => [],
});

export const memoKind: RecordKind<Memo, 'memo'> = {
  type: 'memo',
  form: z.looseObject({ id, on: z.string(), subject: z.string() }),
  holding: 'listed',
  listing: {
    line: (memo, rv) => ({
      id: memo.id,
      agenda: memo.agenda,
      receivedDate: memo.on,
      receivedTime: '08:00',
      sender: 'Sekretariat',
      letterNumber: '',
      letterDate: memo.on,
      subject: memo.subject,
      status: 'registered',
      urgency: 'biasa',
      security: 'biasa',
      hidden: false,
      holders: [],
      rv,
    }),
    order: ({ on }) => `${on}T08:00`,
  },
  commands: listCommands(writeMemo),
  opens: writeMemo.name,
  idArg: 'memoId',
  book,
};
