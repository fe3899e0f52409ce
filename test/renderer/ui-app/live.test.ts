import { describe, expect, it, vi } from 'vitest';
import { liveReader, sameShallow } from '../../../renderer/ui/office/live.ts';
import { makeFakeOffice } from '../../support/fake-office.ts';

describe('a live value', () => {
  it('is read once while nothing changes', () => {
    const office = makeFakeOffice({ letters: 3 });
    const read = vi.fn(() => office.sync().pending);
    const reader = liveReader(office, read);
    const stop = reader.subscribe(() => undefined);
    reader.snapshot();
    reader.snapshot();
    expect(read).toHaveBeenCalledTimes(1);
    stop();
  });

  it('follows a change at once', () => {
    const office = makeFakeOffice({ letters: 3 });
    const reader = liveReader(office, (o) => o.sync().pending);
    const notify = vi.fn();
    reader.subscribe(notify);
    expect(reader.snapshot()).toBe(0);
    office.setSync({ pending: 7 });
    expect(notify).toHaveBeenCalledTimes(1);
    expect(reader.snapshot()).toBe(7);
  });

  it('keeps its identity while it is equal, so that React does not render again', () => {
    const office = makeFakeOffice({ letters: 3 });
    const reader = liveReader(office, (o) => ({ waiting: o.sync().pending }));
    reader.subscribe(() => undefined);
    const before = reader.snapshot();
    office.setSync({ phase: 'working' });
    expect(reader.snapshot()).toBe(before);
    office.setSync({ pending: 1 });
    expect(reader.snapshot()).not.toBe(before);
  });

  it('misses nothing that happened between the first render and the subscription', () => {
    const office = makeFakeOffice({ letters: 3 });
    const reader = liveReader(office, (o) => o.sync().pending);
    expect(reader.snapshot()).toBe(0);
    office.setSync({ pending: 2 });
    reader.subscribe(() => undefined);
    expect(reader.snapshot()).toBe(2);
  });

  it('stops listening when its component goes', () => {
    const office = makeFakeOffice({ letters: 3 });
    const reader = liveReader(office, (o) => o.sync().pending);
    const notify = vi.fn();
    reader.subscribe(notify)();
    office.setSync({ pending: 2 });
    expect(notify).not.toHaveBeenCalled();
  });
});

describe('sameShallow', () => {
  it.each([
    [1, 1, true],
    [NaN, NaN, true],
    [{ a: 1 }, { a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, false],
    [[1, 2], [1, 2], true],
    [[1], { 0: 1 }, false],
    [{ a: {} }, { a: {} }, false],
    [new Set([1]), new Set([1]), false],
    [null, {}, false],
  ])('%o and %o: %s', (a, b, same) => {
    expect(sameShallow(a, b)).toBe(same);
  });
});
