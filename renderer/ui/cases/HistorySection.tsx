import { FormControlLabel, Switch } from '@mui/material';
import { useMemo, useState } from 'react';
import { turnOf } from '../../../shared/cases/case-line.ts';
import type { Person } from '../../../shared/people/people.ts';
import { useLive } from '../office/office-context.tsx';
import { agendaLabel } from '../kit/index.ts';
import { History } from '../entry/History.tsx';
import type { Names } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';
import { actNote, actText, type ActNames } from './act-text.ts';
import type { KnownCase } from '../office/case-states.ts';

/** Riwayat: every act of the case, newest first, with who did it from which position, when and at which desk. */
export function HistorySection({ known, names }: { readonly known: KnownCase; readonly names: Names }) {
  const t = useTexts();
  const { found, service, state } = known;
  const [drafts, setDrafts] = useState(false);
  const persons = useLive((office) => office.master<Person>('person'));
  const labels = useLive((office) => state.letters.map((id) => office.letterLine(id)), [state.letters]);
  const context = useMemo<ActNames>(() => {
    const lines = new Map(state.letters.map((id, at) => [id, labels[at] ?? null]));
    return {
      service,
      person: (id) => persons.find((person) => person.id === id)?.name ?? id,
      letter: (id) => {
        const line = lines.get(id);
        return line ? `${agendaLabel(t, line.agenda)} ${line.letterNumber}`.trim() : id;
      },
      aside: new Set(state.records.filter(({ aside }) => aside).map(({ id }) => id)),
      stepOfRecord: (id) => state.records.find((record) => record.id === id)?.step ?? '',
      turn: (step, round) => turnOf(state, step, round),
    };
  }, [service, state, persons, labels, t]);
  const acts = [...found.acts].reverse().filter(({ kind }) => drafts || kind !== 'draft');
  const lines = acts.map((act) => ({
    key: act.id,
    title: actText(t, act, context),
    text: actNote(act),
    stamp: act,
  }));
  const opened = { key: found.opened.id, title: t('cases.history.opened'), stamp: found.opened };
  return (
    <History
      title={t('cases.section.riwayat')}
      lines={[...lines, opened]}
      names={names}
      choice={
        <FormControlLabel
          control={<Switch checked={drafts} onChange={({ target }) => setDrafts(target.checked)} />}
          label={t('cases.history.drafts')}
        />
      }
    />
  );
}
