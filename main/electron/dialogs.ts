import { join } from 'node:path';
import type { App, BrowserWindow, Dialog, SaveDialogOptions } from 'electron';
import { FolderInUse } from '../desk/folder-lock.ts';
import { JournalIsNewer } from '../../shared/desk/journal-steps.ts';
import { JournalDamaged } from '../desk/journal-files.ts';
import { describeError } from './log.ts';
import { fill } from './texts/fill.ts';
import type { ShellTexts } from './texts/shell-texts.ts';

/** Asks where a PDF shall be saved, beginning in `folder`; null when the user gives up. */
export async function choosePdfPath(
  dialog: Pick<Dialog, 'showSaveDialog'>,
  parent: BrowserWindow | null,
  texts: ShellTexts,
  folder: string,
  suggested: string,
): Promise<string | null> {
  const options: SaveDialogOptions = {
    title: texts.savePdf,
    defaultPath: join(folder, suggested),
    filters: [{ name: texts.pdfFiles, extensions: ['pdf'] }],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  };
  const { canceled, filePath } = await (parent
    ? dialog.showSaveDialog(parent, options)
    : dialog.showSaveDialog(options));
  if (canceled || filePath === '') return null;
  return filePath.toLowerCase().endsWith('.pdf') ? filePath : `${filePath}.pdf`;
}

/** Says that the page's process died and asks what to do. Escape reloads: nothing is lost by it. */
export async function askWhenGone(
  dialog: Pick<Dialog, 'showMessageBox'>,
  window: BrowserWindow,
  texts: ShellTexts,
): Promise<'reload' | 'quit'> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: texts.appName,
    message: texts.pageGone,
    detail: texts.pageGoneDetail,
    buttons: [texts.pageGoneReload, texts.pageGoneQuit],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1 ? 'quit' : 'reload';
}

/** About the program. */
export function showAbout(
  dialog: Pick<Dialog, 'showMessageBox'>,
  window: BrowserWindow,
  texts: ShellTexts,
  app: Pick<App, 'getVersion'>,
): void {
  void dialog.showMessageBox(window, {
    type: 'info',
    title: texts.about.replace('&', ''),
    message: texts.appName,
    detail: fill(texts.aboutDetail, { version: app.getVersion() }),
  });
}

/** Says why the program cannot start: one sentence, the folder to look at and the system's code. */
export function showStartFailure(
  dialog: Pick<Dialog, 'showErrorBox'>,
  texts: ShellTexts,
  folder: string,
  error: unknown,
): void {
  if (error instanceof JournalDamaged) {
    return dialog.showErrorBox(texts.startFailed, fill(texts.journalDamaged, { folder, file: error.file }));
  }
  if (error instanceof JournalIsNewer) {
    return dialog.showErrorBox(texts.startFailed, fill(texts.journalIsNewer, { folder }));
  }
  if (error instanceof FolderInUse) {
    return dialog.showErrorBox(texts.startFailed, fill(texts.folderInUse, { folder: error.folder }));
  }
  const { code, type } = describeError(error);
  dialog.showErrorBox(texts.startFailed, fill(texts.startFailedDetail, { folder, code: code ?? type }));
}
