/** Only what is used of the bundler: files of a folder by their address. */
interface ImportMeta {
  glob(
    pattern: string,
    options: { readonly query: '?url'; readonly import: 'default'; readonly eager: true },
  ): Readonly<Record<string, string>>;
}
