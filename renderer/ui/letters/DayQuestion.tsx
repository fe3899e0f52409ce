import { Box } from '@mui/material';
import { clockTime, longDate } from '../../../shared/dates/indonesian.ts';
import type { TwoClocks } from '../../../shared/dates/two-clocks.ts';
import { yearOf } from '../../../shared/dates/plain-date.ts';
import type { WibMoment } from '../../../shared/dates/wib.ts';
import { RadioRow } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly clocks: TwoClocks;
  readonly chosen: 'pc' | 'office' | null;
  /** It was saved without an answer. */
  readonly missing: boolean;
  readonly onChoose: (day: 'pc' | 'office') => void;
}

const options: readonly ('office' | 'pc' | '')[] = ['office', 'pc'];

/** Which of two days is today: the PC's clock and the register's are not of one day. Stands by the date of receipt. */
export function DayQuestion({ clocks, chosen, missing, onChoose }: Props) {
  const t = useTexts();
  const said = ({ date, time }: WibMoment) => ({ date: longDate(date), time: clockTime(time), year: yearOf(date) });
  return (
    <Box sx={{ border: 1, borderColor: 'warning.main', borderRadius: 1, px: 1.5, py: 1 }}>
      <RadioRow
        label={t(
          yearOf(clocks.pc.date) === yearOf(clocks.office.date)
            ? 'letters.register.dayQuestion'
            : 'letters.register.yearQuestion',
        )}
        // No day is chosen before a person did.
        value={chosen ?? ''}
        options={options}
        text={(day) =>
          t(day === '' ? 'letters.register.dayMissing' : `letters.register.day.${day}`, said(clocks[day || 'pc']))
        }
        error={missing ? t('letters.register.dayMissing') : null}
        onChange={(day) => {
          if (day !== '') onChoose(day);
        }}
      />
    </Box>
  );
}
