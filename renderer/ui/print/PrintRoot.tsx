import { useLayoutEffect, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import './print-root.css';

interface Props {
  /** Paper in mm. */
  readonly width: number;
  readonly height: number;
  /** Shown on the screen as well, not only on paper. */
  readonly onScreen: boolean;
  readonly children: ReactNode;
}

/**
 * What this page prints: everything else of the program stays off the paper while this is mounted. The paper's size
 * goes in as a constructed style sheet, which the content security policy of the page allows.
 */
export function PrintRoot({ width, height, onScreen, children }: Props) {
  const [host] = useState(() => document.createElement('div'));
  useLayoutEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@page { size: ${width}mm ${height}mm; margin: 0; }`);
    document.adoptedStyleSheets.push(sheet);
    host.className = 'print-root';
    host.dataset['onScreen'] = String(onScreen);
    document.body.append(host);
    document.documentElement.dataset['printing'] = 'true';
    return () => {
      delete document.documentElement.dataset['printing'];
      host.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((known) => known !== sheet);
    };
  }, [host, width, height, onScreen]);
  return createPortal(children, host);
}

/** Resolves when every picture below `root` can be drawn; one that cannot be read does not hold up the paper. */
export async function picturesReady(root: ParentNode): Promise<void> {
  await Promise.all([...root.querySelectorAll('img')].map((img) => img.decode().catch(() => undefined)));
}
