import { Typography } from '@mui/material';
import type { DocType } from '../../../shared/commands/documents.ts';
import { readDraft } from '../../../shared/interchange/draft.ts';
import { agendaLabel } from '../kit/index.ts';
import { useLive } from '../office/office-context.tsx';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly type: DocType | null;
  readonly id: string;
}

/** Which letter, request or complaint an entry is about, in the words of the office; nothing when it is not here. */
export function AboutDocument({ type, id }: Props) {
  const t = useTexts();
  const line = useLive(
    (office) => (type === 'letter' || type === 'letterStub' ? office.letterLine(id) : null),
    [type, id],
  );
  const title = useLive(
    (office) => {
      if (type === 'case') return office.records('case').find((one) => one.id === id)?.title ?? null;
      if (type === 'interchange') {
        const doc = office.records('interchange').find((one) => one.id === id);
        return (doc && readDraft(doc).parts.datasetTitle) ?? null;
      }
      return type === 'complaint' ? (office.records('complaint').find((one) => one.id === id)?.subject ?? null) : null;
    },
    [type, id],
  );
  const text = line
    ? t('sync.attention.letter', {
        agenda: agendaLabel(t, line.agenda),
        number: line.letterNumber || '-',
        sender: line.sender || '-',
        subject: line.subject || '-',
      })
    : title;
  if (text === null) return null;
  return (
    <Typography variant="body2" sx={{ mb: 1, fontWeight: 500, overflowWrap: 'anywhere' }}>
      {text}
    </Typography>
  );
}
