import { Box, Button, Link as MuiLink, Tab, Tabs, Typography } from '@mui/material';
import { useMemo, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { caseNumber } from '../../../shared/cases/number.ts';
import { interchangeState, type Interchange } from '../../../shared/interchange/interchange.ts';
import { readContract } from '../../../shared/interchange/to-contract.ts';
import { assertNever } from '../../../shared/result.ts';
import { NotFound } from '../entry/NotFound.tsx';
import { Page, PendingMark } from '../kit/index.ts';
import { casePath } from '../links.ts';
import { useMay } from '../office/allowed.ts';
import { knownCase, type KnownCase } from '../office/case-states.ts';
import { useLive } from '../office/office-context.tsx';
import { refusalText, useTexts } from '../texts/index.ts';
import { AccessTab } from './AccessTab.tsx';
import { DashboardTab } from './DashboardTab.tsx';
import { DictionaryTab } from './DictionaryTab.tsx';
import { MakeVersionDialog } from './MakeVersionDialog.tsx';
import { PartsTab } from './PartsTab.tsx';
import { useConflicts } from './use-conflicts.ts';
import { useInterchangeDraft, type InterchangeDraft } from './use-interchange-draft.ts';
import { VersionsTab } from './VersionsTab.tsx';

const tabs = ['kamus', 'bagian', 'versi', 'antarmuka', 'dasbor'] as const;
type TabName = (typeof tabs)[number];

/** Whether everything typed is saved, and if not why. */
function SaveState({ entry, editable }: { readonly entry: InterchangeDraft; readonly editable: boolean }) {
  const t = useTexts();
  if (!editable) return <Typography variant="caption">{t('interchange.save.readOnly')}</Typography>;
  const why = entry.why ? refusalText(t, entry.why) : '';
  return (
    <Typography variant="caption" role="status" color={entry.state === 'failed' ? 'error' : 'textSecondary'}>
      {t(`interchange.save.${entry.state}`, { why })}
    </Typography>
  );
}

/** The page of an interchange document, or that there is none this account may read. */
export function InterchangePage() {
  const t = useTexts();
  const id = useParams()['id'] ?? '';
  const doc = useLive((office) => office.records('interchange').find((one) => one.id === id) ?? null, [id]);
  const caseId = doc?.caseId ?? '';
  const found = useLive((office) => office.records('case').find((one) => one.id === caseId) ?? null, [caseId]);
  const known = found && knownCase(found);
  const may = useMay('interchange.edit', { type: 'interchange', id });
  if (doc && known && may !== undefined) return <InterchangeView key={id} doc={doc} known={known} editable={may} />;
  if (doc && known) return null;
  return (
    <NotFound title={t('interchange.unknown')} to="/permohonan" back={t('cases.back')}>
      {t('interchange.unknownHint')}
    </NotFound>
  );
}

interface ViewProps {
  readonly doc: Interchange;
  readonly known: KnownCase;
  readonly editable: boolean;
}

/** Writes an interchange document: its dictionary, its other parts, its versions and their signatures. */
function InterchangeView({ doc, known, editable }: ViewProps) {
  const t = useTexts();
  const [query, setQuery] = useSearchParams();
  const tab = tabs.find((name) => name === query.get('bagian')) ?? 'kamus';
  const [making, setMaking] = useState(false);
  const entry = useInterchangeDraft(doc, editable);
  const conflicts = useConflicts(doc.id);
  const state = useMemo(() => interchangeState(doc), [doc]);
  const agenda = useLive((office) => office.letterLine(known.found.letterId)?.agenda ?? null, [known.found.letterId]);
  const pending = useLive((office) => office.pendingOf('interchange', doc.id), [doc.id]);
  const read = useMemo(
    () => readContract(entry.draft, { request: '-', version: { major: 1, minor: 0 } }),
    [entry.draft],
  );
  const number = caseNumber(known.service, agenda);

  function part(): React.ReactNode {
    switch (tab) {
      case 'kamus':
        return <DictionaryTab {...{ entry, read, conflicts, editable }} />;
      case 'bagian':
        return <PartsTab {...{ entry, read, conflicts, editable }} />;
      case 'versi':
        return <VersionsTab {...{ doc, state, known, editable }} />;
      case 'antarmuka':
        return <AccessTab id={doc.id} />;
      case 'dasbor':
        return <DashboardTab doc={doc} versions={state.versions} />;
      default:
        return assertNever(tab, 'tab');
    }
  }

  return (
    <Page
      fill
      title={entry.draft.parts.datasetTitle ?? t('interchange.untitled')}
      tab={doc.readers === null ? undefined : t('interchange.title')}
      subtitle={
        <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'baseline', flexWrap: 'wrap' }}>
          <MuiLink component={Link} to={casePath(known.found.id, 'interchange')}>
            {number}
          </MuiLink>
          <PendingMark count={pending} />
          <SaveState entry={entry} editable={editable} />
        </Box>
      }
      actions={
        editable && (
          <Button
            variant="contained"
            onClick={() => {
              entry.flush();
              setMaking(true);
            }}
          >
            {t('interchange.version.make')}
          </Button>
        )
      }
    >
      <Tabs
        value={tab}
        onChange={(_event, next: TabName) => setQuery({ bagian: next }, { replace: true })}
        aria-label={t('interchange.tab.label')}
        sx={{ mb: 1, minHeight: 36, borderBottom: 1, borderColor: 'divider', flexShrink: 0 }}
      >
        {tabs.map((name) => (
          <Tab
            key={name}
            value={name}
            id={`interchange-tab-${name}`}
            aria-controls="interchange-part"
            label={t(`interchange.tab.${name}`)}
            sx={{ minHeight: 36, textTransform: 'none' }}
          />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id="interchange-part"
        aria-labelledby={`interchange-tab-${tab}`}
        sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}
      >
        {part()}
      </Box>
      {making && (
        <MakeVersionDialog
          id={doc.id}
          draft={entry.draft}
          versions={state.versions}
          request={agenda?.no == null ? null : number}
          unsaved={entry.state !== 'kept'}
          onClose={() => setMaking(false)}
        />
      )}
    </Page>
  );
}
