import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPdf } from '../print-harness/read-pdf.ts';
import { expect, test, type Program } from './fixture.ts';
import { book, enrol, openLetter } from './steps.ts';

/** Native dialogs cannot be driven from outside: the save dialog is replaced by its answer. */
async function answerSaveDialog({ app }: Program, filePath: string | null): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: path === null, filePath: path ?? '' });
  }, filePath);
}

const papers = [
  ['A4', 210, 297],
  ['F4', 215, 330],
  ['half-folio', 165, 215],
  ['A5', 148, 210],
] as const;

test('a sheet is saved as PDF on the paper it names, and giving up is no error', async ({ shell, office, dataDir }) => {
  const program = shell.program();
  const { app, page } = program;
  const account = office.demoAccounts.find(({ username }) => username === 'tu');
  await enrol(page, office.address, account?.username ?? '', account?.password ?? '');
  const subject = 'Permohonan integrasi data';
  await book(page, { sender: 'Bappeda', letterNumber: '050/Bappeda/12', subject });
  const letter = await openLetter(page, subject);
  const print = (paper: string) =>
    page.evaluate(
      (route) => window.lembar.print(route, 'pdf', 'Lembar 1/2026'),
      `#/cetak/${letter}?kind=blank&paper=${paper}&print=x`,
    );

  for (const [paper, width, height] of papers) {
    const path = join(dataDir, `${paper}.pdf`);
    await answerSaveDialog(program, path);
    expect(await print(paper)).toEqual({ ok: true, value: 'done' });
    const [first] = await readPdf(await readFile(path));
    expect(Math.abs((first?.width ?? 0) - width), `${paper} width`).toBeLessThan(0.5);
    expect(Math.abs((first?.height ?? 0) - height), `${paper} height`).toBeLessThan(0.5);
    expect(first?.text).toContain(subject);
  }
  await answerSaveDialog(program, null);
  expect(await print('A4')).toEqual({ ok: true, value: 'cancelled' });
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a sheet of a letter that is not here is refused, and its window is closed', async ({
  shell,
  office,
  dataDir,
}) => {
  const program = shell.program();
  const account = office.demoAccounts.find(({ username }) => username === 'tu');
  await enrol(program.page, office.address, account?.username ?? '', account?.password ?? '');
  await answerSaveDialog(program, join(dataDir, 'none.pdf'));
  const answer = await program.page.evaluate(() =>
    window.lembar.print('#/cetak/none?kind=blank&paper=A4&print=x', 'pdf', 'x'),
  );
  expect(answer).toMatchObject({ ok: false, error: { code: 'SHEET_NOT_READY' } });
  expect(await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
