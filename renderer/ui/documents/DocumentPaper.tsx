import {
  columnPercents,
  type DocumentLine,
  type DocumentModel,
  type DocumentSignature,
  type DocumentTable,
} from '../../../shared/documents/document-model.ts';
import { signatureColumn } from '../../../shared/documents/document-shape.ts';
import { copiesTitle } from '../../../shared/documents/template-tags.ts';
import { useTexts } from '../texts/index.ts';
import './document.css';

/** `Label : value`, one row each. */
function Labelled({ lines, name }: { readonly lines: readonly DocumentLine[]; readonly name: string }) {
  if (lines.length === 0) return null;
  return (
    <table className={`doc-lines ${name}`}>
      <tbody>
        {lines.map(({ tag, label, value }) => (
          <tr key={tag}>
            <th scope="row">{label}</th>
            <td className="doc-colon">:</td>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Ruled({ table: { title, columns, rows } }: { readonly table: DocumentTable }) {
  const signed = columns.some(({ tag }) => tag === signatureColumn);
  return (
    <section className="doc-ruled">
      <h2>{title}</h2>
      <table>
        <colgroup>
          {columnPercents(columns).map((percent, i) => (
            <col key={columns[i]?.tag} style={{ width: `${percent}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ tag, label }) => (
              <th key={tag} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i} className={signed ? 'doc-signed-row' : undefined}>
              {columns.map(({ tag }) => (
                <td key={tag}>{row[tag]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Whose signature it is, above the room for it. */
function Signing({ block: { role, behalf, title } }: { readonly block: DocumentSignature }) {
  return (
    <div>
      {role !== '' && <div className="doc-role">{role}</div>}
      {behalf.map((line) => (
        <div key={line}>{line}</div>
      ))}
      <div>{title === '' ? '' : `${title},`}</div>
    </div>
  );
}

function Signed({ block: { name, rank, nip } }: { readonly block: DocumentSignature }) {
  return (
    <div className="doc-signed">
      <div className="doc-signature-name">{name}</div>
      {rank !== '' && <div>{rank}</div>}
      <div>{nip}</div>
    </div>
  );
}

const paragraphs = (texts: readonly string[], name: string) =>
  texts.map((text, i) => (
    <p key={i} className={name}>
      {text}
    </p>
  ));

/** Whether place and date are above the signature; a letter has them at its top, a berita acara in its text. */
const datedBelow = ({ form }: DocumentModel): boolean => form === 'laporan' || form === 'lampiran';

/** A document on paper, made of the same words as its .docx and in the same order. */
export function DocumentPaper({ model }: { readonly model: DocumentModel }) {
  const t = useTexts();
  const { letterhead, form, signatures } = model;
  const hasEmblem = letterhead.emblem !== null || letterhead.secondEmblem !== null;
  const sent = form === 'surat' || form === 'nota-dinas';
  return (
    <article className="doc" data-form={form}>
      <header className={hasEmblem ? 'doc-head doc-head-emblem' : 'doc-head'}>
        {letterhead.emblem !== null && <img className="doc-emblem" src={letterhead.emblem} alt="" />}
        <div className="doc-head-text">
          {letterhead.government !== '' && <div className="doc-government">{letterhead.government}</div>}
          <div className="doc-office">{letterhead.name}</div>
          {letterhead.contact.map((text) => (
            <div key={text} className="doc-contact">
              {text}
            </div>
          ))}
        </div>
        {letterhead.secondEmblem !== null && <img className="doc-emblem" src={letterhead.secondEmblem} alt="" />}
      </header>
      {form === 'surat' && <div className="doc-dateline">{model.dateline}</div>}
      {form !== 'surat' && <h1 className={sent ? 'doc-title' : 'doc-title doc-title-line'}>{model.title}</h1>}
      {!sent && model.number !== '' && (
        <div className="doc-number">{t('documents.paper.number', { number: model.number })}</div>
      )}
      {model.edition !== '' && <div className="doc-edition">{model.edition}</div>}
      <Labelled lines={model.head} name="doc-lines-head" />
      {form === 'nota-dinas' && <hr />}
      {model.addressee.length > 0 && <div className="doc-addressee">{paragraphs(model.addressee, '')}</div>}
      {paragraphs(model.intro, 'doc-text')}
      {paragraphs(model.parties, 'doc-party')}
      {paragraphs(model.opening, 'doc-text')}
      <Labelled lines={model.lines} name="doc-lines-body" />
      {model.tables.map((table) => (
        <Ruled key={table.tag} table={table} />
      ))}
      {paragraphs(model.closing.slice(0, -1), 'doc-text')}
      <footer className="doc-foot">
        {paragraphs(model.closing.slice(-1), 'doc-text')}
        {datedBelow(model) && <div className="doc-signed-on">{model.dateline}</div>}
        <div className={signatures.length > 1 ? 'doc-signatures doc-two' : 'doc-signatures'}>
          {signatures.map((block, i) => (
            <Signing key={i} block={block} />
          ))}
          {signatures.map((block, i) => (
            <Signed key={i} block={block} />
          ))}
        </div>
        {model.witness && (
          <div className="doc-witness">
            <Signing block={model.witness} />
            <Signed block={model.witness} />
          </div>
        )}
      </footer>
      {model.copies.length > 0 && (
        <div className="doc-copies">
          <div>{copiesTitle}</div>
          {model.copies.map((name, i) => (
            <div key={i}>{`${i + 1}. ${name}`}</div>
          ))}
        </div>
      )}
      {model.electronicNote !== '' && <div className="doc-electronic">{model.electronicNote}</div>}
    </article>
  );
}
