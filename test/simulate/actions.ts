import type { Disposition } from '../../shared/letters/facts.ts';
import { securities, urgencies, type Letter } from '../../shared/letters/letter.ts';
import { branches, standingDispositions } from '../../shared/letters/status.ts';
import type { Account, Position } from '../../shared/people/people.ts';
import { letterKind } from '../../shared/records/letter/kind.ts';
import { registerArgs } from '../support/builders.ts';
import { positions, staff } from './base-office.ts';
import { nextAction_, openCase } from './actions-cases.ts';
import { answerComplaint, recordComplaint } from './actions-complaints.ts';
import { writeInterchange } from './actions-interchange.ts';
import type { Chance } from './random.ts';
import { openLetter, type Action, type Visible } from './visible.ts';

const own = ({ office }: Visible): readonly string[] => office.who().positions;

function register(visible: Visible): Action {
  const { chance, office, today } = visible;
  const letterId = office.newId();
  const word = visible.word();
  const mayBeSecret = office.who().rights.has('book-secret') && chance.is(0.4);
  const security = mayBeSecret
    ? chance.pick(['rahasia', 'sangat-rahasia'] as const)
    : chance.pick(['biasa', 'terbatas'] as const);
  const args = registerArgs({
    letterId,
    received: { date: today, time: '09:00' },
    sender: { agencyId: null, name: `Pengirim ${chance.int(5)}` },
    letterNumber: `005/${chance.int(1000)}`,
    subject: `Perihal ${word}`,
    security,
    addressedTo: [...chance.some(positions, 0.2)],
  });
  return { command: 'letter.register', args, letterId };
}

/** The same letter typed at the turn of the year, when it came. */
async function correct(visible: Visible): Promise<Action | null> {
  const letter = await openLetter(visible);
  if (!letter) return null;
  const { chance } = visible;
  const word = visible.word();
  const all = {
    subject: `Perihal ${word}`,
    letterNumber: `006/${word}`,
    remark: `Catatan ${word}`,
    urgency: chance.pick(urgencies),
    addressedTo: chance.some(positions, 0.3),
    classification: chance.pick(['555', '005', '800']),
    ...(chance.is(0.15) ? { security: chance.pick(securities) } : {}),
  };
  const fields = chance.some(Object.entries(all), 0.35);
  if (fields.length === 0) return null;
  const set = Object.fromEntries(fields);
  // Texts of a letter that is or becomes secret are looked for afterwards where they must not be.
  if (set['subject'] === undefined && set['security'] !== undefined) set['subject'] = `Perihal ${word}`;
  return { command: 'letter.correct', args: { letterId: letter.id, set }, letterId: letter.id };
}

const dispositionOf = (visible: Visible, from: string) => ({
  from,
  to: [{ position: visible.chance.pick(positions), due: null }],
  instructions: ['Untuk ditindaklanjuti'],
  note: '',
  date: visible.today,
});

async function issue(visible: Visible): Promise<Action | null> {
  const letter = await openLetter(visible);
  const from = own(visible)[0];
  if (!letter || from === undefined) return null;
  const args = { letterId: letter.id, ...dispositionOf(visible, from) };
  return { command: 'disposition.issue', args, letterId: letter.id };
}

async function transcribe(visible: Visible): Promise<Action | null> {
  const letter = await openLetter(visible);
  if (!letter) return null;
  const args = { letterId: letter.id, parent: null, ...dispositionOf(visible, 'kepala-dinas') };
  return { command: 'disposition.transcribe', args, letterId: letter.id };
}

/** Something this person has to do, or at times something that he has not. */
async function follow(visible: Visible): Promise<Action | null> {
  const { chance, office } = visible;
  const mine = office.letters({ holders: own(visible) });
  const line = mine.total > 0 && chance.is(0.8) ? mine.line(chance.int(Math.min(5, mine.total))) : null;
  const letter = line && !line.hidden ? await office.get<Letter>(letterKind.type, line.id) : await openLetter(visible);
  if (!letter) return null;
  const all = branches(letter.facts);
  const branch = all.find(({ position }) => own(visible).includes(position)) ?? all[0];
  if (!branch) return null;
  const base = { letterId: letter.id, of: branch.disposition.id, position: branch.position };
  switch (chance.int(4)) {
    case 0:
      return { command: 'disposition.read', args: base, letterId: letter.id };
    case 1:
      return { command: 'disposition.report', args: { ...base, text: 'Sudah dikerjakan' }, letterId: letter.id };
    case 2:
      return { command: 'disposition.complete', args: { ...base, text: 'Selesai' }, letterId: letter.id };
    default: {
      const args = { letterId: letter.id, parent: branch.disposition.id, ...dispositionOf(visible, branch.position) };
      return { command: 'disposition.forward', args, letterId: letter.id };
    }
  }
}

