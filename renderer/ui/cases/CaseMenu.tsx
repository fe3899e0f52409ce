import { MoreMenu } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import type { CaseAction } from './case-actions.ts';

interface Props {
  readonly allowed: readonly CaseAction[];
  readonly onAction: (action: CaseAction) => void;
}

/** The rarer things that may be done with a case. */
export function CaseMenu({ allowed, onAction }: Props) {
  const t = useTexts();
  const actions = allowed.map((action) => ({
    key: action,
    text: t(`cases.action.${action}`),
    onChoose: () => onAction(action),
  }));
  return <MoreMenu label={t('cases.action.more')} actions={actions} />;
}
