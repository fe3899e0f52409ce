import { Typography } from '@mui/material';
import { FormField } from '../kit/index.ts';
import { EntryDialog } from './EntryDialog.tsx';
import { useEntryForm } from './use-entry-form.ts';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly confirm: string;
  readonly danger?: boolean;
  /** Whether the text may stay empty. */
  readonly optional?: boolean;
  readonly args: (text: string) => unknown;
  readonly command: string;
  /** The position to act from, where it matters. */
  readonly acting?: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The command calls it a reason or a text; it is the only field there is. */
const onlyField = (path: string): string | null => (path === 'reason' || path === 'text' ? 'text' : null);

/** Asks for a text and records one command with it: a reason, a report, a result. */
export function ReasonDialog(props: Props) {
  const { command, args, acting, optional = false } = props;
  const entry = useEntryForm({
    command,
    start: { text: '' },
    args: ({ text }) => args(text),
    fieldOf: onlyField,
    acting,
    onSaved: props.onDone,
  });
  return (
    <EntryDialog
      small
      entry={entry}
      title={props.title}
      confirm={props.confirm}
      danger={props.danger ?? false}
      canSave={optional || entry.values.text.trim() !== ''}
      onClose={props.onClose}
    >
      <Typography variant="body2" color="textSecondary">
        {props.text}
      </Typography>
      <FormField
        autoFocus
        multiline
        minRows={3}
        maxRows={10}
        control={entry.form.control}
        name="text"
        label={props.label}
        required={!optional}
      />
    </EntryDialog>
  );
}
