import { Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { firstStep } from '../../../shared/cases/case-state.ts';
import { isEnded } from '../../../shared/cases/case-line.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { StepDefinition } from '../../../shared/services/definition.ts';
import { useTexts, type Texts } from '../texts/index.ts';
import type { AgencyLine } from './agency-line.ts';

function presentText(t: Texts, { found, step, turn }: AgencyLine): string {
  const ofAgency = step.actors.every(({ kind }) => kind === 'agency');
  if (found.phase === 'waiting' || ofAgency) return t('agency.nowYours');
  return turn > 1 ? t('agency.nowTurn', { turn }) : t('agency.now');
}

function DoneDays({ line: { found, service }, step }: { readonly line: AgencyLine; readonly step: StepDefinition }) {
  const t = useTexts();
  if (step.derived !== undefined) return step.no < firstStep(service).no ? t('agency.doneBefore') : null;
  return found.done
    .filter((record) => record.step === step.code)
    .map(({ on, round }, at) => (
      <div key={round}>{at > 0 ? t('agency.turnOn', { turn: at + 1, date: longDate(on) }) : longDate(on)}</div>
    ));
}

/** The steps of the published procedure, which are done and which one is being done. */
export function AgencyProgress({ line }: { readonly line: AgencyLine }) {
  const t = useTexts();
  const { found, service } = line;
  return (
    <Table aria-label={t('agency.progress')}>
      <TableHead>
        <TableRow>
          <TableCell>{t('agency.steps.step')}</TableCell>
          <TableCell>{t('agency.steps.done')}</TableCell>
          <TableCell>{t('agency.steps.state')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {service.steps.map((step) => {
          const present = step.code === found.step && !isEnded(found);
          return (
            <TableRow key={step.code} selected={present} aria-current={present ? 'step' : undefined}>
              <TableCell>{t('agency.step', { no: step.no, title: step.title })}</TableCell>
              <TableCell>
                <DoneDays line={line} step={step} />
              </TableCell>
              <TableCell>{present && presentText(t, line)}</TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
