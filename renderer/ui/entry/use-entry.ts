import { useRef, useState } from 'react';
import type { Refusal } from '../../../shared/refusal.ts';
import type { RunOptions } from '../../data/office.ts';
import { useOffice } from '../office/office-context.tsx';

/** One entry being made in a dialog: the same operation however often its button is pressed. */
export interface Entry {
  readonly saving: boolean;
  readonly failed: boolean;
  readonly refusals: readonly Refusal[];
  /** Records it; true when it is saved. A refusal or failure is kept here to be shown, and the input stays. */
  readonly run: (command: string, args: unknown, options?: Pick<RunOptions, 'acting' | 'base'>) => Promise<boolean>;
}

/** Keeps one operation id from the opening of a dialog to its confirmation. */
export function useEntry(): Entry {
  const office = useOffice();
  const [opId] = useState(() => office.newEntryId());
  const [saving, setSaving] = useState(false);
  const [failed, setFailed] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const busy = useRef(false);
  return {
    saving,
    failed,
    refusals,
    async run(command, args, options = {}) {
      if (busy.current) return false;
      busy.current = true;
      setSaving(true);
      setFailed(false);
      try {
        const result = await office.run(command, args, { ...options, opId });
        setRefusals(result.ok ? [] : result.error);
        // Once confirmed it stays busy: a second Enter before the dialog is gone records nothing.
        busy.current = result.ok;
        return result.ok;
      } catch (fault) {
        console.error(fault);
        setFailed(true);
        busy.current = false;
        return false;
      } finally {
        setSaving(false);
      }
    },
  };
}
