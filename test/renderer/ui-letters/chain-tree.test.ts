import { describe, expect, it } from 'vitest';
import { chainTree, isOverdue } from '../../../renderer/ui/dispositions/chain-tree.ts';
import { workList } from '../../../renderer/ui/dispositions/my-branches.ts';
import { likelyWriter, parentFor, suggestRecipients } from '../../../renderer/ui/dispositions/recipients.ts';
import type { Disposition, Fact } from '../../../shared/letters/facts.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { Position } from '../../../shared/people/people.ts';

const stamp = (id: string) => ({
  id,
  at: '2026-11-20T08:00:00.000+07:00',
  by: { account: 'a', person: null, position: null },
  desk: 'D01',
});
const disposition = (
  id: string,
  from: string,
  to: readonly string[],
  parent: string | null = null,
  due: string | null = null,
): Disposition => ({
  kind: 'disposition',
  ...stamp(id),
  parent,
  from,
  to: to.map((position) => ({ position, due })),
  instructions: [],
  note: '',
  date: '2026-11-20',
  handwritten: false,
});
const read = (of: string, position: string): Fact => ({ kind: 'read', ...stamp(`r-${of}-${position}`), of, position });
const complete = (of: string, position: string): Fact => ({
  kind: 'complete',
  ...stamp(`c-${of}-${position}`),
  of,
  position,
  text: 'sudah',
});
const withdraw = (of: string): Fact => ({ kind: 'withdraw', ...stamp(`w-${of}`), of, reason: 'keliru' });
const today = '2026-11-20';

/** `kadis>kabid:forwarded[kabid>kasi:unread]` */
function drawn(nodes: ReturnType<typeof chainTree>): string {
  return nodes
    .map(
      (node) =>
        `${node.withdrawn ? '~' : ''}${node.disposition.from}>${node.branches
          .map((b) => `${b.position}:${b.state}${b.next.length > 0 ? `[${drawn(b.next)}]` : ''}`)
          .join('+')}`,
    )
    .join(' ');
}

describe('the chain of a letter', () => {
  const all = (nodes: ReturnType<typeof chainTree>): readonly string[] =>
    nodes.flatMap(({ disposition: d, branches }) => [d.id, ...branches.flatMap(({ next }) => all(next))]);

  it('of 3,000 dispositions, each passed on to oneself, shows all of them and never so deep that a page breaks', () => {
    const facts = Array.from({ length: 3000 }, (_, i) =>
      disposition(`d${i}`, 'prakom', ['prakom'], i === 0 ? null : `d${i - 1}`),
    );
    const tree = chainTree(facts, today);
    expect(all(tree)).toHaveLength(3000);
    const depth = (nodes: ReturnType<typeof chainTree>): number =>
      Math.max(0, ...nodes.map(({ branches }) => 1 + Math.max(0, ...branches.map(({ next }) => depth(next)))));
    expect(depth(tree)).toBeLessThan(20);
  });

  it('hides nothing where two dispositions name one another as parents', () => {
    const facts = [
      disposition('a', 'x', ['y'], 'b'),
      disposition('b', 'y', ['x'], 'a'),
      disposition('c', 'x', ['x'], 'c'),
    ];
    expect([...all(chainTree(facts, today))].sort()).toEqual(['a', 'b', 'c']);
  });

  it('follows the paper: head to Kabid to Kasi to staff', () => {
    const facts = [
      disposition('d1', 'kadis', ['kabid']),
      read('d1', 'kabid'),
      disposition('d2', 'kabid', ['kasi'], 'd1'),
      disposition('d3', 'kasi', ['prakom'], 'd2'),
      complete('d3', 'prakom'),
    ];
    expect(drawn(chainTree(facts, today))).toBe('kadis>kabid:forwarded[kabid>kasi:forwarded[kasi>prakom:completed]]');
  });

  it('keeps the branches of several recipients separate', () => {
    const facts = [
      disposition('d1', 'kadis', ['aptika', 'statistik']),
      disposition('d2', 'aptika', ['kasi'], 'd1'),
      read('d1', 'statistik'),
    ];
    expect(drawn(chainTree(facts, today))).toBe('kadis>aptika:forwarded[aptika>kasi:unread]+statistik:read');
  });

  it('shows a withdrawn disposition as such, without branches that count', () => {
    const [node] = chainTree([disposition('d1', 'kadis', ['kabid'], null, '2026-11-01'), withdraw('d1')], today);
    expect(node?.withdrawn?.reason).toBe('keliru');
    expect(node?.branches[0]?.overdue).toBe(false);
  });

  it('hides nothing: what follows a withdrawn or unknown parent is at the top', () => {
    const facts = [
      disposition('d1', 'kadis', ['kabid']),
      disposition('d2', 'kabid', ['kasi'], 'd1'),
      withdraw('d1'),
      disposition('d9', 'kasi', ['prakom'], 'unknown'),
    ];
    expect(drawn(chainTree(facts, today))).toBe('~kadis>kabid:unread kabid>kasi:unread kasi>prakom:unread');
  });

  it('does not depend on a forward arriving before what it continues', () => {
    const facts = [disposition('d2', 'kabid', ['kasi'], 'd1'), disposition('d1', 'kadis', ['kabid'])];
    expect(drawn(chainTree(facts, today))).toBe('kadis>kabid:forwarded[kabid>kasi:unread]');
  });
});

