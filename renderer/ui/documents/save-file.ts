/** The media type of a .docx. */
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Gives bytes out as a download of that name, in the browser's and the desk's own way. */
export function saveFile(name: string, type: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has taken hold of the file long before; let go of it afterwards.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
