/** Folder of the PDF reader's worker and of what it fetches by name, below the page (scripts/pdf-files.ts). */
declare const __PDF_FOLDER__: string;
