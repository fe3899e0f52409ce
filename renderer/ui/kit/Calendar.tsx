import { DateCalendar, LocalizationProvider } from '@mui/x-date-pickers';
import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs';
import dayjs from 'dayjs';
import 'dayjs/locale/id';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';

interface Props {
  readonly value: PlainDate | null;
  readonly onChoose: (date: PlainDate) => void;
}

/** A month to choose a day from. */
export function Calendar({ value, onChoose }: Props) {
  return (
    <LocalizationProvider dateAdapter={AdapterDayjs} adapterLocale="id">
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
