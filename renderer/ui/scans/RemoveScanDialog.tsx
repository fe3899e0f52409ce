import type { AttachedScan } from '../../../shared/letters/attached-scan.ts';
import { useNotice } from '../kit/index.ts';
import { ReasonDialog } from '../entry/ReasonDialog.tsx';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly letterId: string;
  readonly scan: AttachedScan;
  readonly onClose: () => void;
}

/** Asks why a scan is taken off its letter. Mounted per opening, so that each entry has its own operation id. */
export function RemoveScanDialog({ letterId, scan, onClose }: Props) {
  const t = useTexts();
  const say = useNotice();
  return (
    <ReasonDialog
      command="letter.removeScan"
      args={(reason) => ({ letterId, scanId: scan.id, reason })}
      danger
      title={t('scans.removeTitle')}
      text={t('scans.removeText', { name: scan.name })}
      label={t('scans.removeReason')}
      confirm={t('scans.removeConfirm')}
      onClose={onClose}
      onDone={() => {
        say(t('scans.removed'));
        onClose();
      }}
    />
  );
}
