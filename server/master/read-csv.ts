import Papa from 'papaparse';
import { err, ok, type Result } from '../../shared/result.ts';
import { checked, formats, type MasterDoc, type Row } from './rows.ts';

/** Reads a comma-separated file of master data; the first bad row stops it, named by file and line. */
export function readMasterCsv(name: string, file: string, text: string): Result<readonly MasterDoc[], string> {
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (!format) return err(`${file}: unknown type "${name}"; known are ${Object.keys(formats).join(', ')}`);
  // Blank rows are counted, so that a row is named as an editor shows it.
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { skipEmptyLines: false });
  const [broken] = errors.filter(({ type }) => type === 'Quotes');
  if (broken) return err(`${file}, row ${(broken.row ?? 0) + 1}: ${broken.message}`);
  const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');
  const start = data.findIndex((cells) => !isBlank(cells));
  const headers = data[start] ?? [];
  const missing = format.columns.filter((column) => !headers.includes(column));
  if (missing.length > 0) return err(`${file}: column missing: ${missing.join(', ')}`);
  const docs: MasterDoc[] = [];
  const seen = new Map<string, number>();
  let order = 0;
  for (const [i, cells] of data.entries()) {
    const line = i + 1;
    if (i <= start || isBlank(cells)) continue;
    const surplus = cells.slice(headers.length).find((cell) => cell.trim() !== '');
    if (surplus !== undefined) return err(`${file}, row ${line}: a cell without a column: ${surplus.slice(0, 80)}`);
    if (cells.length < headers.length)
      return err(`${file}, row ${line}: ${headers.length - cells.length} cells missing`);
    const broken = cells.find((cell) => cell.includes('\ufffd'));
    if (broken !== undefined) return err(`${file}, row ${line}: not UTF-8: ${broken.slice(0, 80)}`);
    const row: Row = Object.fromEntries(headers.map((header, column) => [header, cells[column] ?? '']));
    order += 1;
    const doc = checked(format.type, format.toDoc(row, order), `${file}, row ${line}`);
    if (!doc.ok) return doc;
    const before = seen.get(doc.value.doc.id);
    if (before !== undefined) return err(`${file}, row ${line}: same id as row ${before}: ${doc.value.doc.id}`);
    seen.set(doc.value.doc.id, line);
    docs.push(doc.value);
  }
  return ok(docs);
}
