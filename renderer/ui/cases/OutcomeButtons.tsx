import { Box, Button } from '@mui/material';
import type { Outcome, Target } from '../../../shared/services/definition.ts';

interface Props {
  readonly outcomes: readonly Outcome[];
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

/** A button for every way the step may end. */
export function OutcomeButtons({ outcomes, disabled, onChoose }: Props) {
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
      {outcomes.map(({ code, label, to }) => (
        <Button key={code} {...look(to)} disabled={disabled} onClick={() => onChoose(code)}>
          {label}
        </Button>
      ))}
    </Box>
  );
}
