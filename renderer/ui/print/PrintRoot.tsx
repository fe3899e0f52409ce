import { useLayoutEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { papers, type PaperSize } from '../../../shared/sheet/paper.ts';
import { useTexts } from '../texts/index.ts';
import './print-root.css';

interface Props {
  /** Declarations of the `@page` rule, {@link pageRule} or one with margins of its own; or whole `@page` rules. */
  readonly rule: string;
  /** Shown on the screen as well, not only on paper. */
  readonly onScreen: boolean;
  readonly children: ReactNode;
}

/** A page of exactly this paper; the sheet draws its own margins. */
export function pageRule(size: PaperSize): string {
  const { width, height } = papers[size];
  return `size: ${width}mm ${height}mm; margin: 0;`;
}

/**
 * What this page prints: everything else of the program stays off the paper while this is mounted. The paper's size
 * goes in as a constructed style sheet, which the content security policy of the page allows.
 */
export function PrintRoot({ rule, onScreen, children }: Props) {
  const t = useTexts();
  useLayoutEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rule.startsWith('@page') ? rule : `@page { ${rule} }`);
    document.adoptedStyleSheets.push(sheet);
    document.documentElement.dataset['printing'] = 'true';
    return () => {
      delete document.documentElement.dataset['printing'];
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((known) => known !== sheet);
    };
  }, [rule]);
  return createPortal(
    <section className="print-root" aria-label={t('sheet.paperLabel')} data-on-screen={onScreen}>
      {children}
    </section>,
    document.body,
  );
}

/** Resolves when every picture below `root` can be drawn; one that cannot be read does not hold up the paper. */
export async function picturesReady(root: ParentNode): Promise<void> {
  await Promise.all([...root.querySelectorAll('img')].map((img) => img.decode().catch(() => undefined)));
}
