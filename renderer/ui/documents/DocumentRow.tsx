import { Box, Button, Typography } from '@mui/material';
import { useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { DueDocument } from '../../../shared/documents/due-documents.ts';
import { editionOf, isReplaced } from '../../../shared/documents/editions.ts';
import { changedSinceIssue } from '../../../shared/documents/issued.ts';
import { useOffice } from '../office/office-context.tsx';
import { ToneChip, useNotice } from '../kit/index.ts';
import { digest } from '../print/sheet-source.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { saveDocx, type CaseSource } from './document-at-desk.ts';
import { documentPrintPath } from '../links.ts';

interface Props {
  readonly source: CaseSource;
  readonly due: DueDocument;
  /** Null for accounts that may only look. */
  readonly onWrite: (() => void) | null;
  /** Writes the edition that replaces an issue. */
  readonly onReplace: ((issue: DueDocument['issues'][number]) => void) | null;
}

type Issue = DueDocument['issues'][number];

/** One document: what was issued of it so far, newest first, and the way to the next one. */
export function DocumentRow({ source, due, onWrite, onReplace }: Props) {
  const t = useTexts();
  const { title } = due.definition;
  const issues = due.issues.toReversed();
  return (
    <Box component="li" sx={{ py: 1, borderTop: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <Typography variant="body2" sx={{ fontWeight: 500 }}>
          {title}
        </Typography>
        {!due.written && <ToneChip tone="neutral" label={t('documents.panel.notYet')} />}
        <Box sx={{ flex: 1 }} />
        {onWrite && (
          <Button
            size="small"
            aria-label={`${t(issues.length === 0 ? 'documents.panel.write' : 'documents.panel.writeAgain')}: ${title}`}
            onClick={onWrite}
          >
            {t(issues.length === 0 ? 'documents.panel.write' : 'documents.panel.writeAgain')}
          </Button>
        )}
      </Box>
      {issues.map((issue, i) => (
        <IssueRow key={issue.id} source={source} issue={issue} newest={i === 0} onReplace={onReplace} />
      ))}
    </Box>
  );
}

interface IssueProps extends Pick<Props, 'source' | 'onReplace'> {
  readonly issue: Issue;
  readonly newest: boolean;
}

/** One edition: saved and printed as it was given out, and replaced by another one where the records say otherwise now. */
function IssueRow({ source, issue, newest, onReplace }: IssueProps) {
  const t = useTexts();
  const say = useNotice();
  const office = useOffice();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  async function save(): Promise<void> {
    const saved = await saveDocx(office, source, issue);
    if (saved.ok) say(t('documents.panel.saved', { name: saved.value }));
    else say(refusalText(t, saved.error), 'error');
  }
  const print = documentPrintPath(source.found.id, issue.id);
  const { documents } = source.state;
  const { no, replaces } = editionOf(documents, issue);
  const replaced = isReplaced(documents, issue);
  const changed = useMemo(() => (replaced ? [] : changedSinceIssue(source, issue, digest)), [source, issue, replaced]);
  const named = t('documents.panel.issue', { number: issue.number, date: longDate(issue.date) });
  const what = replaces ? t('documents.panel.edition', { what: named, no, before: replaces.no }) : named;
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', pl: 2 }}>
      <Box sx={{ flex: 1, overflowWrap: 'anywhere' }}>
        <Typography variant="body2" color={newest ? 'textPrimary' : 'textSecondary'}>
          {what}
          {issue.round > 1 && ` ${t('documents.panel.round', { round: issue.round })}`}
          {replaced && ` ${t('documents.panel.replaced')}`}
        </Typography>
        {changed.length > 0 && (
          <Typography variant="caption" component="p" sx={{ color: 'warning.main' }}>
            {t('documents.panel.changed', { what: changed.join(', ') })}
          </Typography>
        )}
      </Box>
      {onReplace && !replaced && (
        <Button size="small" aria-label={`${t('documents.panel.replace')}: ${what}`} onClick={() => onReplace(issue)}>
          {t('documents.panel.replace')}
        </Button>
      )}
      <Button size="small" aria-label={`${t('documents.panel.docx')}: ${what}`} onClick={() => void save()}>
        {t('documents.panel.docx')}
      </Button>
      <Button
        size="small"
        aria-label={`${t('documents.panel.print')}: ${what}`}
        onClick={() => void navigate(`${print}?back=${encodeURIComponent(pathname + search)}`)}
      >
        {t('documents.panel.print')}
      </Button>
    </Box>
  );
}
