import type PizZip from 'pizzip';
import type { TemplateData } from '../../../shared/documents/template-tags.ts';
import { papers } from '../../../shared/sheet/paper.ts';
import type { ListPaper } from '../print/use-paper-page.ts';
import { emblemBox, type EmblemPicture } from './emblem-picture.ts';

/** What a .docx gets from the office beside its words. */
export interface DocxLook {
  readonly emblem?: EmblemPicture | null;
  readonly secondEmblem?: EmblemPicture | null;
  /** Absent: the paper of the template. */
  readonly paper?: ListPaper | undefined;
}

const twips = (mm: number): number => Math.round((mm / 25.4) * 1440);
const emus = (mm: number): number => Math.round(mm * 36_000);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

interface Line {
  readonly text: string;
  /** Half points. */
  readonly size: number;
  readonly bold: boolean;
}

const centred = (runs: string): string =>
  `<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/></w:pPr>${runs}</w:p>`;

const lineXml = ({ text, size, bold }: Line): string =>
  centred(
    `<w:r><w:rPr>${bold ? '<w:b/><w:bCs/>' : ''}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>` +
      `<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`,
  );

/** Government, office and contact, in the sizes of the PDF. */
function linesOf({ pemerintah, kantor, kontak }: TemplateData): readonly Line[] {
  const contact = kontak === undefined || typeof kontak === 'string' ? [] : kontak;
  const lines = [
    { text: typeof pemerintah === 'string' ? pemerintah : '', size: 26, bold: true },
    { text: typeof kantor === 'string' ? kantor : '', size: 30, bold: true },
    ...contact.map(({ baris = '' }) => ({ text: baris, size: 18, bold: false })),
  ];
  return lines.filter(({ text }) => text !== '');
}

interface Placed {
  readonly no: 1 | 2;
  readonly picture: EmblemPicture;
}

const relation = ({ no }: Placed): string => `rIdLambang${no}`;

/** The largest size in the emblem's box that keeps the shape of the picture. */
function drawingXml(placed: Placed): string {
  const { width, height } = placed.picture;
  const scale = Math.min(emblemBox.width / width, emblemBox.height / height);
  const extent = `cx="${emus(width * scale)}" cy="${emus(height * scale)}"`;
  const name = `id="${9000 + placed.no}" name="Lambang ${placed.no}"`;
  const main = 'http://schemas.openxmlformats.org/drawingml/2006';
  return (
    `<w:r><w:drawing xmlns:wp="${main}/wordprocessingDrawing" xmlns:a="${main}/main" xmlns:pic="${main}/picture" ` +
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">' +
    `<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${extent}/><wp:docPr ${name}/>` +
    `<a:graphic><a:graphicData uri="${main}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr ${name}/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip r:embed="${relation(placed)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
    '</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
  );
}

function placedIn({ emblem, secondEmblem }: DocxLook): readonly (Placed | null)[] {
  return [emblem ? { no: 1, picture: emblem } : null, secondEmblem ? { no: 2, picture: secondEmblem } : null];
}

/** Emblems at the sides, the words between them; the width of the text is shared in fiftieths of a percent. */
function tableXml(words: string, [left, right]: readonly (Placed | null)[]): string {
  const side = (placed: Placed | null | undefined) =>
    placed ? [{ share: 800, inside: centred(drawingXml(placed)) }] : [];
  const [before, after] = [side(left), side(right)];
  const cells = [...before, { share: 5000 - 800 * (before.length + after.length), inside: words }, ...after];
  const column = (share: number): number => Math.round((twips(160) * share) / 5000);
  const none = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((edge) => `<w:${edge} w:val="nil"/>`)
    .join('');
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${none}</w:tblBorders><w:tblLayout w:type="fixed"/>` +
    '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>' +
    `<w:tblGrid>${cells.map(({ share }) => `<w:gridCol w:w="${column(share)}"/>`).join('')}</w:tblGrid><w:tr>` +
    cells
      .map(
        ({ share, inside }) =>
          `<w:tc><w:tcPr><w:tcW w:w="${share}" w:type="pct"/><w:vAlign w:val="center"/></w:tcPr>${inside}</w:tc>`,
      )
      .join('') +
    '</w:tr></w:tbl>'
  );
}

const rule =
  '<w:p><w:pPr><w:pBdr><w:top w:val="thickThinSmallGap" w:sz="24" w:space="4" w:color="000000"/></w:pBdr>' +
  '<w:spacing w:before="60" w:after="160"/></w:pPr></w:p>';

/** The letterhead as it stands in every template in place of `{@kop}`: the same lines and emblems as on the PDF. */
export function letterheadXml(data: TemplateData, look: DocxLook): string {
  const words = linesOf(data).map(lineXml).join('');
  const placed = placedIn(look);
  const head = placed.every((one) => one === null) ? words : tableXml(words || centred(''), placed);
  return head + rule;
}

const relationsOf = (part: string): string => part.replace(/^word\/(.*)$/, 'word/_rels/$1.rels');
const noRelations =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
const imageType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image';

/** Puts the pictures into the file and names them in each part that draws them, a page's header as well. */
export function addEmblems(zip: PizZip, look: DocxLook): void {
  const all = placedIn(look).filter((one) => one !== null);
  for (const part of Object.keys(zip.files).filter((name) =>
    /^word\/(document|header\d*|footer\d*)\.xml$/.test(name),
  )) {
    const xml = zip.file(part)?.asText() ?? '';
    for (const placed of all.filter((one) => xml.includes(`r:embed="${relation(one)}"`))) {
      const media = `media/lambang-${placed.no}.png`;
      zip.file(`word/${media}`, placed.picture.png);
      const path = relationsOf(part);
      const entry = `<Relationship Id="${relation(placed)}" Type="${imageType}" Target="${media}"/>`;
      const known = zip.file(path)?.asText() ?? noRelations;
      zip.file(path, known.replace(/<\/Relationships>\s*$/, `${entry}</Relationships>`));
    }
  }
  const types = zip.file('[Content_Types].xml')?.asText() ?? '';
  if (all.length === 0 || /<Default\b[^>]*Extension="png"/i.test(types)) return;
  zip.file(
    '[Content_Types].xml',
    types.replace(/(<Types\b[^>]*>)/, '$1<Default Extension="png" ContentType="image/png"/>'),
  );
}

const near = (a: number, b: number): boolean => Math.abs(a - twips(b)) <= twips(2);

/** Every section on A4 or F4 gets that paper, upright or lying as it was; another size was meant by whoever chose it. */
export function onPaper(xml: string, paper: ListPaper): string {
  const { width, height } = papers[paper];
  return xml.replace(/<w:pgSz\b[^>]*>/g, (size) => {
    const of = (name: string): number => Number(new RegExp(`w:${name}="(\\d+)"`).exec(size)?.[1] ?? 0);
    const [short, long] = [of('w'), of('h')].sort((a, b) => a - b) as [number, number];
    const known = (['A4', 'F4'] as const).some(
      (one) => near(short, papers[one].width) && near(long, papers[one].height),
    );
    if (!known) return size;
    const [w, h] = of('w') > of('h') ? [height, width] : [width, height];
    return size.replace(/w:w="\d+"/, `w:w="${twips(w)}"`).replace(/w:h="\d+"/, `w:h="${twips(h)}"`);
  });
}
