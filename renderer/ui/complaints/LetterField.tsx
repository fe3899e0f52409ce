import { Autocomplete } from '@mui/material';
import { useState } from 'react';
import type { Letter } from '../../../shared/letters/letter.ts';
import { useLive, useLiveAsync } from '../office/office-context.tsx';
import { agendaLabel, Field } from '../kit/index.ts';
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

const maxListed = 20;

/** One letter of the book, found by number, sender or subject. */
export function LetterField({ value, error, onChange }: Props) {
  const t = useTexts();
  const [words, setWords] = useState('');
  const found = useLive((office) => office.letters({ text: words }), [words]);
  const chosen = useLiveAsync(
    async (office) => (value === null ? null : await office.get<Letter>('letter', value)),
    [value],
  );
  const offered = Array.from({ length: Math.min(maxListed, found.total) }, (_, at) => found.line(at)).flatMap(
    (line): Option[] =>
      line === null || line.hidden
        ? []
        : [{ id: line.id, label: [agendaLabel(t, line.agenda), line.sender, line.subject].join(' · ') }],
  );
  // The chosen letter has its text whatever is being searched; offered are the letters found.
  const options =
    !chosen || offered.some(({ id }) => id === chosen.id)
      ? offered
      : [
          { id: chosen.id, label: [agendaLabel(t, chosen.agenda), chosen.sender.name, chosen.subject].join(' · ') },
          ...offered,
        ];
  return (
    <Autocomplete
      options={options}
      // The office has searched already, in more fields than the label shows.
      filterOptions={() => offered}
      value={value}
      getOptionValue={({ id }) => id}
      getOptionLabel={({ label }) => label}
      getOptionKey={({ id }) => id}
      onInputChange={(_event, text, reason) => setWords(reason === 'input' ? text : '')}
      onChange={(_event, id) => onChange(id)}
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
