import { Autocomplete } from '@mui/material';
import { useMemo } from 'react';
import type { Position } from '../../../shared/people/people.ts';
import type { Actor } from '../../../shared/services/definition.ts';
import { Field } from '../kit/index.ts';
import { useLive } from '../office/office-context.tsx';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly label: string;
  readonly error: string | null;
  readonly value: readonly Actor[];
  readonly onChange: (actors: readonly Actor[]) => void;
}

const keyOf = (actor: Actor): string => (actor.kind === 'agency' ? 'agency' : `${actor.kind}:${actor.position}`);

/** Who acts in a step: positions of the office that are in use, the team as it was, and the agency. */
export function ActorsField({ label, error, value, onChange }: Props) {
  const t = useTexts();
  const positions = useLive((office) => office.master<Position>('position'));
  const options = useMemo(() => {
    const open = positions.filter(({ closedOn }) => closedOn === null);
    const all: readonly Actor[] = [
      ...value,
      { kind: 'agency', label: t('admin.service.agency') },
      ...open.map(({ id, title }): Actor => ({ kind: 'position', position: id, label: title })),
    ];
    return [...new Map([...all].reverse().map((actor) => [keyOf(actor), actor])).values()].reverse();
  }, [positions, value, t]);
  const byKey = new Map([...options, ...value].map((actor) => [keyOf(actor), actor]));
  const keys = useMemo(() => value.map(keyOf), [value]);
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      filterSelectedOptions
      options={options}
      value={keys}
      getOptionValue={keyOf}
      getOptionLabel={(actor) => actor.label}
      getOptionKey={keyOf}
      onChange={(_event, next: readonly string[]) => onChange(next.flatMap((key) => byKey.get(key) ?? []))}
      renderInput={(params) => <Field {...params} label={label} error={error} />}
    />
  );
}
