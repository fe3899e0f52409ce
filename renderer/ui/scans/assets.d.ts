/** Address of a built file, put in by the build. */
declare module '*?url' {
  const url: string;
  export { url as default };
}

/** Folder of what the PDF reader fetches by name, below the page (scripts/pdf-files.ts). */
declare const __PDF_FOLDER__: string;