async function withdraw(visible: Visible): Promise<Action | null> {
  const letter = await openLetter(visible);
  const standing = letter ? standingDispositions(letter.facts) : [];
  const mine = standing.filter(({ from }: Disposition) => own(visible).includes(from));
  if (!letter || mine.length === 0) return null;
  const args = { letterId: letter.id, of: visible.chance.pick(mine).id, reason: 'Keliru' };
  return { command: 'disposition.withdraw', args, letterId: letter.id };
}

const onLetter =
  (command: string, more: (visible: Visible) => object) =>
  async (visible: Visible): Promise<Action | null> => {
    const letter = await openLetter(visible);
    return letter ? { command, args: { letterId: letter.id, ...more(visible) }, letterId: letter.id } : null;
  };

/** Somebody else takes over a position from today on, or a right is granted or withdrawn. */
function changePosition({ office, chance, today }: Visible): Action | null {
  const position = office.master<Position>('position').find(({ id }) => id === chance.pick(positions));
  if (!position) return null;
  const doc = chance.is(0.5)
    ? { ...position, rights: chance.some(['book', 'book-secret', 'transcribe', 'void'] as const, 0.6) }
    : {
        ...position,
        deputies: [
          {
            id: office.newId(),
            personId: chance.pick(staff).username,
            from: '2000-01-01',
            to: chance.is(0.5) ? null : today,
          },
        ],
      };
  return { command: 'position.save', args: { doc }, letterId: null };
}

function changeAccount({ office, chance }: Visible): Action | null {
  const others = office.master<Account>('account').filter(({ id }) => id !== 'admin');
  if (others.length === 0) return null;
  const account = chance.pick(others);
  return { command: 'account.save', args: { doc: { ...account, disabled: chance.is(0.4) } }, letterId: null };
}

function changeAgency({ chance, word }: Visible): Action {
  const id = `dinas-${chance.between(1, 4)}`;
  return {
    command: 'agency.save',
    args: { doc: { id, name: `Dinas ${word()}`, kind: 'opd', code: null, closed: false } },
    letterId: null,
  };
}

type Idea = (visible: Visible) => Promise<Action | null> | Action | null;
type Weighted = readonly (readonly [number, Idea])[];

const clerical: Weighted = [
  [30, register],
  [22, correct],
  [10, issue],
  [22, follow],
  [4, withdraw],
  [4, transcribe],
  [10, onLetter('letter.print', ({ chance }) => ({ sheet: chance.pick(['blank', 'filled']), paper: 'A4' }))],
  [5, onLetter('letter.forward', ({ chance }) => ({ to: chance.pick(positions) }))],
  [3, onLetter('letter.void', () => ({ reason: 'Salah catat' }))],
  [3, onLetter('letter.file', () => ({ reason: 'Untuk diketahui' }))],
  [2, openCase],
  [22, nextAction_],
  [2, recordComplaint],
  [5, answerComplaint],
  [8, writeInterchange],
];
const administrative: Weighted = [
  [5, changePosition],
  [3, changeAccount],
  [3, changeAgency],
];

function weighted(chance: Chance, ideas: Weighted): Idea {
  let at = chance.next() * ideas.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, idea] of ideas) {
    at -= weight;
    if (at < 0) return idea;
  }
  throw new Error('no idea');
}

/** What this person wants to do now; null: looks only. */
export async function nextAction(visible: Visible): Promise<Action | null> {
  const { office, chance } = visible;
  const { rights } = office.who();
  if (rights.has('admin') && chance.is(0.7)) return weighted(chance, administrative)(visible);
  // People without a right try all the same now and then.
  const idea = weighted(chance, clerical);
  if (idea === register && !rights.has('book') && chance.is(0.8)) return follow(visible);
  return idea(visible);
}
