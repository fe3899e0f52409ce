import { datasetPath } from './api.ts';
import { majorText, versionText, type Contract, type Frequency } from './contract.ts';

/** The context never changes: a reader that knows it needs to fetch nothing. */
export const dcatContext = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

const frequencyCodes: Readonly<Record<Frequency, string>> = {
  harian: 'http://publications.europa.eu/resource/authority/frequency/DAILY',
  mingguan: 'http://publications.europa.eu/resource/authority/frequency/WEEKLY',
  bulanan: 'http://publications.europa.eu/resource/authority/frequency/MONTHLY',
  triwulanan: 'http://publications.europa.eu/resource/authority/frequency/QUARTERLY',
  tahunan: 'http://publications.europa.eu/resource/authority/frequency/ANNUAL',
  insidental: 'http://publications.europa.eu/resource/authority/frequency/IRREG',
};

/** What the catalogue knows of a dataset. */
export interface CatalogueEntry {
  readonly contract: Contract;
  /** `YYYY-MM-DD` */
  readonly issued: string;
  /** The last load, as an instant; null before the first. */
  readonly modified: string | null;
}

function dataset(origin: string, { contract, issued, modified }: CatalogueEntry): Readonly<Record<string, unknown>> {
  const { identity, dataset: about, parties, scenario } = contract;
  const url = `${origin}${datasetPath(about.name, identity.version.major)}`;
  const distribution = (format: string, media: string) => ({
    '@type': 'dcat:Distribution',
    'dcat:accessURL': { '@id': `${url}?format=${format}` },
    'dcat:mediaType': media,
    'dct:conformsTo': { '@id': `${url}/schema.json` },
  });
  return {
    '@id': url,
    '@type': 'dcat:Dataset',
    'dct:identifier': `${about.name}-${majorText(identity.version.major)}`,
    'dct:title': { '@value': about.title, '@language': 'id' },
    'dct:description': { '@value': about.description, '@language': 'id' },
    'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': parties.provider.name },
    'dct:issued': { '@value': issued, '@type': 'xsd:date' },
    ...(modified === null ? {} : { 'dct:modified': { '@value': modified, '@type': 'xsd:dateTime' } }),
    'dct:accrualPeriodicity': { '@id': frequencyCodes[scenario.frequency] },
    'dcat:version': versionText(contract),
    'dcat:keyword': about.keywords,
    'dcat:contactPoint': { '@type': 'vcard:Kind', 'vcard:fn': parties.provider.contact.name },
    'dcat:landingPage': { '@id': `${url}/docs` },
    'dcat:distribution': [distribution('csv', 'text/csv'), distribution('json', 'application/json')],
  };
}

/** The published datasets as a DCAT catalogue in JSON-LD. */
export function dcatCatalogue(
  origin: string,
  publisher: string,
  entries: readonly CatalogueEntry[],
): Readonly<Record<string, unknown>> {
  return {
    '@context': dcatContext,
    '@id': `${origin}/exchange/v1/catalogue`,
    '@type': 'dcat:Catalog',
    'dct:title': { '@value': 'Katalog pertukaran data', '@language': 'id' },
    'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': publisher },
    'dct:language': 'id',
    'dcat:dataset': entries.map((entry) => dataset(origin, entry)),
  };
}
