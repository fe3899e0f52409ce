/** A program, or a window of it. Its requests are answered only while it is alive. */
export interface Lifetime {
  readonly alive: boolean;
  /** Ends it and all lifetimes inside it. */
  end(): void;
  /** A lifetime inside this one. */
  child(): Lifetime;
  /** Passes an answer on if it is still alive. */
  only<T>(answer: Promise<T>): Promise<T>;
  onEnd(work: () => void): void;
}

export function makeLifetime(): Lifetime {
  let alive = true;
  const ends: (() => void)[] = [];
  const lifetime: Lifetime = {
    get alive() {
      return alive;
    },
    end() {
      if (!alive) return;
      alive = false;
      for (const work of ends.splice(0)) work();
    },
    child() {
      const inner = makeLifetime();
      if (alive) ends.push(inner.end);
      else inner.end();
      return inner;
    },
    only: <T>(answer: Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        answer.then(
          (value) => {
            if (alive) resolve(value);
          },
          (error: Error) => {
            if (alive) reject(error);
          },
        );
      }),
    onEnd: (work) => void ends.push(work),
  };
  return lifetime;
}
