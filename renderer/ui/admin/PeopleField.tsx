import Delete from '@mui/icons-material/CloseOutlined';
import { Box, Button, FormHelperText, IconButton, MenuItem, TextField, Typography } from '@mui/material';
import { holderKinds, type Holder } from '../../../shared/people/people.ts';
import { useToday } from '../office/clock-context.tsx';
import { useOffice } from '../office/office-context.tsx';
import { DateField } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { RefField } from './RefField.tsx';

type Line = Omit<Holder, 'kind'> & { readonly kind?: Holder['kind'] };

interface Props {
  readonly label: string;
  readonly error: string | null;
  /** Whether a line says definitif, Plt. or Plh.; a deputy's does not. */
  readonly kinds: boolean;
  readonly value: unknown;
  readonly onChange: (lines: readonly Line[]) => void;
}

/** Who holds a position, or may act for it, from when to when. */
export function PeopleField({ label, error, kinds, value, onChange }: Props) {
  const t = useTexts();
  const office = useOffice();
  const today = useToday();
  const lines = Array.isArray(value) ? (value as readonly Line[]) : [];
  const change = (i: number, part: Partial<Line>): void =>
    onChange(lines.map((line, k) => (k === i ? { ...line, ...part } : line)));
  const add = (): void =>
    onChange([
      ...lines,
      { id: office.newId(), personId: '', ...(kinds ? { kind: 'definitif' as const } : {}), from: today, to: null },
    ]);
  return (
    <Box role="group" aria-label={label}>
      <Typography variant="caption" color="textSecondary" component="p" sx={{ mb: 0.75 }}>
        {label}
      </Typography>
      {lines.map((line, i) => (
        <Box
          key={line.id}
          sx={{
            display: 'grid',
            gridTemplateColumns: kinds ? '1fr 110px 150px 150px 32px' : '1fr 150px 150px 32px',
            gap: 1,
            mb: 1,
            alignItems: 'start',
          }}
        >
          <RefField
            label={t('admin.field.person')}
            of="person"
            value={line.personId === '' ? null : line.personId}
            onChange={(id) => change(i, { personId: id ?? '' })}
          />
          {kinds && (
            <TextField
              select
              label={t('admin.field.holderKind')}
              value={line.kind ?? 'definitif'}
              onChange={({ target }) => {
                const kind = holderKinds.find((known) => known === target.value);
                if (kind) change(i, { kind });
              }}
            >
              {holderKinds.map((kind) => (
                <MenuItem key={kind} value={kind}>
                  {t(`app.holder.${kind}`)}
                </MenuItem>
              ))}
            </TextField>
          )}
          <DateField
            label={t('admin.field.from')}
            value={line.from || null}
            onChange={(from) => change(i, { from: from ?? '' })}
          />
          <DateField
            label={t('admin.field.to')}
            placeholder={t('admin.people.openEnd')}
            value={line.to}
            onChange={(to) => change(i, { to })}
          />
          <IconButton
            aria-label={t('admin.people.remove', { no: i + 1 })}
            onClick={() => onChange(lines.filter((_line, k) => k !== i))}
          >
            <Delete fontSize="small" />
          </IconButton>
        </Box>
      ))}
      {error !== null && <FormHelperText error>{error}</FormHelperText>}
      <Button onClick={add}>{t(kinds ? 'admin.people.addHolder' : 'admin.people.addDeputy')}</Button>
    </Box>
  );
}