describe('a due day', () => {
  it('is late from the day after, and only while the branch is open', () => {
    expect(isOverdue({ due: '2026-11-20', state: 'unread' }, today)).toBe(false);
    expect(isOverdue({ due: '2026-11-19', state: 'read' }, today)).toBe(true);
    expect(isOverdue({ due: '2026-11-19', state: 'forwarded' }, today)).toBe(false);
    expect(isOverdue({ due: null, state: 'unread' }, today)).toBe(false);
  });
});

describe('the list of open work', () => {
  const letter = (id: string, date: string, facts: readonly Fact[], voided = false): Letter =>
    ({
      id,
      received: { date, time: '08:00' },
      facts,
      voided: voided ? { reason: '', at: '', by: stamp('').by } : null,
    }) as unknown as Letter;

  it('puts the overdue first, then by due day, those without one last, older before newer', () => {
    const to = (id: string, due: string | null): readonly Fact[] => [disposition(id, 'kadis', ['kabid'], null, due)];
    const letters = [
      letter('none-new', '2026-11-19', to('1', null)),
      letter('later', '2026-11-10', to('2', '2026-12-01')),
      letter('late', '2026-11-10', to('3', '2026-11-02')),
      letter('none-old', '2026-11-01', to('4', null)),
    ];
    expect(
      workList(letters, ['kabid'], today).map(({ letter: { id }, overdue }) => `${id}${overdue ? '!' : ''}`),
    ).toEqual(['late!', 'later', 'none-old', 'none-new']);
  });

  it('contains what waits for these positions and nothing that is over', () => {
    const letters = [
      letter('forwarded', today, [disposition('1', 'kadis', ['kabid']), disposition('2', 'kabid', ['kasi'], '1')]),
      letter('done', today, [disposition('3', 'kadis', ['kabid']), complete('3', 'kabid')]),
      letter('void', today, [disposition('4', 'kadis', ['kabid'])], true),
      letter('open', today, [disposition('5', 'kadis', ['kabid', 'statistik'])]),
    ];
    expect(workList(letters, ['kabid'], today).map(({ letter: { id } }) => id)).toEqual(['open']);
    expect(workList(letters, ['kasi'], today).map(({ letter: { id } }) => id)).toEqual(['forwarded']);
  });
});

describe('who writes to whom', () => {
  const position = (id: string, parentId: string | null, order: number, closedOn: string | null = null) =>
    ({ id, parentId, order, closedOn, title: id }) as Position;
  const tree = [
    position('kadis', null, 1),
    position('statistik', 'kadis', 3),
    position('aptika', 'kadis', 2),
    position('kasi', 'aptika', 4),
    position('lama', 'kadis', 0, '2020-01-01'),
  ];

  it('suggests those below first, then those beside, then all others; never oneself or a closed position', () => {
    expect(suggestRecipients(tree, 'aptika').map(({ position: { id }, group }) => `${id} ${group}`)).toEqual([
      'kasi below',
      'statistik beside',
      'kadis other',
    ]);
  });

  it('lets handwriting continue the disposition its writer has not answered yet', () => {
    const facts = [
      disposition('d1', 'kadis', ['aptika']),
      disposition('d2', 'aptika', ['kasi'], 'd1'),
      disposition('d3', 'kadis', ['aptika']),
      complete('d3', 'aptika'),
      disposition('d4', 'statistik', ['aptika']),
    ];
    expect(parentFor(facts, 'aptika')?.id).toBe('d4');
    expect(parentFor(facts.slice(0, 4), 'aptika')?.id).toBe('d3');
    expect(parentFor(facts, 'kadis')).toBeNull();
  });

  it('expects the head on an empty sheet and the last recipient afterwards', () => {
    expect(likelyWriter([], 'kadis', ['sekretaris'])).toBe('kadis');
    expect(likelyWriter([], null, ['sekretaris'])).toBe('sekretaris');
    expect(likelyWriter([disposition('d1', 'kadis', ['aptika', 'statistik'])], 'kadis', [])).toBe('aptika');
  });
});
