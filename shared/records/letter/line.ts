import { currentHolders, letterStatus } from '../../letters/status.ts';
import type { Letter, LetterStub } from '../../letters/letter.ts';
import type { LetterLine } from '../line.ts';

/** What lists need of a letter. */
export function lineOf(letter: Letter, rv: number): LetterLine {
  return {
    id: letter.id,
    agenda: letter.agenda,
    receivedDate: letter.received.date,
    receivedTime: letter.received.time,
    sender: letter.sender.name,
    letterNumber: letter.letterNumber,
    letterDate: letter.letterDate,
    subject: letter.subject,
    status: letterStatus(letter),
    urgency: letter.urgency,
    security: letter.security,
    hidden: false,
    holders: currentHolders(letter),
    rv,
  };
}

/** The line of a secret letter of which only the stub is here. */
export function lineOfStub(stub: LetterStub, rv: number): LetterLine {
  return {
    id: stub.id,
    agenda: stub.agenda,
    receivedDate: stub.received.date,
    receivedTime: stub.received.time,
    sender: '',
    letterNumber: '',
    letterDate: stub.letterDate,
    subject: '',
    status: stub.voided ? 'void' : 'registered',
    urgency: 'biasa',
    security: stub.security,
    hidden: true,
    holders: [],
    rv,
  };
}
