import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Table,
  TableBody,
  TableCell,
  TableRow,
} from '@mui/material';
import { useId } from 'react';
import { Kbd } from '../kit/index.ts';
import { useTexts, type TextKey } from '../texts/index.ts';
import { navItems } from './nav-items.ts';

const others: readonly (readonly [keys: readonly string[], text: TextKey])[] = [
  [['/', 'Ctrl+K'], 'app.shortcut.search'],
  [['N'], 'app.shortcut.register'],
  [['Ctrl+Enter'], 'app.shortcut.save'],
  [['Esc'], 'app.shortcut.escape'],
  [['↑', '↓'], 'app.shortcut.arrows'],
  [['?'], 'app.shortcut.help'],
];

/** Every key the program knows. */
export function ShortcutHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useTexts();
  const label = useId();
  const rows = [...others, ...navItems.map(({ key, text }) => [[`Alt+${key}`], text] as const)];
  return (
    <Dialog open={open} onClose={onClose} maxWidth="xs" fullWidth aria-labelledby={label}>
      <DialogTitle id={label}>{t('app.shortcut.title')}</DialogTitle>
      <DialogContent>
        <Table>
          <TableBody>
            {rows.map(([keys, text]) => (
              <TableRow key={text}>
                <TableCell sx={{ width: 120 }}>
                  <Box sx={{ display: 'flex', gap: 0.5 }}>
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </Box>
                </TableCell>
                <TableCell>{t(text)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {t('app.action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
