import { Autocomplete } from '@mui/material';
import { useState } from 'react';
import type { Letter } from '../../../shared/letters/letter.ts';
import { useLive, useLiveAsync } from '../app/office-context.tsx';
import { Field } from '../kit/index.ts';
import { agendaLabel } from '../letters/AgendaLabel.tsx';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly value: string | null;
  readonly error?: string | null | undefined;
  readonly onChange: (letterId: string | null) => void;
}

interface Option {
  readonly id: string;
  readonly label: string;
}

const most = 20;

/** One letter of the book, found by number, sender or subject. */
export function LetterField({ value, error, onChange }: Props) {
  const t = useTexts();
  const [words, setWords] = useState('');
  const found = useLive((office) => office.letters({ text: words }), [words]);
  const chosen = useLiveAsync(
    async (office) => (value === null ? null : await office.get<Letter>('letter', value)),
    [value],
  );
  const options = Array.from({ length: Math.min(most, found.total) }, (_, at) => found.line(at)).flatMap(
    (line): Option[] =>
      line === null || line.hidden
        ? []
        : [{ id: line.id, label: [agendaLabel(t, line.agenda), line.sender, line.subject].join(' · ') }],
  );
  const known: Option | null =
    value === null
      ? null
      : {
          id: value,
          label: chosen
            ? [agendaLabel(t, chosen.agenda), chosen.sender.name, chosen.subject].join(' · ')
            : (options.find(({ id }) => id === value)?.label ?? ''),
        };
  return (
    <Autocomplete<Option>
      options={options}
      // The office has searched already, in more fields than the label shows.
      filterOptions={(all) => all}
      value={known}
      getOptionLabel={({ label }) => label}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      onInputChange={(_event, text, reason) => setWords(reason === 'input' ? text : '')}
      onChange={(_event, option) => onChange(option?.id ?? null)}
      renderInput={(params) => (
        <Field
          {...params}
          label={t('complaints.field.letterId')}
          placeholder={t('complaints.hint.letter')}
          error={error}
        />
      )}
    />
  );
}
