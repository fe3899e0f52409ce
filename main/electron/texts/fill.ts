/** Fills the gaps of a text: `Versi {version}` with `{version: '1.2'}`. An unknown gap stays as it is. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (gap, key: string) => values[key] ?? gap);
}
