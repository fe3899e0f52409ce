import { Alert, Button } from '@mui/material';
import type { DraftClash } from '../../../shared/cases/drafts.ts';
import type { FieldDefinition } from '../../../shared/services/definition.ts';
import { whenText } from '../office/names.ts';
import { useNames } from '../office/use-names.ts';
import { useTexts } from '../texts/index.ts';
import { FieldList } from './FieldList.tsx';
import type { StepDraft } from './use-step-draft.ts';

interface Props {
  readonly field: FieldDefinition;
  readonly clash: DraftClash | undefined;
  readonly draft: Pick<StepDraft, 'settle'>;
}

/** Says below a field that two people wrote it at the same time, with the value that does not stand; both see it. */
export function WrittenTwice({ field, clash, draft }: Props) {
  const t = useTexts();
  const names = useNames();
  if (!clash) return null;
  const { key, kept, lost } = clash;
  const people = { kept: names.author(kept.by), lost: names.author(lost.by), when: whenText(lost.at) };
  return (
    <Alert severity="warning" role="status">
      {t('cases.form.twice', people)}
      <FieldList fields={[field]} values={lost.set} />
      <Button size="small" sx={{ ml: -0.75 }} onClick={() => draft.settle(key, lost.set[key] ?? null)}>
        {t('cases.form.twiceUse')}
      </Button>
      <Button size="small" onClick={() => draft.settle(key, kept.set[key] ?? null)}>
        {t('cases.form.twiceKeep')}
      </Button>
    </Alert>
  );
}
