import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useState } from 'react';
import { editionId, nextEdition, type ServiceEdition } from '../../../shared/services/edition.ts';
import { useServices } from '../office/use-services.ts';
import { useTexts } from '../texts/index.ts';
import { EditionDialog } from './EditionDialog.tsx';

/** A service of the office's own before anything is entered. */
const blank: ServiceEdition = {
  ...{ id: editionId('', 1), service: '', version: 1, prefix: '', title: '', caseName: '', months: 1 },
  ...{ fee: '', product: '', requirements: [], closed: false },
  steps: [{ code: 'langkah-1', title: '', text: '', actors: [], plan: 30 }],
};

interface Opened {
  /** What stands now; null: a new service. */
  readonly before: ServiceEdition | null;
  readonly next: ServiceEdition;
}

/** The services of the office, each in its newest version, and the way to publish another one. */
export function ServiceSection({ writable }: { readonly writable: boolean }) {
  const t = useTexts();
  const services = useServices();
  const [opened, setOpened] = useState<Opened | null>(null);
  return (
    <Box sx={{ maxWidth: 1000 }}>
      <Table aria-label={t('admin.service.title')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('admin.service.name')}</TableCell>
            <TableCell>{t('admin.service.version')}</TableCell>
            <TableCell component="td" />
          </TableRow>
        </TableHead>
        <TableBody>
          {services.map((current) => (
            <TableRow key={current.service.code} hover>
              <TableCell>{current.service.title}</TableCell>
              <TableCell>
                {t('services.version', { version: current.version })}
                {current.closed && ` · ${t('services.closed')}`}
              </TableCell>
              <TableCell align="right">
                {writable && (
                  <Button
                    aria-label={t('admin.service.changeOf', { title: current.service.title })}
                    onClick={() => {
                      const next = nextEdition(current);
                      setOpened({ before: next, next });
                    }}
                  >
                    {t('admin.service.change')}
                  </Button>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {writable && (
        <Button sx={{ mt: 1.5 }} variant="outlined" onClick={() => setOpened({ before: null, next: blank })}>
          {t('admin.service.add')}
        </Button>
      )}
      {opened && <EditionDialog before={opened.before} next={opened.next} onClose={() => setOpened(null)} />}
    </Box>
  );
}
