import { Dialog } from '@mui/material';
import { useEffect, useState } from 'react';
import type { DeskSettings } from '../../../shared/desk/desk.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { useDesk } from '../office/desk-context.tsx';
import { useLiveAsync } from '../office/office-context.tsx';
import { PrintForm } from './PrintForm.tsx';

interface Props {
  readonly letterId: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Chooses how a letter's disposition sheet is printed, shows it as it will be, and prints it. */
export function PrintDialog({ letterId, open, onClose }: Props) {
  return (
    <Dialog open={open} onClose={onClose} maxWidth={false} aria-labelledby="print-dialog-title">
      {open && <PrintBody letterId={letterId} onClose={onClose} />}
    </Dialog>
  );
}

function PrintBody({ letterId, onClose }: Omit<Props, 'open'>) {
  const desk = useDesk();
  const letter = useLiveAsync((office) => office.get<Letter>('letter', letterId), [letterId]);
  const [settings, setSettings] = useState<DeskSettings | null | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    void desk.settings().then((answer) => {
      if (!gone) setSettings(answer.ok ? answer.value : null);
    });
    return () => {
      gone = true;
    };
  }, [desk]);
  if (!letter || settings === undefined) return null;
  return <PrintForm letter={letter} settings={settings} onClose={onClose} />;
}
