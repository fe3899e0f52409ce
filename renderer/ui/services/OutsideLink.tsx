import { Link } from '@mui/material';
import type { ReactNode } from 'react';
import { useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { useDesk, useDeskInfo } from '../office/desk-context.tsx';

interface Props {
  /** `https:` or `mailto:`; the shell opens nothing else. */
  readonly url: string;
  readonly children: ReactNode;
}

/** A link out of the program: the shell hands it to the system's browser, elsewhere it is a link as on any page. */
export function OutsideLink({ url, children }: Props) {
  const t = useTexts();
  const desk = useDesk();
  const info = useDeskInfo();
  const say = useNotice();
  return (
    <Link
      href={url}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => {
        if (info?.host !== 'electron') return;
        event.preventDefault();
        void desk.openExternal(url).then((answer) => {
          if (!answer.ok) say(refusalText(t, answer.error), 'error');
        });
      }}
    >
      {children}
    </Link>
  );
}
