import { hash } from 'node:crypto';
import { datasetPath, exchangeRoot, loadModes, operators, pageLimits } from '../../shared/exchange/api.ts';
import { majorText, versionText, type Contract } from '../../shared/exchange/contract.ts';
import { csvLine } from '../../shared/exchange/csv-cells.ts';
import { isRequired, type Field } from '../../shared/exchange/dictionary.ts';
import { exampleOf } from '../../shared/exchange/json-schema.ts';
import { problemKind, problemSlug, type ProblemCode } from '../../shared/exchange/problems.ts';
import { dayOf } from './instants.ts';
import { escapeHtml } from './problem-answers.ts';
import type { Published } from './records.ts';

const style = `body{font:16px/1.5 Arial,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top}
pre{background:#f2f2f2;padding:.8rem;overflow-x:auto}.note{border-left:4px solid #b06000;padding-left:.8rem}`;

/** The policy of these pages: nothing is loaded, nothing runs, this one style. */
export const pagePolicy =
  `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'; base-uri 'none'; ` +
  `form-action 'none'; frame-ancestors 'none'`;

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>` +
  `<meta name="viewport" content="width=device-width"><style>${style}</style></head><body>${body}</body></html>\n`;

function ruleText(field: Field): string {
  const { constraints: asked, format, scale, reference } = field;
  const said = [
    asked.maxLength === undefined ? '' : `paling panjang ${asked.maxLength} karakter`,
    asked.minLength === undefined ? '' : `paling pendek ${asked.minLength} karakter`,
    asked.minimum === undefined ? '' : `paling kecil ${asked.minimum}`,
    asked.maximum === undefined ? '' : `paling besar ${asked.maximum}`,
    scale === undefined ? '' : `${scale} angka di belakang koma`,
    format === undefined ? '' : `bentuk ${format}`,
    asked.enum === undefined ? '' : `salah satu dari ${asked.enum.slice(0, 30).join(', ')}`,
    reference ? `kode referensi ${reference.scheme} ${reference.version}` : '',
  ];
  return said.filter((text) => text !== '').join('; ');
}

function dictionaryTable({ dictionary }: Contract): string {
  const rows = dictionary.fields.map((field) => {
    const isKey = dictionary.primaryKey.includes(field.name);
    const cells = [
      `<code>${escapeHtml(field.name)}</code>`,
      escapeHtml(field.title),
      `${field.type}${isKey ? ', kunci' : isRequired(field) ? ', wajib' : ''}`,
      escapeHtml(ruleText(field)),
      escapeHtml([field.definisi, field.satuan === '' ? '' : `Satuan: ${field.satuan}`].filter(Boolean).join(' ')),
      escapeHtml(field.example),
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const head = ['Kolom', 'Label', 'Tipe', 'Aturan', 'Definisi', 'Contoh'].map((text) => `<th>${text}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

const sample = (text: string): string => `<pre>${escapeHtml(text)}</pre>`;

/** The reference page of a dataset, from its dictionary, with examples for curl. */
export function docsPage({ contract, deprecatedAt, sunsetAt }: Published, origin: string): string {
  const { dataset, dictionary, identity, parties, security } = contract;
  const url = `${origin}${datasetPath(dataset.name, identity.version.major)}`;
  const key = dictionary.primaryKey[0] ?? '';
  const examples = dictionary.fields.map((field) => exampleOf(field) ?? null);
  const row = JSON.stringify(Object.fromEntries(dictionary.fields.map(({ name }, i) => [name, examples[i]])));
  const csv = csvLine(dictionary.fields.map(({ name }) => name)) + csvLine(examples);
  const auth = '-H "Authorization: Bearer $KUNCI"';
  const end = sunsetAt === null ? '' : dayOf(sunsetAt);
  const title = `${dataset.title}, ${majorText(identity.version.major)}`;
  return page(
    title,
    `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(dataset.description)}</p>
${deprecatedAt === null ? '' : `<p class="note">Versi ini akan ditutup pada ${end}. Beralihlah ke versi berikutnya.</p>`}
<p>Penyedia: ${escapeHtml(parties.provider.name)}. Pemakai: ${escapeHtml(parties.consumer.name)}.
Versi dokumen interchange: ${versionText(contract)}, nomor ${escapeHtml(identity.number)},
permohonan ${escapeHtml(identity.request)}. Kelas keamanan: ${security.class}.</p>
<p>Mesin: <a href="${url}/openapi.json">OpenAPI 3.1</a>, <a href="${url}/schema.json">JSON Schema</a>,
<a href="${url}/dictionary.csv">kamus data (CSV)</a>, <a href="${origin}${exchangeRoot}/ref">kode referensi</a>.</p>
<h2>Kamus data</h2>${dictionaryTable(contract)}
<h2>Mengambil data</h2>
<p>Satu halaman berisi ${pageLimits.usual} baris, paling banyak ${pageLimits.most} dengan <code>limit</code>. Ikuti
<code>next</code> sampai bernilai null, lalu simpan <code>since</code>.</p>
${sample(`curl ${auth} "${url}?limit=100"\ncurl ${auth} -H "Accept: text/csv" "${url}"`)}
<p>Saringan: <code>filter[kolom]=operator:nilai</code> dengan operator ${operators.join(', ')}. Urutan:
<code>sort=kolom,-kolom</code>. Kolom: <code>fields=a,b</code>.</p>
${sample(`curl -g ${auth} "${url}?filter[${key}]=eq:${String(examples[0] ?? '')}&sort=-${key}"`)}
<p>Hanya yang berubah, termasuk yang dihapus (<code>_deleted</code>):</p>
${sample(`curl ${auth} "${url}?since=$SINCE"`)}
<h2>Mengirim data</h2>
<p>Baris ditulis menurut kunci: yang baru ditambahkan, yang ada diganti seluruhnya, yang bertanda
<code>"_deleted": true</code> dihapus. <code>mode</code>: ${loadModes.join(', ')}; tanpa disebut <code>whole</code>, semua baris
atau tidak sama sekali. Setiap kiriman membawa <code>Idempotency-Key</code> yang baru; bila jawaban hilang, ulangi dengan
kunci dan isi yang sama.</p>
${sample(`curl ${auth} -H "Idempotency-Key: $(uuidgen)" -H "Content-Type: application/x-ndjson" \\\n  --data-binary @- "${url}" <<'AKHIR'\n${row}\nAKHIR`)}
<p>CSV memakai baris judul ini; titik koma dan tab juga dikenali:</p>${sample(csv)}
${sample(`curl ${auth} -H "Idempotency-Key: $(uuidgen)" -H "Content-Type: text/csv" \\\n  --data-binary @data.csv "${url}?mode=check"`)}
<p>Kiriman besar dijawab 202; keadaannya dan seluruh kesalahannya ada di alamat pada <code>Location</code>:</p>
${sample(`curl ${auth} "${origin}${exchangeRoot}/batches/$ID"\ncurl ${auth} -H "Accept: text/csv" "${origin}${exchangeRoot}/batches/$ID/errors"`)}`,
  );
}

/** The page a problem's `type` leads to. */
export function problemPage(code: ProblemCode): string {
  const { status, title, detail } = problemKind(code);
  return page(
    title,
    `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(detail)}</p><p>HTTP ${status}, ${problemSlug(code)}</p>`,
  );
}
