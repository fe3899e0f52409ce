import { useOffice } from '../office/office-context.tsx';
import { useScans } from '../office/scans-context.tsx';
import { useTexts } from '../texts/index.ts';
import { SavePending } from '../entry/SavePending.tsx';

/** Saves what waits at the desk of who is signed in. */
export function ExportCard() {
  const t = useTexts();
  const office = useOffice();
  const scans = useScans();
  return <SavePending make={() => office.exportBundle(scans)} label={t('carry.away.action')} />;
}
