import { useEffect, useRef, useState } from 'react';
import { useForm, useWatch, type UseFormReturn } from 'react-hook-form';
import type { DayAnswer, TwoClocks } from '../../../shared/dates/two-clocks.ts';
import { toWib } from '../../../shared/dates/wib.ts';
import type { Agenda } from '../../../shared/letters/letter.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { LetterLine } from '../../data/office.ts';
import { useLive, useOffice } from '../office/office-context.tsx';
import { useClock, useNow } from '../office/clock-context.tsx';
import { dropDraft, keepDraft, type LetterDraft } from './draft.ts';
import { showRefusals } from './form-refusals.ts';
import { hasTyped, type HeaderForm } from './header-form.ts';
import { leaveField } from '../kit/index.ts';
import { book } from './register-letter.ts';
import { clockNeedsConfirmation, dayInDoubt, headerWarnings, type HeaderWarning } from './warnings.ts';

/** A message above the form beside the errors of its fields. */
export type FormTrouble = 'failed' | 'badDates' | 'changedElsewhere';

export interface RegisterState {
  readonly form: UseFormReturn<HeaderForm>;
  readonly typed: boolean;
  readonly saving: boolean;
  readonly saved: { readonly agenda: Agenda | null; readonly letterId: string; readonly sender: string } | null;
  readonly warnings: readonly HeaderWarning[];
  readonly duplicates: readonly LetterLine[];
  readonly reason: string;
  readonly reasonMissing: boolean;
  readonly refusals: readonly Refusal[];
  readonly trouble: FormTrouble | null;
  readonly askClock: boolean;
  /** Which day is today; null: there is no doubt. */
  readonly day: {
    readonly clocks: TwoClocks;
    readonly chosen: 'pc' | 'office' | null;
    readonly missing: boolean;
    readonly choose: (day: 'pc' | 'office') => void;
  } | null;
  readonly setReason: (reason: string) => void;
  readonly markDate: (field: 'received.date' | 'letterDate', invalid: boolean) => void;
  readonly closeClock: () => void;
  /** Saves what is typed; `sure` when the receipt date was confirmed in spite of the PC's clock. */
  readonly save: (sure: boolean) => Promise<void>;
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
  const form = useForm<HeaderForm>({ defaultValues: start.form });
  const values = useWatch({ control: form.control, compute: (all) => all });
  const [reason, setReason] = useState(start.duplicateReason);
  const [reasonMissing, setReasonMissing] = useState(false);
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState<RegisterState['saved']>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [trouble, setTrouble] = useState<FormTrouble | null>(null);
  const [askClock, setAskClock] = useState(false);
  const [dayMissing, setDayMissing] = useState(false);
  const skewMs = useLive((o) => o.sync().skewMs);
  const clocks = dayInDoubt(values.received.date, useNow(5_000), skewMs);
  const [chosenDay, setChosenDay] = useState<'pc' | 'office' | null>(null);
  const busy = useRef(false);
  const badDates = useRef(new Set<string>());
  const touched = useRef(hasTyped(start.form));
  const { name } = values.sender;
  const duplicates = useLive(
    (o) => (name.trim() === '' ? [] : o.duplicates(name, values.letterNumber, values.letterDate)),
    [name, values.letterNumber, values.letterDate],
  );
  const typed = saved === null && hasTyped(values);

  useEffect(() => {
    if (saved !== null || again !== null) return;
    keepDraft(office.drafts, office.account.id, { ...ids, form: values, duplicateReason: reason });
  }, [office, ids, values, reason, saved, again]);

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

  async function attempt(draft: LetterDraft): Promise<void> {
    const booking = await book(office, draft, duplicates.length > 0, answer());
    if (booking.kind === 'saved') {
      if (again === null) dropDraft(office.drafts, office.account.id);
      else again.onBooked();
      setSaved({ agenda: booking.agenda, letterId: draft.letterId, sender: draft.form.sender.name });
    } else if (booking.kind === 'taken') {
      setIds({ opId: office.newEntryId(), letterId: office.newId() });
      setTrouble('changedElsewhere');
    } else {
      setRefusals(showRefusals(booking.refusals, form.setError));
    }
  }

  async function save(sure: boolean): Promise<void> {
    if (busy.current || saved !== null) return;
    const goBack = leaveField();
    form.clearErrors();
    setRefusals([]);
    setTrouble(null);
    setAskClock(false);
    const missing = duplicates.length > 0 && reason.trim() === '';
    setReasonMissing(missing);
    if (badDates.current.size > 0) {
      goBack();
      return setTrouble('badDates');
    }
    if (missing) return focusReason();
    if (clocks && chosenDay === null) {
      setDayMissing(true);
      return goBack();
    }
    if (!sure && !clocks && clockNeedsConfirmation(office.sync())) return setAskClock(true);
    busy.current = true;
    setSaving(true);
    try {
      await attempt({ ...ids, form: form.getValues(), duplicateReason: reason });
    } catch (fault) {
      // Disk or program failed: the same ids again are the same letter, so a retry is always safe.
      console.error(fault);
      setTrouble('failed');
    } finally {
      busy.current = false;
      setSaving(false);
      goBack();
    }
  }

  return {
    form,
    typed,
    saving,
    saved,
    duplicates,
    reason,
    reasonMissing,
    refusals,
    trouble,
    askClock,
    day: clocks && { clocks, chosen: chosenDay, missing: dayMissing, choose },
    setReason,
    save,
    // Of the two clocks the register's judges: what the form proposes is its own day then.
    warnings: headerWarnings(values, openedAt + (clocks ? (skewMs ?? 0) : 0)),
    markDate(field, invalid) {
      if (invalid) badDates.current.add(field);
      else badDates.current.delete(field);
    },
    closeClock: () => setAskClock(false),
  };
}
