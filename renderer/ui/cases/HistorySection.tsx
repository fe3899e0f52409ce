import { Box, FormControlLabel, Paper, Switch, Typography } from '@mui/material';
import { useMemo, useState } from 'react';
import type { Stamp } from '../../../shared/letters/facts.ts';
import type { Person } from '../../../shared/people/people.ts';
import { useLive } from '../office/office-context.tsx';
import { agendaLabel } from '../kit/index.ts';
import { whenText, type Names } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';
import { actNote, actText, type ActNames } from './act-text.ts';
import type { KnownCase } from '../office/case-states.ts';

function Entry({ text, note, stamp, names }: { text: string; note: string; stamp: Stamp; names: Names }) {
  const t = useTexts();
  const values = { name: names.author(stamp.by), when: whenText(stamp.at), desk: stamp.desk };
  return (
    <Box component="li">
      <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
        {text}
      </Typography>
      {note !== '' && (
        <Typography variant="body2" color="textSecondary" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {note}
        </Typography>
      )}
      <Typography variant="caption" color="textSecondary" component="p">
        {t('cases.history.by', values)}
      </Typography>
    </Box>
  );
}

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
    };
  }, [service, state, persons, labels, t]);
  const acts = [...found.acts].reverse().filter(({ kind }) => drafts || kind !== 'draft');
  return (
    <Paper variant="outlined" component="section" aria-label={t('cases.section.riwayat')} sx={{ p: 2 }}>
      <FormControlLabel
        control={<Switch checked={drafts} onChange={({ target }) => setDrafts(target.checked)} />}
        label={t('cases.history.drafts')}
      />
      <Box
        component="ol"
        sx={{ listStyle: 'none', p: 0, m: 0, mt: 1, display: 'flex', flexDirection: 'column', gap: 1 }}
      >
        {acts.map((act) => (
          <Entry key={act.id} text={actText(t, act, context)} note={actNote(act)} stamp={act} names={names} />
        ))}
        <Entry text={t('cases.history.opened')} note="" stamp={found.opened} names={names} />
      </Box>
    </Paper>
  );
}
