import { Typography } from '@mui/material';
import { useState } from 'react';
import { ConfirmDialog, Field } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import type { Entry } from './use-entry.ts';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly confirm: string;
  readonly danger?: boolean;
  /** Whether the text may stay empty. */
  readonly optional?: boolean;
  readonly entry: Entry;
  readonly args: (text: string) => unknown;
  readonly command: string;
  /** The position to act from, where it matters. */
  readonly acting?: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks for a text and records one command with it: a reason, a report, a result. */
export function ReasonDialog(props: Props) {
  const t = useTexts();
  const { entry } = props;
  const [text, setText] = useState('');
  const refusal = entry.refusals[0];
  return (
    <ConfirmDialog
      open
      title={props.title}
      confirm={props.confirm}
      danger={props.danger ?? false}
      disabled={entry.saving || (props.optional !== true && text.trim() === '')}
      onClose={props.onClose}
      onConfirm={() => {
        void entry
          .run(props.command, props.args(text), props.acting === undefined ? {} : { acting: props.acting })
          .then((done) => {
            if (done) props.onDone();
          });
      }}
    >
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        {props.text}
      </Typography>
      <Field
        autoFocus
        multiline
        minRows={3}
        maxRows={10}
        label={props.label}
        required={props.optional !== true}
        value={text}
        onChange={({ target }) => setText(target.value)}
        error={entry.failed ? t('letters.register.failed') : refusal ? refusalText(t, refusal) : null}
      />
    </ConfirmDialog>
  );
}
