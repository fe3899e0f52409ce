import { Box } from '@mui/material';
import { useState } from 'react';
import type { Refusal } from '../../../shared/refusal.ts';
import { requirementLines, type RequirementLine } from '../../../shared/services/standard.ts';
import { useNotice } from '../kit/index.ts';
import { useOffice } from '../office/office-context.tsx';
import { HandInDialog } from '../scans/HandInDialog.tsx';
import { useScanStates } from '../scans/use-scan-states.ts';
import type { StoredFile } from '../scans/use-store-file.ts';
import { useTexts } from '../texts/index.ts';
import type { AgencyLine } from './agency-line.ts';
import { AgencyRequirementRow } from './AgencyRequirementRow.tsx';

/** The papers the standard asks for, what of them the agency handed in, and the way to hand in what is asked for. */
export function AgencyRequirements({ line: { found, service } }: { readonly line: AgencyLine }) {
  const t = useTexts();
  const say = useNotice();
  const office = useOffice();
  const [handing, setHanding] = useState<RequirementLine | null>(null);
  const states = useScanStates(
    found.id,
    found.handIns.map(({ scan }) => scan.sha256),
  );
  const hand = async (code: string, scan: StoredFile, remark: string): Promise<Refusal | null> => {
    const saved = await office.run('agencyCase.handIn', { caseId: found.id, act: { code, scan, remark } });
    if (!saved.ok) return saved.error[0] ?? null;
    say(t('agency.dialog.done'));
    setHanding(null);
    return null;
  };
  return (
    <>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {requirementLines(service).map((line) => (
          <AgencyRequirementRow
            key={line.code}
            line={line}
            found={found}
            states={states}
            onHand={found.asked.includes(line.code) ? () => setHanding(line) : null}
          />
        ))}
      </Box>
      {handing && (
        <HandInDialog
          title={handing.title}
          caseId={found.id}
          onHand={(scan, remark) => hand(handing.code, scan, remark)}
          onClose={() => setHanding(null)}
        />
      )}
    </>
  );
}
