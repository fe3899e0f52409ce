import { Box, Button, Link as MuiLink, Paper, Typography } from '@mui/material';
import { Link, useNavigate } from 'react-router';
import { draftOf } from '../../../shared/interchange/draft.ts';
import { scopeOf } from '../../../shared/interchange/follow-case.ts';
import { draftFromCase } from '../../../shared/interchange/from-case.ts';
import { interchangeState, isOpen, isSigned, type Interchange } from '../../../shared/interchange/interchange.ts';
import { newestOf, numberOf } from '../../../shared/interchange/next-version.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { Agency } from '../../../shared/office/master.ts';
import type { Person } from '../../../shared/people/people.ts';
import { EmptyState, ToneChip, useNotice } from '../kit/index.ts';
import { interchangePath } from '../links.ts';
import { useMayMake } from '../office/allowed.ts';
import type { KnownCase } from '../office/case-states.ts';
import { useLive, useOffice } from '../office/office-context.tsx';
import { refusalText, useTexts } from '../texts/index.ts';
import { numberText } from './MakeVersionDialog.tsx';

interface Props {
  readonly known: KnownCase;
  readonly letter: Letter | null;
}

/** The interchange documents of a request. */
export function useInterchanges(caseId: string): readonly Interchange[] {
  return useLive((office) => office.records('interchange').filter((doc) => doc.caseId === caseId), [caseId]);
}

function DocumentLine({ doc }: { readonly doc: Interchange }) {
  const t = useTexts();
  const { draft, versions } = interchangeState(doc);
  const newest = newestOf(versions);
  const isPublished = newest !== null && isOpen(newest);
  const state = newest === null ? 'draft' : isPublished ? 'open' : isSigned(newest) ? 'signed' : 'unsigned';
  const tones = { draft: 'neutral', unsigned: 'warning', signed: 'primary', open: 'success' } as const;
  return (
    <Paper
      component="li"
      variant="outlined"
      sx={{ px: 2, py: 1.25, display: 'flex', gap: 1.5, alignItems: 'baseline', flexWrap: 'wrap' }}
    >
      <MuiLink component={Link} to={interchangePath(doc.id)} sx={{ fontWeight: 600 }}>
        {draft.parts.datasetTitle ?? t('interchange.untitled')}
      </MuiLink>
      <Typography variant="body2" color="textSecondary">
        {t('interchange.list.elements', { count: draft.elements.length })}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {newest ? t('interchange.list.version', { version: numberText(numberOf(newest)) }) : t('interchange.list.none')}
      </Typography>
      <ToneChip tone={tones[state]} label={t(`interchange.list.state.${state}`)} />
      {state === 'open' && (
        <MuiLink component={Link} to={`${interchangePath(doc.id)}?bagian=dasbor`} variant="body2">
          {t('interchange.list.dashboard')}
        </MuiLink>
      )}
    </Paper>
  );
}

/** Interchange: the documents of a request, and a new one that begins with what the request says already. */
export function CaseInterchange({ known, letter }: Props) {
  const t = useTexts();
  const say = useNotice();
  const navigate = useNavigate();
  const office = useOffice();
  const mayMake = useMayMake('interchange.open');
  const { found, state } = known;
  const docs = useInterchanges(found.id);

  async function create(): Promise<void> {
    const persons = office.master<Person>('person');
    const begun = draftFromCase(state, {
      agency: found.agency,
      letter: letter && { number: letter.letterNumber, date: letter.letterDate },
      team: state.team.flatMap((id) => persons.find((person) => person.id === id)?.name ?? []),
      agencies: office.master<Agency>('agency'),
    });
    const interchangeId = office.newId();
    // Ids of elements are the document's own and short: each cell is named by one.
    let made = 0;
    const fields = draftOf(begun.elements, begun.parts, () => `e${++made}`);
    const result = await office.run('interchange.open', { interchangeId, caseId: found.id, ...scopeOf(found), fields });
    if (!result.ok) {
      const [first] = result.error;
      return say(t('interchange.list.failed', { why: first ? refusalText(t, first) : '' }));
    }
    say(t('interchange.list.created'));
    void navigate(interchangePath(interchangeId));
  }

  const button = mayMake && (
    <Button variant={docs.length === 0 ? 'contained' : 'outlined'} onClick={() => void create()}>
      {t(docs.length === 0 ? 'interchange.list.create' : 'interchange.list.another')}
    </Button>
  );
  if (docs.length === 0) {
    return (
      <EmptyState title={t('interchange.list.empty')} action={button}>
        {t('interchange.list.emptyHint')}
      </EmptyState>
    );
  }
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, alignItems: 'start' }}>
      <Box
        component="ul"
        sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexDirection: 'column', gap: 1, width: '100%' }}
      >
        {docs.map((doc) => (
          <DocumentLine key={doc.id} doc={doc} />
        ))}
      </Box>
      {button}
    </Box>
  );
}
