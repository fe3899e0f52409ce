import Papa from 'papaparse';
import { err, ok, type Result } from '../../shared/result.ts';
import { checked, formats, type MasterDoc, type Row } from './rows.ts';

/** Reads a comma-separated file of master data; the first bad row stops it, named by file and line. */
export function readMasterCsv(name: string, file: string, text: string): Result<readonly MasterDoc[], string> {
  const format = formats[name];
  if (!format) return err(`${file}: unknown type "${name}"; known are ${Object.keys(formats).join(', ')}`);
  const parsed = Papa.parse<Row>(text.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: 'greedy' });
  const missing = format.columns.filter((column) => !parsed.meta.fields?.includes(column));
  if (missing.length > 0) return err(`${file}: column missing: ${missing.join(', ')}`);
  const broken = parsed.errors.find(({ row }) => row !== undefined);
  if (broken) return err(`${file}, row ${(broken.row ?? 0) + 2}: ${broken.message}`);
  const docs: MasterDoc[] = [];
  const seen = new Map<string, number>();
  for (const [i, row] of parsed.data.entries()) {
    const line = i + 2;
    const doc = checked(format.type, format.toDoc(row, i + 1), `${file}, row ${line}`);
    if (!doc.ok) return doc;
    const before = seen.get(doc.value.doc.id);
    if (before !== undefined) return err(`${file}, row ${line}: same id as row ${before}: ${doc.value.doc.id}`);
    seen.set(doc.value.doc.id, line);
    docs.push(doc.value);
  }
  return ok(docs);
}
