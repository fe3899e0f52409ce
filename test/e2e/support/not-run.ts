import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter';

/** Reports at the end, in words, which projects did not run: a skipped line is too easily read as a green one. */
class NotRun implements Reporter {
  #root: Suite | null = null;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#root = suite;
  }

  onEnd(): void {
    // With --list nothing runs at all, and that was asked for.
    if (!this.#root?.allTests().some(({ results }) => results.length > 0)) return;
    for (const project of this.#root.suites) {
      const skipped = project.allTests().filter((test) => test.outcome() === 'skipped');
      if (skipped.length === 0) continue;
      const reasons = new Set(
        skipped.flatMap((test) =>
          test.results.flatMap(({ annotations }) => annotations.map((a) => a.description ?? '')),
        ),
      );
      const why = [...reasons].filter((reason) => reason !== '').join('; ') || 'no reason given';
      console.log(`\n  NOT RUN: ${skipped.length} of project ${project.title}: ${why}`);
      for (const test of skipped) console.log(`    - ${test.titlePath().slice(2).join(' › ')}`);
    }
  }

  printsToStdio(): boolean {
    return false;
  }
}

// Playwright loads a reporter by the default export of its file.
export default NotRun;
