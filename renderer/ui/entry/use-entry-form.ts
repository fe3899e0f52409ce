import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import {
  useForm,
  useWatch,
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  type Resolver,
  type UseFormReturn,
} from 'react-hook-form';
import { isConfirmable, type Refusal } from '../../../shared/refusal.ts';
import type { Result } from '../../../shared/result.ts';
import type { Saved } from '../../data/office.ts';
import { leaveField } from '../kit/index.ts';
import { useOffice } from '../office/office-context.tsx';
import { keepDraft } from './drafts.ts';
import {
  confirmAlso,
  confirmedOf,
  errorsOf,
  fieldError,
  hasBadDate,
  placeRefusals,
  type Confirmed,
  type FieldOf,
} from './refused-fields.ts';

interface Options<F extends FieldValues> {
  readonly command: string;
  readonly start: F;
  /** The form as the command takes it. */
  readonly args: (form: F) => unknown;
  /** What the command cannot know of the form, said together with what it refuses. */
  readonly also?: (form: F) => readonly Refusal[];
  /** Where a field of the command stands in this form, when it is not under the same path. */
  readonly fieldOf?: FieldOf;
  /** The position to act from, where it matters. */
  readonly acting?: string | undefined;
  /** Version of the document the person was looking at when the form was opened. */
  readonly base?: Promise<number>;
  /** Kept from the first key to the confirmation; absent: made here. */
  readonly opId?: string;
  /** Saves in place of the command alone, for an entry that asks more. */
  readonly save?: (form: F, sure: readonly string[]) => Promise<Result<Saved | null, readonly Refusal[]>>;
  /** Where unsaved input is kept, and what of it; null: there is nothing worth it, or nothing that may be kept. */
  readonly draft?: { readonly key: string; readonly kept: (form: F) => object | null };
  readonly onSaved: (form: F, saved: Saved | null) => void;
}

/** One entry while it is being typed. */
export interface EntryForm<F extends FieldValues> {
  readonly form: UseFormReturn<F>;
  /** Everything typed so far. */
  readonly values: F;
  readonly touched: boolean;
  readonly saving: boolean;
  readonly saved: boolean;
  /** Disk or program failed. The input stays, and the same entry may be saved again. */
  readonly failed: boolean;
  /** Refusals that belong to no field. */
  readonly loose: readonly Refusal[];
  /** All that is wrong is unlikely and no more: who entered it may confirm it. Empty: there is nothing to confirm. */
  readonly doubts: readonly Refusal[];
  /** What was entered is so: saved as it is. */
  readonly confirm: () => void;
  /** How many fields are wrong. */
  readonly problems: number;
  /** Whether a field holds a text that is no date. */
  readonly badDate: boolean;
  /** The form on the page, in which the first wrong field gets the focus. */
  readonly frame: RefObject<HTMLFormElement | null>;
  readonly submit: () => void;
  /** Something of the entry that is not in the form was changed: what is still wrong is said again. */
  readonly recheck: () => void;
  /** The input is thrown away on purpose: its draft goes too. */
  readonly forget: () => void;
}

/** After a refusal the first wrong field has the focus; a button that was disabled while it saved has lost it. */
function useFocusAfter(frame: RefObject<HTMLFormElement | null>, saving: boolean, refused: number): void {
  useEffect(() => {
    const form = frame.current;
    if (saving || refused === 0 || form === null) return;
    const wrong = form.querySelector<HTMLElement>('[aria-invalid=true]');
    const active = document.activeElement;
    const isTyping = form.contains(active) && active !== form;
    if (wrong) wrong.focus();
    else if (!isTyping) form.querySelector<HTMLElement>('button[type=submit]')?.focus();
  }, [frame, saving, refused]);
}

/** What is unlikely and no more, of the values it was said of. */
interface Doubted {
  readonly of: string;
  readonly refusals: readonly Refusal[];
}

const textOf = (values: FieldValues): string => JSON.stringify(values);

/** The arguments with what was confirmed of them. */
const withSure = (args: unknown, sure: readonly string[]): unknown =>
  typeof args === 'object' && args !== null ? { ...args, sure } : args;

/**
 * The one form of an entry. The command itself checks it: its schema and its rules for this document and this person,
 * all at once and each at its field. After a refusal it is checked again with every change, so that what was mended is
 * no longer said. It has one operation id, however often its button is pressed.
 */
