import { Checkbox, FormControlLabel, Typography } from '@mui/material';
import { Controller, useWatch } from 'react-hook-form';
import type { Account, AgencyPerson } from '../../../shared/people/people.ts';
import { refuse, type Refusal, type RefusalCode } from '../../../shared/refusal.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { paths } from '../../../shared/sync/protocol.ts';
import { minPassword, type AccountRequest } from '../../../shared/sync/session-api.ts';
import { useApi } from '../office/api-context.tsx';
import { useOffice } from '../office/office-context.tsx';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { useEntryForm } from '../entry/use-entry-form.ts';
import { FormField, PasswordField, RadioRow, errorText, useNotice } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { RefField } from './RefField.tsx';

const accountKinds = ['office', 'agency'] as const;

interface AccountForm extends Omit<Account, 'id' | 'agency'> {
  readonly kind: (typeof accountKinds)[number];
  /** Of an account of an agency; while none is chosen its id is empty. */
  readonly agency: AgencyPerson;
  readonly password: string;
}

/** The register's refusals that are about a field of the form. */
const fieldOfCode: Readonly<Partial<Record<RefusalCode, keyof AccountForm>>> = {
  USERNAME_TAKEN: 'username',
  WEAK_PASSWORD: 'password',
};

interface Props {
  readonly account: Account;
  readonly isNew: boolean;
  readonly onClose: () => void;
}

/** Creates or changes an account on the server; the desk learns of it with the next pull. */
export function AccountDialog({ account: { id, ...account }, isNew, onClose }: Props) {
  const t = useTexts();
  const api = useApi();
  const office = useOffice();
  const say = useNotice();
  const docOf = ({ username, kind, agency, personId, admin, disabled }: AccountForm): Account => ({
    id,
    username: username.trim().toLowerCase(),
    disabled,
    // What was chosen under the other kind does not count.
    ...(kind === 'agency' ? { personId: null, admin: false, agency } : { personId, admin, agency: null }),
  });
  const argsOf = (form: AccountForm): object => ({ doc: docOf(form) });

  async function save(form: AccountForm): Promise<Result<null, readonly Refusal[]>> {
    const refusals = await office.check('account.save', argsOf(form));
    if (refusals.length > 0) return err(refusals);
    const { password } = form;
    const request: AccountRequest = { ...docOf(form), password: password === '' ? null : password };
    const answer = await api.post(paths.accounts, request, office.account.id);
    if (answer.ok) return ok(null);
    const field = fieldOfCode[answer.error.code];
    return err([field === undefined ? answer.error : { ...answer.error, field }]);
  }

  const entry = useEntryForm<AccountForm>({
    command: 'account.save',
    start: {
      ...account,
      kind: account.agency ? 'agency' : 'office',
      agency: account.agency ?? { id: '', person: '' },
      password: '',
    },
    args: argsOf,
    // The password is the register's alone, so that the command does not know it.
    also: ({ password }) =>
      (password === '' ? isNew : password.length < minPassword) ? [refuse('WEAK_PASSWORD', { field: 'password' })] : [],
    save,
    onSaved: (form) => {
      say(t('admin.account.saved', { name: docOf(form).username }));
      onClose();
      void office.syncNow();
    },
  });
  const { control } = entry.form;
  const kind = useWatch({ control, name: 'kind' });
  return (
    <EntryDialog
      small
      entry={entry}
      title={t(isNew ? 'admin.master.addTitle' : 'admin.master.editTitle', { what: t('admin.section.account') })}
      confirm={t('app.action.save')}
      onClose={onClose}
    >
      <FormField control={control} name="username" label={t('admin.account.username')} autoFocus autoComplete="off" />
      {isNew && (
        <Controller
          control={control}
          name="kind"
          render={({ field }) => (
            <RadioRow
              label={t('admin.account.kind')}
              value={field.value}
              options={accountKinds}
              text={(one) => t(`admin.account.${one}`)}
              onChange={field.onChange}
            />
          )}
        />
      )}
      {kind === 'office' ? (
        <Controller
          control={control}
          name="personId"
          render={({ field }) => (
            <RefField label={t('admin.field.person')} of="person" value={field.value} onChange={field.onChange} />
          )}
        />
      ) : (
        <>
          <Controller
            control={control}
            name="agency.id"
            render={({ field, fieldState }) => (
              <RefField
                label={t('admin.field.agency')}
                of="agency"
                required
                disabled={!isNew}
                value={field.value === '' ? null : field.value}
                error={errorText(t, fieldState.error)}
                onChange={(chosen) => field.onChange(chosen ?? '')}
              />
            )}
          />
          <FormField control={control} name="agency.person" label={t('admin.account.agencyPerson')} />
          <Typography variant="caption" color="textSecondary" component="p">
            {t('admin.account.agencyHint')}
          </Typography>
        </>
      )}
      <PasswordField
        control={control}
        name="password"
        fresh
        label={t('admin.account.newPassword')}
        helperText={isNew ? t('session.setup.passwordHint', { min: minPassword }) : t('admin.account.keepPassword')}
      />
      {(kind === 'office' ? (['admin', 'disabled'] as const) : (['disabled'] as const)).map((name) => (
        <Controller
          key={name}
          control={control}
          name={name}
          render={({ field }) => (
            <FormControlLabel
              label={t(`admin.account.${name}`)}
              control={<Checkbox checked={field.value} onChange={(_event, on) => field.onChange(on)} />}
            />
          )}
        />
      ))}
    </EntryDialog>
  );
}
