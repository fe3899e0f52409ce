import { Typography } from '@mui/material';
import { useLive } from './office-context.tsx';
import { useTexts } from '../texts/index.ts';
import { absentText, nextNumberOf, numbersOf, type BookChoice } from './next-number.ts';
import { useLeases } from './use-leases.ts';

/** Blocks a form names; the book and the register of gaps name all of them. */
const mostNamed = 2;

/** At a form: the number the letter will get, and whose numbers were passed over for it. */
export function NextNumberHint({ book, year }: BookChoice) {
  const t = useTexts();
  const sync = useLive((office) => office.sync());
  const leases = useLeases() ?? [];
  const next = nextNumberOf(sync, leases, { book, year });
  const absent = numbersOf(sync, { book, year })?.absent ?? [];
  return (
    <Typography component="div" variant="body2" color="textSecondary" role="status">
      {next && <div>{t(next.by === 'desk' ? 'numbers.nextHere' : 'numbers.next', { no: next.no, year })}</div>}
      {absent.slice(-mostNamed).map((one) => (
        <div key={one.from}>{absentText(t, one)}</div>
      ))}
    </Typography>
  );
}

/** In the book: numbers without a letter so far, whose desk cannot be reached. */
export function AbsentNumbers({ book, year }: BookChoice) {
  const t = useTexts();
  const absent = useLive((office) => numbersOf(office.sync(), { book, year })?.absent ?? null, [book, year]);
  if (absent === null || absent.length === 0) return null;
  return (
    <Typography component="div" variant="body2" color="textSecondary" role="status" sx={{ mb: 1 }}>
      {absent.map((one) => (
        <div key={one.from}>{absentText(t, one)}</div>
      ))}
    </Typography>
  );
}
