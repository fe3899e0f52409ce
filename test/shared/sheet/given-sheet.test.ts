import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findCommand } from '../../../shared/commands/registry.ts';
import { editionNote } from '../../../shared/documents/edition.ts';
import { maxPrints, maxSheets, recordPrint } from '../../../shared/letters/handling.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { blankOffice, type Instruction, type OfficeIdentity } from '../../../shared/office/master.ts';
import type { Person, Position } from '../../../shared/people/people.ts';
import { letterForm } from '../../../shared/records/letter/form.ts';
import { freezeSheet, givenEditions, givenSheet, nextEdition, printOf } from '../../../shared/sheet/given-sheet.ts';
import { sheetModel } from '../../../shared/sheet/sheet-model.ts';
import { aContext, aLetter } from '../../support/builders.ts';
import { fakeMaster } from '../../support/fake-master.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const office = fakeMaster.office?.[0] as OfficeIdentity;
const positions = fakeMaster.position as readonly Position[];
const persons = fakeMaster.person as readonly Person[];

const sheet = (letter: Letter, more: { readonly positions?: readonly Position[] } = {}) =>
  sheetModel({
    ...{ letter, office, positions, persons, instructions: [] as readonly Instruction[], kind: 'blank' },
    ...{ paper: 'A4', signer: 'pos-kadis', printId: 'p', today: '2026-10-08', shortHash: 'abcd1234', ...more },
  });

/** Prints the letter as it is now. */
function printed(letter: Letter, opId: string, at = '2026-10-08T10:00:00.000+07:00'): Letter {
  const frozen = freezeSheet(sheet(letter), digest);
  const edition = nextEdition(letter, 'blank', frozen.hash);
  const args = { letterId: letter.id, sheet: 'blank', paper: 'A4', frozen, edition } as const;
  const next = recordPrint.reduce(letter, args, aContext(opId, { at }));
  if (!next) throw new Error('not printed');
  return next;
}

const given = (letter: Letter, printId: string) => {
  const print = printOf(letter, printId);
  const content = print && givenSheet(letter, print, office, digest);
  return content?.ok ? content.value : null;
};
const noteOf = (letter: Letter, printId: string): string | null => {
  const edition = printOf(letter, printId)?.edition;
  return edition ? editionNote(edition) : null;
};

describe('a printed sheet', () => {
  it('says what it said, though post and letter were changed since', () => {
    const letter = printed(aLetter({ subject: 'Undangan' }), 'p1');
    const then = sheet(letter);
    const renamed = positions.map((one) => ({ ...one, title: 'Lain', shortTitle: 'Lain', holders: [] }));
    const now = { ...letter, subject: 'Undangan rapat' };
    expect(sheet(now, { positions: renamed }).signer).not.toEqual(then.signer);
    const { paper: _paper, trace: _trace, edition: _edition, ...content } = then;
    expect(given(now, 'p1')).toEqual(content);
  });

  it('is a new edition when its words changed, and the same one when only its paper did', () => {
    const first = printed(aLetter({ subject: 'Undangan' }), 'p1');
    const again = printed(first, 'p2');
    expect([noteOf(again, 'p1'), noteOf(again, 'p2')]).toEqual(['', '']);
    const later = printed({ ...again, subject: 'Undangan rapat' }, 'p3', '2026-10-12T10:00:00.000+07:00');
    expect(noteOf(later, 'p3')).toBe('Edisi 2, menggantikan edisi 1 tanggal 8 Oktober 2026');
    expect(givenEditions(later).map(({ edition: { no } }) => no)).toEqual([2, 1]);
    expect(noteOf(printed({ ...later, subject: 'Undangan' }, 'p4'), 'p4')).toBe(
      'Edisi 3, menggantikan edisi 2 tanggal 12 Oktober 2026',
    );
  });

  it('of an earlier edition that is printed again leaves the newest one the newest', () => {
    const first = printed(aLetter({ subject: 'Undangan' }), 'p1');
    const second = printed({ ...first, subject: 'Undangan rapat' }, 'p2', '2026-10-12T10:00:00.000+07:00');
    const edition = { no: 1, replaces: null };
    const reprint = {
      letterId: first.id,
      sheet: 'blank',
      paper: 'A4',
      frozen: freezeSheet(sheet(first), digest),
    } as const;
    const args = { ...reprint, edition };
    const again = recordPrint.reduce(second, args, aContext('p3', { at: '2026-10-13T10:00:00.000+07:00' }));
    if (!again) throw new Error('not printed');
    expect(noteOf(printed(again, 'p4'), 'p4')).toBe('Edisi 2, menggantikan edisi 1 tanggal 8 Oktober 2026');
    expect(noteOf(printed({ ...again, subject: 'Rapat' }, 'p5'), 'p5')).toBe(
      'Edisi 3, menggantikan edisi 2 tanggal 12 Oktober 2026',
    );
  });

  it('without a letterhead says what it said', () => {
    const bare: OfficeIdentity = { id: 'office', ...blankOffice };
    const letter = aLetter();
    const frozen = freezeSheet({ ...sheet(letter), office: bare }, digest);
    const args = { letterId: letter.id, sheet: 'blank', paper: 'A4', frozen } as const;
    const done = recordPrint.reduce(letter, args, aContext('p1'));
    expect(done && given(done, 'p1')?.office).toEqual(bare);
  });

  it('is the same edition after the office chose paper and second emblem of its documents', () => {
    const model = sheet(aLetter());
    const chosen = { ...model.office, paper: 'F4' as const, secondEmblem: 'data:image/png;base64,AA==' };
    expect(freezeSheet({ ...model, office: chosen }, digest)).toEqual(freezeSheet(model, digest));
  });

  it('keeps its words whatever a later print says under their hash', () => {
    const letter = printed(aLetter({ subject: 'Undangan' }), 'p1');
    const { hash } = freezeSheet(sheet(letter), digest);
    const args = { letterId: letter.id, sheet: 'blank', paper: 'A4', frozen: { hash, text: '{}' } } as const;
    const other = recordPrint.reduce(letter, args, aContext('p2'));
    expect(other && given(other, 'p1')?.subject).toBe('Undangan');
  });

  it('keeps each text once, and no more than a letter may carry', () => {
    const first = printed(printed(aLetter(), 'p1'), 'p2');
    expect(Object.keys(first.sheets ?? {})).toHaveLength(1);
    let letter = first;
    for (let i = 0; i < maxPrints; i++)
      letter = printed({ ...letter, remark: '', subject: `${i} ${'x'.repeat(3900)}` }, `n${i}`);
    const size = Object.values(letter.sheets ?? {}).reduce((sum, text) => sum + text.length, 0);
    expect(size).toBeLessThanOrEqual(maxSheets);
    expect(given(letter, 'p1')).toBe(null);
    expect(given(letter, `n${maxPrints - 1}`)?.subject).toContain(`${maxPrints - 1} x`);
    expect(letterForm.safeParse(letter).success).toBe(true);
  });

  it('[V1] of an earlier program is lifted as it is and kept no words', () => {
    const command = findCommand('letter.print');
    const old = { letterId: 'l', sheet: 'blank', paper: 'A4' };
    expect([command?.version, command?.upcast?.[1]?.(old)]).toEqual([2, old]);
    const letter = recordPrint.reduce(aLetter(), { letterId: 'l', sheet: 'blank', paper: 'A4' }, aContext('p1'));
    expect(letter?.facts[0]).not.toHaveProperty('content');
    expect(letter && given(letter, 'p1')).toBe(null);
  });
});
