import { Typography } from '@mui/material';
import { assertNever } from '../../../shared/result.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { paperSizes } from '../../../shared/sheet/paper.ts';
import { useTexts, type Texts } from '../texts/index.ts';
import { fieldText } from './field-text.ts';
import { letterEvents, type LetterEvent } from './letter-events.ts';
import { History } from '../entry/History.tsx';
import type { Names } from '../office/names.ts';

/** A newer version may print on paper this one has no word for. */
function paperText(t: Texts, paper: string): string {
  const known = paperSizes.find((size) => size === paper);
  return known === undefined ? paper : t(`letters.page.paper.${known}`);
}

function eventText(t: Texts, names: Names, event: LetterEvent): string {
  switch (event.kind) {
    case 'registered':
      return t('letters.page.event.registered');
    case 'voided':
      return t('letters.page.event.voided', { reason: event.reason });
    case 'correction':
      return event.changes
        .map(({ field }) => t('letters.page.event.correction', { field: t(`letters.field.${field}`) }))
        .join(', ');
    case 'print': {
      const sheet = t(`letters.page.sheet.${event.print.sheet}`);
      const paper = paperText(t, event.print.paper);
      return event.times === 1
        ? t('letters.page.event.print', { sheet, paper })
        : t('letters.page.event.prints', { sheet, paper, count: event.times });
    }
    case 'disposition':
      return t('letters.page.event.disposition', {
        from: names.short(event.disposition.from),
        to: event.disposition.to.map(({ position }) => names.short(position)).join(', '),
      });
    case 'report':
      return t('letters.page.event.report', { position: names.short(event.position), text: event.text });
    case 'complete':
      return t('letters.page.event.complete', { position: names.short(event.position) });
    case 'forward':
      return t('letters.page.event.forward', { to: names.title(event.forward.to) });
    case 'file':
      return t('letters.page.event.file', { reason: event.filing.reason });
    case 'scan':
      return t('scans.event.added', { name: event.name });
    case 'scanRemoved':
      return t('scans.event.removed', { name: event.name, reason: event.reason });
    case 'withdraw':
      return t('letters.page.event.withdraw', {
        from: event.from === null ? '' : names.short(event.from),
        reason: event.withdrawal.reason,
      });
    default:
      return assertNever(event, 'letter event');
  }
}

interface Props {
  readonly letter: Letter;
  readonly names: Names;
}

/** History of a letter: booking, prints, hand-overs and corrections with the earlier values. */
export function LetterEvents({ letter, names }: Props) {
  const t = useTexts();
  const lines = letterEvents(letter).map((event) => ({
    key: event.key,
    title: eventText(t, names, event),
    stamp: { at: event.at, by: event.by },
    details:
      event.kind === 'correction' &&
      event.changes.map(({ field, was, became }) => (
        <Typography key={field} variant="caption" component="p" sx={{ overflowWrap: 'anywhere' }}>
          {t('letters.page.event.was')}: <del>{fieldText(t, names, field, was)}</del>
          {' · '}
          {t('letters.page.event.became')}: {fieldText(t, names, field, became)}
        </Typography>
      )),
  }));
  return <History title={t('letters.page.events')} lines={lines} names={names} />;
}
