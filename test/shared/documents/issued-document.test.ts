import { describe, expect, it } from 'vitest';
import { documentModel } from '../../../shared/documents/build-document.ts';
import type { DocumentEntry } from '../../../shared/documents/document-source.ts';
import { buildApplication } from '../../../shared/services/build-app.ts';
import { sourceOf } from '../../support/document-samples.ts';
import { Walk } from '../cases/case-walk.ts';

const returned: DocumentEntry = {
  ...{ step: 'telaah', round: 1, code: 'surat-pengembalian', number: '500.12/12/X/2026', date: '2026-10-09' },
  ...{ signer: null, content: {} },
};

const modelOf = (walk: Walk, entry = returned) => documentModel({ ...sourceOf(walk), entry });
const papers = (walk: Walk, entry = returned) =>
  modelOf(walk, entry)
    ?.tables.find(({ tag }) => tag === 'persyaratan')
    ?.rows.map(({ keadaan }) => keadaan);

function sentBack(): Walk {
  const walk = new Walk(buildApplication);
  walk.bring('surat-permohonan', 'kak');
  walk.do({ kind: 'document', ...returned });
  walk.do(walk.ending('tidak-lengkap'));
  return walk;
}

describe('an issued document', () => {
  it('still states which papers were missing then, and what the request was called', () => {
    const walk = sentBack();
    const [before, named] = [papers(walk), modelOf(walk)?.lines];
    expect(before).toEqual(['Ada', 'Ada', 'Belum ada', 'Belum ada']);
    walk.do({ kind: 'resume', on: '2026-10-20', note: '' });
    walk.bring('proses-bisnis', 'database');
    walk.do({ kind: 'title', title: 'Nama lain' });
    expect(papers(walk)).toEqual(before);
    expect(modelOf(walk)?.lines).toEqual(named);
  });

  it('is not what a new issue of it says', () => {
    const walk = sentBack();
    walk.do({ kind: 'resume', on: '2026-10-20', note: '' });
    walk.bring('proses-bisnis', 'database');
    expect(papers(walk, { ...returned, number: '500.12/12.2/X/2026' })).toEqual(['Ada', 'Ada', 'Ada', 'Ada']);
  });
});
