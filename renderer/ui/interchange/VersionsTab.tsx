import { Box } from '@mui/material';
import { useState } from 'react';
import { standing } from '../../../shared/cases/actors.ts';
import { stepOf } from '../../../shared/cases/case-state.ts';
import { datasetPath } from '../../../shared/exchange/api.ts';
import type { Interchange, InterchangeState, Side, Version } from '../../../shared/interchange/interchange.ts';
import { numberOf } from '../../../shared/interchange/next-version.ts';
import { scansOf } from '../../../shared/letters/attached-scan.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { ReasonDialog } from '../entry/ReasonDialog.tsx';
import { ConfirmDialog, EmptyState, useNotice } from '../kit/index.ts';
import type { KnownCase } from '../office/case-states.ts';
import { useLive, useLiveAsync, useOffice } from '../office/office-context.tsx';
import { useNames } from '../office/use-names.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { numberText } from './MakeVersionDialog.tsx';
import { SignDialog } from './SignDialog.tsx';
import { VersionCard } from './VersionCard.tsx';

interface Props {
  readonly doc: Interchange;
  readonly state: InterchangeState;
  readonly known: KnownCase;
  readonly editable: boolean;
}

type Asking =
  | { readonly kind: 'sign'; readonly version: Version; readonly party: Side }
  | { readonly kind: 'retract'; readonly sign: string }
  | { readonly kind: 'publish'; readonly version: Version };

/** Whether this account publishes now, and at which step that is done. */
function usePublishing({ service, state }: KnownCase): { readonly may: boolean; readonly step: string } {
  const who = useLive((office) => office.who());
  const code = service.interchange?.published;
  if (code === undefined) return { may: false, step: '' };
  const step = stepOf(service, code);
  const isNow = state.phase === 'active' && state.step === code;
  return { may: isNow && standing(service, step, state, who) === 'own', step: `${step.no}. ${step.title}` };
}

/** Versi dan tanda tangan: every version, the newest first. */
export function VersionsTab({ doc, state, known, editable }: Props) {
  const t = useTexts();
  const say = useNotice();
  const office = useOffice();
  const names = useNames();
  const publishing = usePublishing(known);
  const [asking, setAsking] = useState<Asking | null>(null);
  const { letters: letterIds } = known.state;
  const letters = useLiveAsync(
    async (one) => {
      const all = await Promise.all(letterIds.map((id) => one.get<Letter>('letter', id)));
      return all.flatMap((letter) => letter ?? []);
    },
    [letterIds],
  );
  const scans = new Map((letters ?? []).flatMap(scansOf).map(({ id, name }) => [id, name] as const));
  const done = (text: string): void => {
    say(text);
    setAsking(null);
  };

  async function publish(version: Version): Promise<void> {
    const result = await office.run('interchange.publish', { interchangeId: doc.id, act: { version: version.act.id } });
    const [first] = result.ok ? [] : result.error;
    done(first ? refusalText(t, first) : t('interchange.publish.done'));
  }

  if (state.versions.length === 0) {
    return <EmptyState title={t('interchange.version.empty')}>{t('interchange.version.emptyHint')}</EmptyState>;
  }
  return (
    <Box sx={{ overflow: 'auto', minHeight: 0, flex: 1, display: 'flex', flexDirection: 'column', gap: 1 }}>
      {state.versions.toReversed().map((version) => (
        <VersionCard
          key={version.act.id}
          {...{ version, names, scans, editable, publishing }}
          onSign={(party) => setAsking({ kind: 'sign', version, party })}
          onRetract={(sign) => setAsking({ kind: 'retract', sign })}
          onPublish={() => setAsking({ kind: 'publish', version })}
        />
      ))}
      {asking?.kind === 'sign' && (
        <SignDialog
          id={doc.id}
          version={asking.version}
          party={asking.party}
          letters={letters ?? []}
          onClose={() => setAsking(null)}
          onDone={() => done(t('interchange.sign.done'))}
        />
      )}
      {asking?.kind === 'retract' && (
        <ReasonDialog
          command="interchange.retract"
          title={t('interchange.sign.retract')}
          text={t('interchange.sign.retractTitle')}
          label={t('cases.form.note')}
          confirm={t('interchange.sign.retract')}
          danger
          args={(reason) => ({ interchangeId: doc.id, act: { of: asking.sign, reason } })}
          onClose={() => setAsking(null)}
          onDone={() => done(t('interchange.sign.retracted'))}
        />
      )}
      {asking?.kind === 'publish' && (
        <ConfirmDialog
          open
          title={t('interchange.publish.title', { version: numberText(numberOf(asking.version)) })}
          confirm={t('interchange.publish.confirm')}
          onClose={() => setAsking(null)}
          onConfirm={() => void publish(asking.version)}
        >
          {t('interchange.publish.explain', {
            address: datasetPath(asking.version.contract.dataset.name, numberOf(asking.version).major),
          })}
        </ConfirmDialog>
      )}
    </Box>
  );
}
