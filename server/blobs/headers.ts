export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Empty when it is absent or there twice. */
export function headerOf(headers: Headers, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

/** A whole number of a header; null when it is none. */
export function numberOf(headers: Headers, name: string): number | null {
  const text = headerOf(headers, name);
  return /^\d{1,12}$/.test(text) ? Number(text) : null;
}

/** `Upload-Metadata: name base64,…` */
export function metadataOf(headers: Headers): ReadonlyMap<string, string> {
  const pairs = headerOf(headers, 'upload-metadata').split(',');
  return new Map(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.trim().split(' ');
      return [name, Buffer.from(value, 'base64').toString('utf8')];
    }),
  );
}

/** First and last byte wanted; null when the range cannot be served. */
export function rangeOf(headers: Headers, size: number): { readonly from: number; readonly to: number } | null {
  const [, first, last] = /^bytes=(\d{0,12})-(\d{0,12})$/.exec(headerOf(headers, 'range')) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return { from: 0, to: size - 1 };
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return from <= to ? { from, to } : null;
}
