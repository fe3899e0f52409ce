import type { Bug } from './bug.ts';

const journal = ['test/main/desk', 'test/shared/desk'];

/** Faults of the journal, of a desk’s sequence and of its numbers. */
export const deskBugs: readonly Bug[] = [
  {
    name: 'the journal is not synced',
    file: 'main/desk/journal.ts',
    find: 'if (durable || begins) {',
    replace: 'if (begins) {',
    tests: journal,
  },
  {
    name: 'a number is burned before the disk has it',
    file: 'shared/desk/sequence.ts',
    find: `    try {
      await journal.append(records);
    } catch (error) {
      for (const { waiting } of batch) waiting.done(err(diskRefusal(error)));
      return;
    }
    for (const record of records) foldRecord(state, record);`,
    replace: `    for (const record of records) foldRecord(state, record);
    try {
      await journal.append(records);
    } catch (error) {
      for (const { waiting } of batch) waiting.done(err(diskRefusal(error)));
      return;
    }`,
    tests: journal,
  },
  {
    name: 'a number is given again after the highest was forgotten',
    file: 'shared/desk/grant-number.ts',
    find: 'return open ? { lease: open.id, no: Math.max(open.from, highest + 1) } : null;',
    replace: 'return open ? { lease: open.id, no: Math.max(open.from, highest) } : null;',
    tests: journal,
  },
  {
    name: 'the copy of the numbers outside the journal is not looked at',
    file: 'shared/desk/grant-number.ts',
    find: 'const highest = Math.max(above, ...ours.map(({ used }) => used ?? 0));',
    replace: 'const highest = Math.max(0, ...ours.map(({ used }) => used ?? 0));',
    tests: journal,
  },
  {
    name: 'a copied desk burns numbers',
    file: 'shared/desk/grant-number.ts',
    find: "const burns = number.path === 'desk' && guard.allowed();",
    replace: "const burns = number.path === 'desk';",
    tests: journal,
  },
  {
    name: 'another life uses the old blocks',
    file: 'shared/desk/desk-state.ts',
    find: 'for (const [id, lease] of state.leases) state.leases.set(id, { ...lease, closed: true });\n  if (!life.ops)',
    replace: 'if (!life.ops)',
    tests: journal,
  },
  {
    name: 'a sequence begins again from 1 in another life',
    file: 'shared/desk/desk-state.ts',
    find: 'state.start = state.seq = life.start ?? 0;',
    replace: 'state.start = state.seq = 0;',
    tests: journal,
  },
  {
    name: 'the same entry is journalled twice',
    file: 'shared/desk/sequence.ts',
    find: 'if (known) {\n        queue.shift();',
    replace: 'if (known && waiting.draft.number) {\n        queue.shift();',
    tests: journal,
  },
  {
    name: 'what waited is left behind by a new life',
    file: 'shared/desk/new-life.ts',
    find: '  for (const op of state.pending.values()) {\n    place(',
    replace: '  for (const op of [...state.pending.values()].slice(1)) {\n    place(',
    tests: [...journal, 'test/sync/fork.test.ts'],
  },
  {
    name: 'journal files are put away although something in them waits',
    file: 'shared/desk/closed-files.ts',
    find: 'state.serverTime > 0 && (oldest === undefined || oldest > file.lastSeq)',
    replace: 'state.serverTime > 0 && (oldest === undefined || oldest > 0)',
    tests: journal,
  },
];
