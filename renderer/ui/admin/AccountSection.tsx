import { Alert, Box, Button, Link, TableBody, TableCell, TableHead, TableRow, TextField } from '@mui/material';
import { useState } from 'react';
import type { Account } from '../../../shared/people/people.ts';
import { useLive, useOffice } from '../office/office-context.tsx';
import { DataTable, ToneChip } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { AccountDialog } from './AccountDialog.tsx';
import { labelOf } from './section.ts';
import { useLookup } from './use-lookup.ts';

/** The accounts that may sign in. Passwords exist on the server only, so this part needs the network. */
export function AccountSection({ writable }: { readonly writable: boolean }) {
  const t = useTexts();
  const office = useOffice();
  const lookup = useLookup();
  const accounts = useLive((o) => o.master<Account>('account'));
  const offline = useLive((o) => o.sync().phase === 'offline');
  const [words, setWords] = useState('');
  const [editing, setEditing] = useState<Account | null>(null);
  const nameOf = ({ personId, agency }: Account): string => {
    if (agency) {
      const of = lookup('agency', agency.id);
      return of ? `${agency.person}, ${labelOf(of)}` : agency.person;
    }
    const person = personId === null ? null : lookup('person', personId);
    return person ? labelOf(person) : '';
  };
  const rows = accounts
    .filter((account) => `${account.username} ${nameOf(account)}`.toLowerCase().includes(words.trim().toLowerCase()))
    .toSorted((a, b) => a.username.localeCompare(b.username, 'id'));
  const blank: Omit<Account, 'id'> = { username: '', personId: null, admin: false, disabled: false };

  return (
    <>
      <Alert severity={offline ? 'warning' : 'info'} sx={{ mb: 1.5 }}>
        {t(offline ? 'admin.account.offline' : 'admin.account.online')}
      </Alert>
      <Box sx={{ display: 'flex', gap: 1.5, mb: 1, justifyContent: 'space-between' }}>
        <TextField
          type="search"
          label={t('admin.master.filter')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          sx={{ maxWidth: 300 }}
        />
        {writable && (
          <Button variant="contained" disabled={offline} onClick={() => setEditing({ id: office.newId(), ...blank })}>
            {t('app.action.add')}
          </Button>
        )}
      </Box>
      <DataTable label={t('admin.section.account')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('admin.account.username')}</TableCell>
            <TableCell>{t('admin.field.person')}</TableCell>
            <TableCell>{t('admin.account.kind')}</TableCell>
            <TableCell>{t('admin.account.admin')}</TableCell>
            <TableCell>{t('admin.account.state')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((account) => (
            <TableRow key={account.id} hover>
              <TableCell>
                {writable ? (
                  <Link component="button" type="button" onClick={() => setEditing(account)}>
                    {account.username}
                  </Link>
                ) : (
                  account.username
                )}
              </TableCell>
              <TableCell>{nameOf(account)}</TableCell>
              <TableCell>{t(account.agency ? 'admin.account.agency' : 'admin.account.office')}</TableCell>
              <TableCell>{t(account.admin ? 'app.action.yes' : 'app.no')}</TableCell>
              <TableCell>
                <ToneChip
                  tone={account.disabled ? 'neutral' : 'success'}
                  label={t(account.disabled ? 'admin.account.disabled' : 'admin.account.active')}
                />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </DataTable>
      {editing && (
        <AccountDialog
          account={editing}
          isNew={!accounts.some(({ id }) => id === editing.id)}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
