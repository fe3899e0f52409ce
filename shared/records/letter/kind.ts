import { issueDisposition, forwardDisposition, transcribeDisposition } from '../../dispositions/issue.ts';
import {
  completeDisposition,
  readDisposition,
  reportDisposition,
  withdrawDisposition,
} from '../../dispositions/follow.ts';
import { attachScan, removeScan } from '../../letters/attach-scan.ts';
import { scansOf } from '../../letters/attached-scan.ts';
import { fileLetter, voidLetter } from '../../letters/close.ts';
import { correctLetter } from '../../letters/correct.ts';
import { forwardLetter, recordPrint } from '../../letters/handling.ts';
import { letterHeader } from '../../letters/header.ts';
import { isSecret, stubOf, type Letter, type LetterStub } from '../../letters/letter.ts';
import { incomingBook, registerLetter } from '../../letters/register.ts';
import { currentHolders, letterStatus, readersOf } from '../../letters/status.ts';
import { listCommands, type RecordKind } from '../kind.ts';
import { letterForm, letterStubForm } from './form.ts';
import { lineOf, lineOfStub } from './line.ts';

const orderOf = ({ received }: Pick<Letter, 'received'>): string => `${received.date}T${received.time}`;

/** An incoming letter: its header, and inside it whatever happened to it. */
export const letterKind: RecordKind<Letter, 'letter'> = {
  type: 'letter',
  form: letterForm,
  holding: 'listed',
  listing: { line: lineOf, order: orderOf },
  commands: listCommands(
    registerLetter,
    correctLetter,
    voidLetter,
    fileLetter,
    recordPrint,
    forwardLetter,
    attachScan,
    removeScan,
    issueDisposition,
    forwardDisposition,
    transcribeDisposition,
    readDisposition,
    reportDisposition,
    completeDisposition,
    withdrawDisposition,
  ),
  opens: registerLetter.name,
  idArg: 'letterId',
  fields: letterHeader.policy,
  acts: ({ facts, corrections }) => [...facts, ...corrections.map(({ opId, field }) => ({ id: opId, field }))],
  fold: (letter) => ({ status: letterStatus(letter), holders: currentHolders(letter) }),
  readers: (letter) => (isSecret(letter.security) ? readersOf(letter) : null),
  stub: { type: 'letterStub', of: stubOf },
  book: incomingBook,
  scans: scansOf,
};

/** What those see of a secret letter to whom it is not addressed; the register makes it. */
export const letterStubKind: RecordKind<LetterStub, 'letterStub'> = {
  type: 'letterStub',
  form: letterStubForm,
  holding: 'listed',
  listing: { line: lineOfStub, order: orderOf },
  commands: [],
  opens: registerLetter.name,
  idArg: 'letterId',
  stubOf: 'letter',
};