export function useEntryForm<F extends FieldValues>(options: Options<F>): EntryForm<F> {
  const office = useOffice();
  const [madeId] = useState(() => office.newId());
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const [loose, setLoose] = useState<readonly Refusal[]>([]);
  const [doubted, setDoubted] = useState<Doubted>({ of: '', refusals: [] });
  // Always sent, so that the command knows that somebody could be asked.
  const confirmed = useRef<Confirmed>({ of: '', codes: [] });
  const [failed, setFailed] = useState(false);
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState(false);
  const [forgotten, setForgotten] = useState(false);
  const [refused, setRefused] = useState(0);
  const frame = useRef<HTMLFormElement>(null);
  const busy = useRef(false);
  useFocusAfter(frame, saving, refused);

  const sureOf = useCallback((given: F): readonly string[] => confirmedOf(confirmed.current, textOf(given)), []);
  const resolver = useCallback<Resolver<F>>(
    async (form) => {
      const { command, args, also, acting, fieldOf } = latest.current;
      const refusals = [
        ...(await office.check(command, withSure(args(form), sureOf(form)), acting)),
        ...(also?.(form) ?? []),
      ];
      const placed = placeRefusals(refusals, form, fieldOf);
      setLoose(placed.loose);
      return placed.atField.size === 0 ? { values: form, errors: {} } : { values: {}, errors: errorsOf<F>(placed) };
    },
    [office, sureOf],
  );
  const form = useForm<F>({
    resolver,
    defaultValues: options.start as DefaultValues<F>,
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const values = useWatch({ control: form.control, compute: (all): F => all });
  const { errors, isDirty } = form.formState;
  const { trigger, setError } = form;

  const isRefused = useRef(false);
  const recheck = useCallback(() => {
    // A store that cannot be read now says so when the entry is saved.
    if (isRefused.current) trigger().catch((fault: unknown) => console.error(fault));
  }, [trigger]);
  useEffect(recheck, [values, recheck]);

  const doubts = doubted.of === textOf(values) ? doubted.refusals : [];

  const { draft } = options;
  const key = draft?.key;
  const kept = JSON.stringify(draft === undefined || saved || forgotten ? null : draft.kept(values));
  useEffect(() => {
    if (key !== undefined) keepDraft(office.drafts, key, JSON.parse(kept) as object | null);
  }, [office, key, kept]);

  function refuse(refusals: readonly Refusal[]): void {
    const placed = placeRefusals(refusals, form.getValues(), latest.current.fieldOf);
    setLoose(placed.loose);
    for (const [field, refusal] of placed.atField) setError(field as FieldPath<F>, fieldError(refusal));
    setDoubted({ of: textOf(form.getValues()), refusals: refusals.every(isConfirmable) ? refusals : [] });
    isRefused.current = true;
    setRefused((count) => count + 1);
  }

  async function save(): Promise<void> {
    const { command, args, also, acting, base, opId = madeId, save: saveMore, onSaved } = latest.current;
    const typed = form.getValues();
    const sure = sureOf(typed);
    const given = withSure(args(typed), sure);
    const besides = also?.(typed) ?? [];
    if (besides.length > 0) return refuse([...(await office.check(command, given, acting)), ...besides]);
    const more = { ...(acting === undefined ? {} : { acting }), ...(base === undefined ? {} : { base: await base }) };
    const result = await (saveMore ? saveMore(typed, sure) : office.run(command, given, { opId, ...more }));
    if (!result.ok) return refuse(result.error);
    setSaved(true);
    if (key !== undefined) keepDraft(office.drafts, key, null);
    onSaved(typed, result.value);
  }

  async function attempt(): Promise<void> {
    // Once confirmed it stays so: a second Enter before the form is gone records nothing.
    if (busy.current || saved) return;
    const goBack = leaveField();
    busy.current = true;
    setSaving(true);
    setFailed(false);
    setLoose([]);
    isRefused.current = false;
    form.clearErrors();
    try {
      await save();
    } catch (fault) {
      // The same ids again are the same entry, so a retry is always safe.
      console.error(fault);
      setFailed(true);
    } finally {
      busy.current = false;
      setSaving(false);
      goBack();
    }
  }

  return {
    form,
    values,
    touched: isDirty && !saved,
    saving,
    saved,
    failed,
    loose,
    doubts,
    confirm() {
      confirmed.current = confirmAlso(confirmed.current, doubted.of, doubts);
      void attempt();
    },
    problems: Object.keys(errors).length,
    badDate: hasBadDate(errors),
    frame,
    submit: () => void attempt(),
    recheck,
    forget() {
      setForgotten(true);
      if (key !== undefined) keepDraft(office.drafts, key, null);
    },
  };
}
