import { describe, expect, it } from 'vitest';
import { findCommand } from '../../../shared/commands/registry.ts';
import { findKind, kindOfCommand, recordKinds, twinOf } from '../../../shared/records/kinds.ts';

const names = (list: readonly { readonly type: string }[]): readonly string[] => list.map(({ type }) => type);

describe('the kinds of record', () => {
  it('have names of their own', () => {
    expect(new Set(names(recordKinds)).size).toBe(recordKinds.length);
  });

  it.each(recordKinds)('$type is made by a command that makes it', ({ type, opens, stubOf, excerptOf }) => {
    expect(kindOfCommand(opens)?.type).toBe(stubOf ?? excerptOf ?? type);
  });

  it.each(recordKinds.filter(({ commands }) => commands.length > 0))(
    '$type: every command says by its arguments which document it changes',
    ({ type, commands, holding, idArg }) => {
      const args = holding === 'master' ? { doc: { id: 'x' } } : { [idArg]: 'x' };
      const targets = commands.map((command) => command.target(args));
      expect(targets).toEqual(commands.map(() => ({ type, id: 'x' })));
    },
  );

  it('no command belongs to two', () => {
    const commands = recordKinds.flatMap((kind) => kind.commands.map(({ name }) => name));
    expect(new Set(commands).size).toBe(commands.length);
    expect(commands.every((name) => findCommand(name) !== null)).toBe(true);
  });

  it('have a line and an order if they are listed, and no other kind has', () => {
    expect(names(recordKinds.filter(({ listing }) => listing !== undefined))).toEqual(
      names(recordKinds.filter(({ holding }) => holding === 'listed')),
    );
  });

  it('a stub and its kind name each other, the kind first', () => {
    const stubs = recordKinds.filter(({ stubOf }) => stubOf !== undefined);
    for (const { type, stubOf = '' } of stubs) {
      expect(findKind(stubOf)?.stub?.type).toBe(type);
      expect(names(recordKinds).indexOf(stubOf)).toBeLessThan(names(recordKinds).indexOf(type));
      expect([twinOf(`${type}:1`), twinOf(`${stubOf}:1`)]).toEqual([`${stubOf}:1`, `${type}:1`]);
    }
    expect(names(recordKinds.filter(({ stub }) => stub !== undefined))).toEqual(stubs.map(({ stubOf }) => stubOf));
  });

  it('an excerpt and its kind name each other, the kind first, and every command of it stands for one of that kind', () => {
    const excerpts = recordKinds.filter(({ excerptOf }) => excerptOf !== undefined);
    for (const { type, excerptOf = '', commands } of excerpts) {
      const kind = findKind(excerptOf);
      expect(kind?.excerpt?.type).toBe(type);
      expect(names(recordKinds).indexOf(excerptOf)).toBeLessThan(names(recordKinds).indexOf(type));
      for (const { behind } of commands) {
        expect(kind?.commands).toContain(behind?.({ act: {} }).command);
      }
    }
    expect(names(recordKinds.filter(({ excerpt }) => excerpt !== undefined))).toEqual(
      excerpts.map(({ excerptOf }) => excerptOf),
    );
  });

  it('[P20] no command but one on an excerpt stands for another', () => {
    const kinds = recordKinds.filter(({ excerptOf }) => excerptOf === undefined);
    expect(kinds.flatMap(({ commands }) => commands.filter(({ behind }) => behind !== undefined))).toEqual([]);
  });

  it('have a book if one of their commands takes a number, and no other kind has', () => {
    const numbered = recordKinds.filter(({ commands }) => commands.some((command) => command.numbered !== undefined));
    expect(names(recordKinds.filter(({ book }) => book !== undefined))).toEqual(names(numbered));
  });

  it('follow a kind that has readers', () => {
    for (const { follows } of recordKinds) if (follows) expect(findKind(follows.type)?.readers).toBeDefined();
  });

  it('[V3] a name this version does not know is of no kind', () => {
    expect([findKind('dataset'), kindOfCommand('dataset.open'), twinOf('dataset:1')]).toEqual([null, null, null]);
  });
});
