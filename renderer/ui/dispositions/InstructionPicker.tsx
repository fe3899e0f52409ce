import { Box, Button, Checkbox, FormControl, FormControlLabel, FormLabel } from '@mui/material';
import { useState } from 'react';
import type { Instruction } from '../../../shared/office/master.ts';
import { Field } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly instructions: readonly Instruction[];
  readonly ticked: readonly string[];
  readonly free: string;
  readonly onTicked: (ticked: readonly string[]) => void;
  readonly onFree: (text: string) => void;
}

/** "Dengan hormat harap": the lines of the sheet as ticks, the rest of the list on demand, and one line in free words. */
export function InstructionPicker({ instructions, ticked, free, onTicked, onFree }: Props) {
  const t = useTexts();
  const [all, setAll] = useState(false);
  const shown = instructions.filter(({ onSheet, text }) => all || onSheet || ticked.includes(text));
  return (
    <FormControl component="fieldset" fullWidth>
      <FormLabel component="legend" sx={{ fontSize: '0.75rem' }}>
        {t('dispositions.form.instructions')}
      </FormLabel>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 2 }}>
        {shown.map(({ id, text }) => (
          <FormControlLabel
            key={id}
            label={text}
            control={
              <Checkbox
                checked={ticked.includes(text)}
                onChange={(_event, on) => onTicked(on ? [...ticked, text] : ticked.filter((other) => other !== text))}
              />
            }
          />
        ))}
      </Box>
      <Box sx={{ display: 'flex', gap: 1, mt: 0.75 }}>
        <Field
          label={t('dispositions.form.free')}
          value={free}
          onChange={({ target }) => onFree(target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        {!all && shown.length < instructions.length && (
          <Button onClick={() => setAll(true)} sx={{ flexShrink: 0 }}>
            {t('dispositions.form.moreInstructions')}
          </Button>
        )}
      </Box>
    </FormControl>
  );
}
