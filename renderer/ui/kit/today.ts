import { createContext, useContext } from 'react';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';

const Context = createContext<PlainDate | null>(null);

/** Hands the office's day to every date field below: its year completes a short date, the calendar marks it. */
export const TodayProvider = Context;

/** Today in WIB, whatever the PC's zone; null where nobody said it. */
export const useOfficeDay = (): PlainDate | null => useContext(Context);
