import DeleteOutlined from '@mui/icons-material/DeleteOutlined';
import ImageOutlined from '@mui/icons-material/ImageOutlined';
import PictureAsPdf from '@mui/icons-material/PictureAsPdfOutlined';
import { Box, ButtonBase, IconButton, Typography } from '@mui/material';
import type { ScanState } from '../../../shared/desk/scans.ts';
import type { AttachedScan } from '../../../shared/letters/attached-scan.ts';
import { whenText } from '../office/names.ts';
import { useNames } from '../office/use-names.ts';
import { useTexts } from '../texts/index.ts';
import { sizeText, stateText } from './scan-words.ts';

interface Props {
  readonly scan: AttachedScan;
  readonly state: ScanState | undefined;
  readonly onOpen: () => void;
  /** Null: this person may not remove it. */
  readonly onRemove: (() => void) | null;
}

/** One scan of a letter: what it is, who added it, where its file is. */
export function ScanRow({ scan, state, onOpen, onRemove }: Props) {
  const t = useTexts();
  const names = useNames();
  const Icon = scan.mime === 'application/pdf' ? PictureAsPdf : ImageOutlined;
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
      <ButtonBase
        onClick={onOpen}
        aria-label={t('scans.open', { name: scan.name })}
        sx={{
          flexGrow: 1,
          minWidth: 0,
          gap: 1,
          p: 0.75,
          borderRadius: 1,
          justifyContent: 'flex-start',
          textAlign: 'left',
          '&:hover, &.Mui-focusVisible': { bgcolor: 'action.hover' },
        }}
      >
        <Icon color="action" fontSize="small" />
        <Box sx={{ minWidth: 0 }}>
          <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
            {scan.name} · {sizeText(t, scan.size)}
          </Typography>
          <Typography variant="caption" color="textSecondary" component="p">
            {t('letters.page.by', { name: names.author(scan.by), when: whenText(scan.at) })}
          </Typography>
          <Typography
            variant="caption"
            component="p"
            data-testid="scan-state"
            color={state?.damaged === true ? 'error' : state?.server === 'yes' ? 'success' : 'textSecondary'}
          >
            {stateText(t, scan, state)}
          </Typography>
        </Box>
      </ButtonBase>
      {onRemove && (
        <IconButton size="small" aria-label={t('scans.remove', { name: scan.name })} onClick={onRemove}>
          <DeleteOutlined fontSize="small" />
        </IconButton>
      )}
    </Box>
  );
}
