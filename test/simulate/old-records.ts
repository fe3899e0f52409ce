import { stepOf } from '../../shared/cases/case-state.ts';
import type { Case } from '../../shared/cases/case.ts';
import type { Complaint } from '../../shared/complaints/complaint.ts';
import type { ServiceDefinition } from '../../shared/services/definition.ts';
import { publishedServices } from '../../shared/services/services.ts';
import { Walk } from '../shared/cases/case-walk.ts';

/** Steps done of a request from before: the agency has answered, the work is under way. */
const done = 3;

function underWay(service: ServiceDefinition, letterId: string): Case {
  const walk = new Walk(service);
  walk.found = { ...walk.found, id: `permohonan-${service.code}`, letterId, received: '2026-09-01' };
  walk.bringAll();
  for (let i = 0; i < done; i++) walk.finish(stepOf(service, walk.state.step).outcomes[0]?.code ?? '');
  return walk.found;
}

/** One request for each service, in the middle of its steps, opened from these letters. */
export function oldCases(letters: readonly string[]): readonly Case[] {
  return publishedServices.flatMap((service, i) => {
    const letterId = letters[i];
    return letterId === undefined ? [] : [underWay(service, letterId)];
  });
}

/** A complaint nobody has answered yet. */
export const oldComplaint: Complaint = {
  id: 'aduan-lama',
  kind: 'pengaduan',
  channel: 'surat',
  trackingId: '',
  received: '2026-09-02',
  reporter: { name: 'Warga', contact: '' },
  anonymous: false,
  secret: false,
  subject: 'Keluhan lama',
  text: 'Tentang aplikasi',
  class: 'pengaduan',
  service: null,
  caseId: null,
  letterId: null,
  recorded: {
    id: 'op-aduan',
    at: '2026-09-02T09:00:00.000+07:00',
    by: { account: 'tu', person: 'tu', position: 'tu-agenda' },
    desk: 'D00',
  },
  acts: [],
};
