import CalendarMonth from '@mui/icons-material/CalendarMonthOutlined';
import { IconButton, InputAdornment, Popover, TextField, type TextFieldProps } from '@mui/material';
import { lazy, Suspense, useRef, useState, type KeyboardEvent } from 'react';
import { parseDateInput, shortDate } from '../../../shared/dates/indonesian.ts';
import { addDays, type PlainDate } from '../../../shared/dates/plain-date.ts';
import { useTexts } from '../texts/index.ts';

const Calendar = lazy(() => import('./Calendar.tsx').then((module) => ({ default: module.Calendar })));

interface Props extends Omit<TextFieldProps, 'value' | 'onChange' | 'onBlur' | 'onInvalid' | 'error'> {
  readonly value: PlainDate | null;
  /** Null for an emptied field. Text that is no date is reported by {@link Props.onInvalid} instead. */
  readonly onChange: (date: PlainDate | null) => void;
  /** Whether the typed text is no date at present; a form must not be saved then. */
  readonly onInvalid?: (invalid: boolean) => void;
  readonly onBlur?: () => void;
  /** A sentence under the field; the message for a text that is no date takes precedence. */
  readonly error?: string | null | undefined;
}

/** A date typed by keyboard: `8/10/26`, `081026`, `8 Okt 2026`; arrows move by a day; the calendar is beside it. */
export function DateField({ value, onChange, onInvalid, onBlur, error, helperText, ...rest }: Props) {
  const t = useTexts();
  const [draft, setDraft] = useState<string | null>(null);
  const [bad, setBad] = useState(false);
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement | null>(null);

  function mark(invalid: boolean): void {
    setBad(invalid);
    if (invalid !== bad) onInvalid?.(invalid);
  }
  function type(text: string): void {
    setDraft(text);
    const date = parseDateInput(text);
    if (text.trim() === '') onChange(null);
    else if (date !== null) onChange(date);
    if (bad) mark(text.trim() !== '' && date === null);
  }
  function settle(): void {
    if (draft !== null) {
      const wrong = draft.trim() !== '' && parseDateInput(draft) === null;
      mark(wrong);
      if (!wrong) setDraft(null);
    }
    onBlur?.();
  }
  function onKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey) return;
    const from = draft === null ? value : (parseDateInput(draft) ?? value);
    if (from === null) return;
    event.preventDefault();
    setDraft(null);
    mark(false);
    onChange(addDays(from, step));
  }

  const sentence = bad ? t('app.date.bad') : error;
  const wrong = sentence != null && sentence !== '';
  return (
    <>
      <TextField
        placeholder={t('app.date.hint')}
        autoComplete="off"
        {...rest}
        ref={anchor}
        value={draft ?? (value === null ? '' : shortDate(value))}
        onChange={(event) => type(event.target.value)}
        onBlur={settle}
        onKeyDown={onKey}
        error={wrong}
        helperText={wrong ? sentence : helperText}
        slotProps={{
          input: {
            endAdornment: (
              <InputAdornment position="end">
                <IconButton
                  tabIndex={-1}
                  edge="end"
                  disabled={rest.disabled ?? false}
                  aria-label={t('app.date.open')}
                  onClick={() => setOpen(true)}
                >
                  <CalendarMonth fontSize="inherit" />
                </IconButton>
              </InputAdornment>
            ),
          },
        }}
      />
      <Popover
        open={open}
        anchorEl={() => anchor.current}
        onClose={() => setOpen(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      >
        <Suspense fallback={null}>
          <Calendar
            value={value}
            onChoose={(date) => {
              setDraft(null);
              mark(false);
              onChange(date);
              setOpen(false);
            }}
          />
        </Suspense>
      </Popover>
    </>
  );
}
