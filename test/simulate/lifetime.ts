/** A program, or a window of it. What it asked of the world is answered only while it lives: afterwards nobody listens. */
export interface Lifetime {
  readonly alive: boolean;
  /** Ends it and all that lives in it. */
  end(): void;
  /** A life inside this one. */
  child(): Lifetime;
  /** Passes an answer on to whoever still lives. */
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
