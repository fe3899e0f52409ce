import CalendarMonth from '@mui/icons-material/CalendarMonthOutlined';
import { IconButton, InputAdornment, Popover, TextField, type TextFieldProps } from '@mui/material';
import { lazy, Suspense, useRef, useState, type KeyboardEvent } from 'react';
import { parseDateInput, shortDate } from '../../../shared/dates/indonesian.ts';
import { addDays, isPlainDate, type PlainDate } from '../../../shared/dates/plain-date.ts';
import { useTexts } from '../texts/index.ts';
import { useOfficeDay } from './today.ts';

const Calendar = lazy(() => import('./Calendar.tsx').then((module) => ({ default: module.Calendar })));

/** A date as a form holds it: null for an empty field, and text that is no date as it was typed. */
export type TypedDate = PlainDate | null;

/** Whether the typed text can be read; what a list is filtered by changes only then. */
export function isReadable(date: TypedDate): boolean {
  return date === null || isPlainDate(date);
}

interface Props extends Omit<TextFieldProps, 'value' | 'onChange' | 'onBlur' | 'onInvalid' | 'error'> {
  readonly value: TypedDate;
  /** Text that is no date is given on as it is: the command refuses it by name, and it is never lost. */
  readonly onChange: (date: TypedDate) => void;
  readonly onBlur?: () => void;
  /** A sentence under the field; the message for a text that is no date takes precedence. */
  readonly error?: string | null | undefined;
}

/** A date typed by keyboard: `8/10/26`, `081026`, `8 Okt 2026`, `8/10` of this year; arrows move by a day; the calendar is beside it. */
export function DateField({ value, onChange, onBlur, error, helperText, ...rest }: Props) {
  const t = useTexts();
  const today = useOfficeDay();
  const [draft, setDraft] = useState<string | null>(null);
  // Nothing is said of a text that is still being typed, unless it was wrong before.
  const [quiet, setQuiet] = useState(false);
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement | null>(null);

  const text = draft ?? (value === null ? '' : isPlainDate(value) ? shortDate(value) : value);
  const unread = text.trim() !== '' && parseDateInput(text, today) === null;
  const bad = unread && !quiet;

  function type(typed: string): void {
    setDraft(typed);
    setQuiet(!bad);
    onChange(typed.trim() === '' ? null : (parseDateInput(typed, today) ?? typed));
  }
  function settle(): void {
    setQuiet(false);
    if (!unread) setDraft(null);
    onBlur?.();
  }
  function choose(date: PlainDate): void {
    setDraft(null);
    setQuiet(false);
    onChange(date);
  }
  function onKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey) return;
    const from = parseDateInput(text, today);
    if (from === null) return;
    event.preventDefault();
    choose(addDays(from, step));
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
        value={text}
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
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('app.date.choose') } }}
      >
        <Suspense fallback={null}>
          <Calendar
            value={parseDateInput(text, today)}
            today={today}
            onChoose={(date) => {
              choose(date);
              setOpen(false);
            }}
          />
        </Suspense>
      </Popover>
    </>
  );
}
