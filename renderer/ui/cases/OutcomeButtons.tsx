import { Box, Button, Typography } from '@mui/material';
import { stepPart } from '../../../shared/cases/step.ts';
import type { Outcome, StepDefinition, Target } from '../../../shared/services/definition.ts';
import { useMay } from '../office/allowed.ts';
import type { KnownCase } from '../office/case-states.ts';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly known: KnownCase;
  readonly step: StepDefinition;
  readonly disabled: boolean;
  readonly onChoose: (outcome: string) => void;
}

/** An outcome that continues looks plain; one that ends a request without its product is marked. */
function look({ kind, ...rest }: Target): {
  readonly variant: 'contained' | 'outlined';
  readonly color: 'primary' | 'error';
} {
  const goesOn = kind === 'step' || (kind === 'end' && 'as' in rest && rest.as === 'done');
  const refuses = kind === 'end' && 'as' in rest && rest.as === 'refused';
  return { variant: goesOn ? 'contained' : 'outlined', color: refuses ? 'error' : 'primary' };
}

function OutcomeButton({ known, outcome, disabled, onChoose }: Omit<Props, 'step'> & { readonly outcome: Outcome }) {
  const { code, label, to } = outcome;
  const { step, round } = known.state;
  const may = useMay('case.finish', { type: 'case', id: known.found.id, part: stepPart(step, round, code) });
  return (
    <Button {...look(to)} disabled={disabled || may === false} onClick={() => onChoose(code)}>
      {label}
    </Button>
  );
}

/** A button for every way the step may end; whose verdict it is stands below where it is not everybody's. */
export function OutcomeButtons({ step, ...props }: Props) {
  const t = useTexts();
  const named = step.actors.filter(
    (actor) => actor.kind !== 'agency' && step.outcomes.some(({ by }) => by?.includes(actor.position)),
  );
  return (
    <Box>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {step.outcomes.map((outcome) => (
          <OutcomeButton key={outcome.code} {...props} outcome={outcome} />
        ))}
      </Box>
      {named.length > 0 && (
        <Typography variant="caption" color="textSecondary" component="p">
          {t('cases.form.verdictBy', { who: named.map(({ label }) => label).join(', ') })}
        </Typography>
      )}
    </Box>
  );
}
