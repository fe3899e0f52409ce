import { DateCalendar, LocalizationProvider } from '@mui/x-date-pickers';
import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs';
import dayjs from 'dayjs';
import 'dayjs/locale/id';
import { useMemo } from 'react';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly value: PlainDate | null;
  /** The office's day; null: the PC's. */
  readonly today: PlainDate | null;
  readonly onChoose: (date: PlainDate) => void;
}

/** An adapter whose today is the office's: a PC set to another zone, or wrongly, marks the same day. */
function adapterOf(today: PlainDate | null): typeof AdapterDayjs {
  if (today === null) return AdapterDayjs;
  return class extends AdapterDayjs {
    constructor(options: ConstructorParameters<typeof AdapterDayjs>[0]) {
      super(options);
      const { date } = this;
      this.date = ((value, timezone) =>
        value === undefined ? date(`${today}T12:00:00`, timezone) : date(value, timezone)) as typeof date;
    }
  };
}

/** A month to choose a day from. */
export function Calendar({ value, today, onChoose }: Props) {
  const t = useTexts();
  const adapter = useMemo(() => adapterOf(today), [today]);
  return (
    <LocalizationProvider
      dateAdapter={adapter}
      adapterLocale="id"
      localeText={{
        previousMonth: t('app.date.previousMonth'),
        nextMonth: t('app.date.nextMonth'),
        calendarViewSwitchingButtonAriaLabel: (view) => t(view === 'year' ? 'app.date.toDays' : 'app.date.toYears'),
      }}
    >
      <DateCalendar
        autoFocus
        value={value === null ? null : dayjs(value)}
        onChange={(day: dayjs.Dayjs | null, state) => {
          if (day !== null && state === 'finish') onChoose(day.format('YYYY-MM-DD'));
        }}
      />
    </LocalizationProvider>
  );
}
