import { Box, Typography } from '@mui/material';
import type { StepDefinition } from '../../../shared/services/definition.ts';
import { actorText } from '../../../shared/services/standard.ts';
import { useTexts } from '../texts/index.ts';

/** Every step of the procedure with its published sentence and who acts. */
export function ServiceSteps({ steps }: { readonly steps: readonly StepDefinition[] }) {
  const t = useTexts();
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexDirection: 'column', gap: 1.25 }}>
      {steps.map(({ code, no, title, text, actors, plan }) => (
        <Box key={code} component="li" sx={{ display: 'grid', gridTemplateColumns: '28px 1fr', columnGap: 1 }}>
          <Typography variant="subtitle2" component="span" sx={{ textAlign: 'right' }}>
            {no}.
          </Typography>
          <div>
            <Typography variant="subtitle2" component="h3">
              {title}
            </Typography>
            <Typography variant="body2">{text}</Typography>
            <Typography variant="caption" color="textSecondary" component="p">
              {t('services.actor', { who: actorText(actors) })}
              {plan !== undefined && ` · ${t('services.plan', { count: plan })}`}
            </Typography>
          </div>
        </Box>
      ))}
    </Box>
  );
}
