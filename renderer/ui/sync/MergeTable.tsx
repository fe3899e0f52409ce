import { Button, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { AttentionItem } from '../../data/office.ts';
import { useLiveAsync } from '../office/office-context.tsx';
import { useAccountName } from '../office/use-account-name.ts';
import { whenShort } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';
import { whoWrote } from './other-value.ts';
import { fieldText, valueText } from '../entry/value-text.ts';

interface Props {
  readonly item: AttentionItem;
  readonly titles: (positionId: string) => string | null;
  /** Makes the losing value the field's value; null where that is not possible for this entry. */
  readonly onChoose: ((field: string, value: unknown) => void) | null;
}

/** Both values of every field that two people changed: the one that holds, and who wrote the other one and when. */
export function MergeTable({ item, titles, onChoose }: Props) {
  const t = useTexts();
  const personOf = useAccountName();
  const letter = useLiveAsync(
    (office) => (item.docType === 'letter' ? office.get<Letter>('letter', item.docId) : Promise.resolve(null)),
    [item.docType, item.docId],
  );
  const stands = (text: string, is: boolean): string => (is ? `${text} (${t('sync.attention.stands')})` : text);
  return (
    <Table sx={{ mb: 1 }}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: 150 }} />
          <TableCell>{t('sync.attention.mine')}</TableCell>
          <TableCell>{t('sync.attention.theirs')}</TableCell>
          {onChoose !== null && <TableCell component="td" />}
        </TableRow>
      </TableHead>
      <TableBody>
        {item.notes.map(({ field, mine, now, kept, by }) => {
          const written = letter == null ? null : whoWrote(letter, field, now);
          const name = personOf(by ?? written?.by.account);
          const source = [...(name === null ? [] : [name]), ...(written === null ? [] : [whenShort(written.at)])];
          return (
            <TableRow key={field}>
              <TableCell component="th" scope="row">
                {fieldText(t, field)}
              </TableCell>
              <TableCell sx={{ fontWeight: kept === 'mine' ? 600 : 400 }}>
                {stands(valueText(t, field, mine, titles), kept === 'mine')}
                <Typography variant="caption" component="div" color="textSecondary">
                  {whenShort(item.at)}
                </Typography>
              </TableCell>
              <TableCell sx={{ fontWeight: kept === 'now' ? 600 : 400 }}>
                {stands(valueText(t, field, now, titles), kept === 'now')}
                {source.length > 0 && (
                  <Typography variant="caption" component="div" color="textSecondary">
                    {source.join(', ')}
                  </Typography>
                )}
              </TableCell>
              {onChoose !== null && (
                <TableCell align="right">
                  <Button onClick={() => onChoose(field, kept === 'mine' ? now : mine)}>
                    {t(kept === 'mine' ? 'sync.attention.useTheirs' : 'sync.attention.useMine')}
                  </Button>
                </TableCell>
              )}
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
