import { useEffect, useRef, useState } from 'react';
import type { DayAnswer, TwoClocks } from '../../../shared/dates/two-clocks.ts';
import { toWib } from '../../../shared/dates/wib.ts';
import type { Agenda } from '../../../shared/letters/letter.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { assertNever, err, ok, type Result } from '../../../shared/result.ts';
import type { LetterLine } from '../../data/office.ts';
import { useLive, useOffice } from '../office/office-context.tsx';
import { useClock, useNow } from '../office/clock-context.tsx';
import { isReadable } from '../kit/index.ts';
import { useEntryForm, type EntryForm } from '../entry/use-entry-form.ts';
import { draftKey, keptOf, type LetterDraft } from './draft.ts';
import { formField } from './form-refusals.ts';
import { hasTyped, registerArgs, type HeaderForm } from './header-form.ts';
import { actingWith, book } from './register-letter.ts';
import { clockNeedsConfirmation, dayInDoubt, headerWarnings, type HeaderWarning } from './warnings.ts';

export interface RegisterState {
  readonly entry: EntryForm<HeaderForm>;
  readonly typed: boolean;
  readonly saved: { readonly agenda: Agenda | null; readonly letterId: string; readonly sender: string } | null;
  readonly warnings: readonly HeaderWarning[];
  readonly duplicates: readonly LetterLine[];
  readonly reason: string;
  readonly reasonMissing: boolean;
  /** Its ids were used for another letter in another window: it has new ones now. */
  readonly changedElsewhere: boolean;
  readonly askClock: boolean;
  /** Which day is today; null: there is no doubt. */
  readonly day: {
    readonly clocks: TwoClocks;
    readonly chosen: 'pc' | 'office' | null;
    readonly missing: boolean;
    readonly choose: (day: 'pc' | 'office') => void;
  } | null;
  readonly setReason: (reason: string) => void;
  readonly closeClock: () => void;
  /** Saves what is typed; `sure` when the receipt date was confirmed in spite of the PC's clock. */
  readonly save: (sure: boolean) => void;
}

/** An entry made again: its text is stored with the entry it comes from, so that it never replaces the draft. */
export interface EnteredAgain {
  readonly onBooked: () => void;
}

/** One letter being booked: its text, its ids, and the single function that saves it. */
export function useRegisterForm(
  start: LetterDraft,
  focusReason: () => void,
  again: EnteredAgain | null,
): RegisterState {
  const office = useOffice();
  const clock = useClock();
  const [openedAt] = useState(() => clock.now());
  const [ids, setIds] = useState({ opId: start.opId, letterId: start.letterId });
  const [reason, setReason] = useState(start.duplicateReason);
  const [reasonMissing, setReasonMissing] = useState(false);
  const [saved, setSaved] = useState<RegisterState['saved']>(null);
  const [changedElsewhere, setChangedElsewhere] = useState(false);
  const entry = useEntryForm<HeaderForm>({
    command: 'letter.register',
    start: start.form,
    args: argsOf,
    fieldOf: formField,
    acting: actingWith(office, 'book'),
    save: attempt,
    ...(again === null
      ? {
          draft: {
            key: draftKey(office.account.id),
            kept: (form) => keptOf({ ...ids, form, duplicateReason: reason }),
          },
        }
      : {}),
    onSaved: () => again?.onBooked(),
  });
  const { form, values } = entry;
  const [askClock, setAskClock] = useState(false);
  const [dayMissing, setDayMissing] = useState(false);
  const skewMs = useLive((o) => o.sync().skewMs);
  const clocks = dayInDoubt(values.received.date, useNow(5_000), skewMs);
  const [chosenDay, setChosenDay] = useState<'pc' | 'office' | null>(null);
  const touched = useRef(hasTyped(start.form));
  const { name } = values.sender;
  const duplicates = useLive(
    // A day that is still being typed is no day of any letter.
    (o) =>
      name.trim() === '' || !isReadable(values.letterDate)
        ? []
        : o.duplicates(name, values.letterNumber, values.letterDate),
    [name, values.letterNumber, values.letterDate],
  );
  const typed = saved === null && hasTyped(values);

  useEffect(() => {
    // A form that was open for an hour dates its letter when the first word is typed, not when it was opened.
    if (touched.current || !typed) return;
    touched.current = true;
    if (!form.getFieldState('received').isDirty) form.setValue('received', { ...toWib(clock.now()) });
  }, [typed, form, clock]);

  function choose(day: 'pc' | 'office'): void {
    setChosenDay(day);
    setDayMissing(false);
    if (clocks) form.setValue('received', { ...clocks[day] }, { shouldDirty: true });
  }

  /** What was answered, if it was asked: the day that stands in the form now. */
  function answer(): DayAnswer | null {
    if (!clocks || chosenDay === null) return null;
    const { pc, office: register } = clocks;
    const { date } = form.getValues('received');
    return { pc: pc.date, office: register.date, chosen: date === register.date ? 'office' : 'pc' };
  }

  /** Only a letter that looks like one in the book has a reason for it. */
  const isDuplicate = duplicates.length > 0;

  function argsOf(typed: HeaderForm): unknown {
    return registerArgs(typed, ids.letterId, isDuplicate ? reason : null, answer());
  }

  async function attempt(typed: HeaderForm, sure: readonly string[]): Promise<Result<null, readonly Refusal[]>> {
    const draft = { ...ids, form: typed, duplicateReason: reason };
    const booking = await book(office, draft, isDuplicate, answer(), sure);
    switch (booking.kind) {
      case 'saved':
        setSaved({ agenda: booking.agenda, letterId: draft.letterId, sender: typed.sender.name });
        return ok(null);
      case 'taken':
        setIds({ opId: office.newId(), letterId: office.newId() });
        setChangedElsewhere(true);
        return err([]);
      case 'refused':
        return err(booking.refusals);
      default:
        return assertNever(booking, 'booking');
    }
  }

  function save(sure: boolean): void {
    if (entry.saving || saved !== null) return;
    setChangedElsewhere(false);
    setAskClock(false);
    const missing = isDuplicate && reason.trim() === '';
    setReasonMissing(missing);
    if (missing) return focusReason();
    setDayMissing(clocks !== null && chosenDay === null);
    if (clocks && chosenDay === null) return;
    if (!sure && !clocks && clockNeedsConfirmation(office.sync())) return setAskClock(true);
    entry.submit();
  }

  return {
    entry: { ...entry, submit: () => save(false) },
    typed,
    saved,
    duplicates,
    reason,
    reasonMissing,
    changedElsewhere,
    askClock,
    day: clocks && { clocks, chosen: chosenDay, missing: dayMissing, choose },
    setReason(text) {
      setReason(text);
      if (text.trim() !== '') setReasonMissing(false);
    },
    save,
    // Of the two clocks the register's judges: what the form proposes is its own day then.
    warnings: headerWarnings(values, openedAt + (clocks ? (skewMs ?? 0) : 0)),
    closeClock: () => setAskClock(false),
  };
}
