import type { OpenCaseArgs } from '../../shared/cases/commands.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import { registerArgs } from './builders.ts';
import { newId, type DeskClient } from './desk-client.ts';

/** A letter of an agency, and the case it brings, as the book's desk enters them. */
export async function openCase(
  tu: DeskClient,
  agency: string | null,
  more: Partial<OpenCaseArgs> = {},
): Promise<{ readonly caseId: string; readonly letterId: string }> {
  const { security = 'biasa', letterId = newId('letter'), caseId = newId('case') } = more;
  await tu.register(registerArgs({ letterId, security, addressedTo: ['kepala-dinas', 'tu-agenda'] }));
  const args: OpenCaseArgs = {
    ...{
      caseId,
      letterId,
      security,
      service: 'pembuatan-aplikasi',
      title: `Aplikasi ${agency}`,
      received: '2026-10-08',
    },
    agency: { id: agency, name: `Dinas ${agency}` },
    readers: security === 'biasa' ? [] : ['tu-agenda'],
    ...more,
  };
  const opened = await tu.say('case.open', args);
  if (opened.status !== 'applied') throw new Error(`case: ${JSON.stringify(opened)}`);
  return { caseId, letterId };
}

/** The files of the tests' hand-ins: nothing is sent, they are named alone. */
export const aFile = (name = 'surat.pdf', sha256 = 'ab'.repeat(32)) =>
  ({ id: newId('scan'), sha256, size: 9, mime: 'application/pdf', name }) as const;

export const handIn = (desk: DeskClient, caseId: string, code: string, more: object = {}): Promise<OpResult> =>
  desk.say('agencyCase.handIn', { caseId, act: { code, scan: aFile(), remark: '', ...more } });
