/** The media type of a .docx. */
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Saves bytes as a download of that name, in the browser's and the desk's own way. */
export function saveFile(name: string, type: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download holds the file long before; the URL is released afterwards.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
