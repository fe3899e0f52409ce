import type { AttentionItem } from '../../renderer/data/office.ts';

/** One entry of every kind that is shown under "Perlu perhatian". */
export const fakeAttention: readonly AttentionItem[] = [
  {
    opId: 'op-a1',
    seq: 41,
    name: 'letter.correct',
    status: 'merged',
    code: null,
    docType: 'letter',
    docId: 'letter-12',
    notes: [
      { field: 'letterNumber', mine: '112/UM/2026', now: '112/SET/2026', kept: 'now', by: 'acc-sekretaris' },
      {
        field: 'subject',
        mine: 'Undangan Rapat Koordinasi (revisi)',
        now: 'Undangan Rapat',
        kept: 'mine',
        by: 'acc-sekretaris',
      },
    ],
    args: {
      letterId: 'letter-12',
      set: { letterNumber: '112/UM/2026', subject: 'Undangan Rapat Koordinasi (revisi)' },
    },
    at: '2026-11-20T09:14:00.000+07:00',
    seen: false,
  },
  {
    opId: 'op-a2',
    seq: 44,
    name: 'disposition.complete',
    status: 'rejected',
    code: 'DISPOSITION_WITHDRAWN',
    docType: 'letter',
    docId: 'letter-20',
    notes: [],
    args: { letterId: 'letter-20', of: 'd20', position: 'pos-aptika', text: 'Rapat sudah dihadiri, notula terlampir.' },
    at: '2026-11-20T10:02:00.000+07:00',
    seen: false,
  },
  {
    opId: 'op-a3',
    seq: 47,
    name: 'agency.save',
    status: 'quarantined',
    code: 'UNKNOWN_OP',
    docType: 'agency',
    docId: 'agency-3',
    notes: [],
    args: { doc: { id: 'agency-3', name: 'Bappeda Provinsi Riau' } },
    at: '2026-11-19T15:40:00.000+07:00',
    seen: true,
  },
];
