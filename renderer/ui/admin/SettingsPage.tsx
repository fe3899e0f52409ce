import { FormControlLabel, MenuItem, Radio, RadioGroup, Stack, TextField, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskSettings } from '../../../shared/desk/desk.ts';
import { paperSizes } from '../../../shared/sheet/paper.ts';
import { useDesk, useDeskInfo } from '../office/desk-context.tsx';
import { Page, useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { languageNames, languages } from '../texts/languages.ts';
import { useThemeChoice } from '../theme/ThemeChoice.tsx';
import { RefField } from './RefField.tsx';

const themes = ['light', 'dark', 'system'] as const;

/** The settings of this PC. Every choice takes effect at once. */
export function SettingsPage() {
  const t = useTexts();
  const desk = useDesk();
  const info = useDeskInfo();
  const say = useNotice();
  const { i18n } = useTranslation();
  const { choose } = useThemeChoice();
  const [settings, setSettings] = useState<DeskSettings | null>(null);
  useEffect(() => {
    void desk.settings().then((answer) => {
      if (answer.ok) setSettings(answer.value);
    });
  }, [desk]);
  if (settings === null) return null;

  async function change(part: Partial<DeskSettings>): Promise<void> {
    if (settings === null) return;
    const next = { ...settings, ...part };
    setSettings(next);
    if (part.theme) choose(part.theme);
    if (part.language !== undefined) await i18n.changeLanguage(part.language);
    const answer = await desk.saveSettings(next);
    if (answer.ok) say(t('admin.settings.saved'));
    else say(refusalText(t, answer.error), 'error');
  }

  return (
    <Page title={t('admin.settings.title')} subtitle={t('admin.settings.lead')} width="form">
      <Stack spacing={2.25} sx={{ pt: 1 }}>
        <div role="group" aria-label={t('admin.settings.theme')}>
          <Typography variant="subtitle2" component="h2">
            {t('admin.settings.theme')}
          </Typography>
          <RadioGroup
            row
            value={settings.theme}
            onChange={(_event, value) => {
              const theme = themes.find((known) => known === value);
              if (theme) void change({ theme });
            }}
          >
            {themes.map((theme) => (
              <FormControlLabel
                key={theme}
                value={theme}
                control={<Radio />}
                label={t(`admin.settings.themes.${theme}`)}
              />
            ))}
          </RadioGroup>
        </div>
        <TextField
          select
          label={t('admin.settings.language')}
          value={settings.language}
          onChange={({ target }) => void change({ language: target.value })}
        >
          {languageNames.map((name) => (
            <MenuItem key={name} value={name}>
              {languages[name].name}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          label={t('admin.settings.paper')}
          value={settings.paper}
          onChange={({ target }) => void change({ paper: target.value })}
        >
          {paperSizes.map((paper) => (
            <MenuItem key={paper} value={paper}>
              {t(`admin.settings.papers.${paper}`)}
            </MenuItem>
          ))}
        </TextField>
        <RefField
          label={t('admin.settings.signer')}
          helperText={t('admin.settings.signerHint')}
          of="position"
          value={settings.signer}
          onChange={(signer) => void change({ signer })}
        />
        {info && (
          <div>
            <Typography variant="subtitle2" component="h2">
              {t('admin.settings.about')}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {`${t('admin.settings.version', { version: info.version })} · ${t(`admin.settings.host.${info.host}`)}`}
            </Typography>
          </div>
        )}
      </Stack>
    </Page>
  );
}
