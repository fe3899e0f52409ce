import { Box, MenuItem, Paper, Typography } from '@mui/material';
import { useState } from 'react';
import { partKey, type PartName } from '../../../shared/interchange/draft.ts';
import { partChoices, type ReadContract } from '../../../shared/interchange/to-contract.ts';
import type { Agency } from '../../../shared/office/master.ts';
import { Field } from '../kit/index.ts';
import { useLive } from '../office/office-context.tsx';
import { id } from '../texts/id/index.ts';
import { useTexts, type TextKey, type Texts } from '../texts/index.ts';
import { faultText } from './fault-words.ts';
import type { Conflicts } from './use-conflicts.ts';
import type { InterchangeDraft } from './use-interchange-draft.ts';

type Group = keyof typeof id.interchange.group;

/** The parts of the document in the order of its paper; 5, 6 and 10 are the dictionary. */
const groups: Readonly<Record<Group, readonly PartName[]>> = {
  identity: ['number', 'date'],
  parties: [
    ...(['providerAgency', 'providerName', 'providerContact', 'providerPhone', 'providerEmail'] as const),
    ...(['consumerAgency', 'consumerName', 'consumerContact', 'consumerPhone', 'consumerEmail'] as const),
    ...(['technicalTeam', 'legalBasis'] as const),
  ],
  scenario: ['purpose', 'direction', 'trigger', 'frequency', 'volume', 'window'],
  dataset: ['datasetName', 'datasetTitle', 'description', 'keywords'],
  references: ['references'],
  security: ['securityClass', 'personalData', 'masking'],
  service: ['serviceName', 'requestsPerMinute'],
  quality: ['qualityRules', 'reconciliation'],
  agreement: ['sla', 'changeControl', 'retention', 'testDate', 'testResult'],
};

const long: readonly PartName[] = [
  ...(['technicalTeam', 'legalBasis', 'purpose', 'description', 'references', 'masking', 'qualityRules'] as const),
  ...(['reconciliation', 'sla', 'changeControl', 'retention', 'testResult'] as const),
];
const listed: readonly PartName[] = ['technicalTeam', 'legalBasis', 'qualityRules'];

function hintOf(t: Texts, name: PartName): string | undefined {
  if (Object.hasOwn(id.interchange.hint, name)) return t(`interchange.hint.${name}` as TextKey);
  if (name === 'testDate') return t('interchange.hint.date');
  return listed.includes(name) ? t('interchange.hint.lines') : undefined;
}

interface PartProps {
  readonly name: PartName;
  readonly entry: InterchangeDraft;
  readonly read: ReadContract;
  readonly conflicts: Conflicts;
  readonly editable: boolean;
  readonly agencies: readonly Agency[];
}

/** One part, saved when it is left; what is typed meanwhile stays in the field. */
function PartField({ name, entry, read, conflicts, editable, agencies }: PartProps) {
  const t = useTexts();
  const [typing, setTyping] = useState<string | null>(null);
  const saved = entry.draft.parts[name] ?? '';
  const fault = read.faults.get(partKey(name));
  const other = conflicts.mine[partKey(name)];
  const isAgency = name === 'providerAgency' || name === 'consumerAgency';
  const options = isAgency
    ? agencies.map(({ id: agency, name: called }) => [agency, called] as const)
    : partChoices[name]?.map((choice) => [choice, t(`interchange.choice.${choice}` as TextKey)] as const);
  const hint = typeof other === 'string' ? t('interchange.grid.yours', { value: other }) : hintOf(t, name);

  function put(text: string): void {
    setTyping(null);
    if (text === saved) return;
    const agency = isAgency ? agencies.find(({ id: known }) => known === text) : undefined;
    const called = name === 'providerAgency' ? partKey('providerName') : partKey('consumerName');
    entry.change({ [partKey(name)]: text, ...(agency ? { [called]: agency.name } : {}) });
  }

  const common = {
    label: t(`interchange.part.${name}`),
    disabled: !editable,
    error: fault === undefined ? null : faultText(t, name, fault),
    helperText: hint,
  };
  if (options) {
    const isKnown = options.some(([value]) => value === saved);
    return (
      <Field {...common} select value={isKnown ? saved : ''} onChange={({ target }) => put(target.value)}>
        <MenuItem value="">{t('interchange.choice.none')}</MenuItem>
        {options.map(([value, text]) => (
          <MenuItem key={value} value={value}>
            {text}
          </MenuItem>
        ))}
      </Field>
    );
  }
  return (
    <Field
      {...common}
      value={typing ?? saved}
      multiline={long.includes(name)}
      maxRows={8}
      onChange={({ target }) => setTyping(target.value)}
      onBlur={() => typing !== null && put(typing)}
    />
  );
}

/** Isi dokumen: the parts beside the dictionary, in their groups. */
export function PartsTab(props: Omit<PartProps, 'name' | 'agencies'>) {
  const t = useTexts();
  const agencies = useLive((office) => office.master<Agency>('agency').filter(({ closed }) => !closed));
  return (
    <Box sx={{ overflow: 'auto', minHeight: 0, flex: 1, display: 'flex', flexDirection: 'column', gap: 1 }}>
      <Typography variant="body2" color="textSecondary">
        {t('interchange.groupHint')}
      </Typography>
      {(Object.keys(groups) as Group[]).map((group) => (
        <Paper
          key={group}
          component="section"
          variant="outlined"
          aria-label={t(`interchange.group.${group}`)}
          sx={{ p: 1.5 }}
        >
          <Typography variant="h3" sx={{ mb: 1 }}>
            {t(`interchange.group.${group}`)}
          </Typography>
          <Box sx={{ display: 'grid', gap: 1.25, gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))' }}>
            {groups[group].map((name) => (
              <Box key={name} sx={long.includes(name) ? { gridColumn: '1 / -1' } : {}}>
                <PartField {...props} name={name} agencies={agencies} />
              </Box>
            ))}
          </Box>
        </Paper>
      ))}
    </Box>
  );
}
