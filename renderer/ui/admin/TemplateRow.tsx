import { Button, FormHelperText, TableCell, TableRow } from '@mui/material';
import { useState } from 'react';
import type { DocumentPlace } from '../../../shared/documents/layouts.ts';
import { templateId, type DocumentTemplate } from '../../../shared/office/master.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { useLive, useOffice } from '../office/office-context.tsx';
import { docxType, saveFile } from '../documents/save-file.ts';
import { ownTemplate, templateOf } from '../documents/templates.ts';
import { ConfirmDialog, FileButton, useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { readTemplateFile } from './read-template-file.ts';

interface Props {
  readonly place: DocumentPlace;
  readonly writable: boolean;
  readonly problem: string | null;
  readonly onProblem: (text: string | null) => void;
}

/** One document's template: download it, replace it by the office's own, or go back to the shipped one. */
export function TemplateRow({ place, writable, problem, onProblem }: Props) {
  const t = useTexts();
  const office = useOffice();
  const say = useNotice();
  const [asking, setAsking] = useState(false);
  const { code, title } = place.definition;
  const own = useLive((now) => ownTemplate(now, code), [code]);

  const show = (refusals: readonly Refusal[]): void => {
    const [first] = refusals;
    onProblem(first ? refusalText(t, first) : null);
  };
  async function save(doc: DocumentTemplate, done: string): Promise<void> {
    const saved = await office.run('template.save', { doc }, { base: await office.versionOf('template', doc.id) });
    show(saved.ok ? [] : saved.error);
    if (saved.ok) say(done);
  }
  async function choose(file: File | undefined): Promise<void> {
    if (!file) return;
    const read = await readTemplateFile(file, place);
    if (!read.ok) return show([read.error]);
    const doc = { id: templateId(code), code, name: file.name.slice(0, 200), content: read.value };
    await save(doc, t('documents.template.replaced', { title }));
  }
  async function download(): Promise<void> {
    const bytes = await templateOf(office, place.definition);
    if (bytes.ok) saveFile(`${code}.docx`, docxType, bytes.value);
    show(bytes.ok ? [] : [bytes.error]);
  }
  return (
    <TableRow hover>
      <TableCell>{title}</TableCell>
      <TableCell>
        {own ? t('documents.template.own', { name: own.name }) : t('documents.template.shipped')}
        {problem !== null && (
          <FormHelperText error role="alert">
            {problem}
          </FormHelperText>
        )}
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
        <Button
          size="small"
          aria-label={`${t('documents.template.download')}: ${title}`}
          onClick={() => void download()}
        >
          {t('documents.template.download')}
        </Button>
        {writable && (
          <FileButton
            size="small"
            accept=".docx"
            aria-label={`${t('documents.template.replace')}: ${title}`}
            onFile={(file) => void choose(file)}
          >
            {t('documents.template.replace')}
          </FileButton>
        )}
        {writable && own && (
          <Button size="small" aria-label={`${t('documents.template.back')}: ${title}`} onClick={() => setAsking(true)}>
            {t('documents.template.back')}
          </Button>
        )}
        <ConfirmDialog
          open={asking}
          title={t('documents.template.back')}
          confirm={t('documents.template.backConfirm')}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            void save({ id: templateId(code), code, name: '', content: '' }, t('documents.template.gone', { title }));
          }}
        >
          {t('documents.template.backText', { title })}
        </ConfirmDialog>
      </TableCell>
    </TableRow>
  );
}
