import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/**
 * Everything in every database of this page's origin as one text: keys, values, and the inflated content of packed
 * bytes.
 */
export function dumpDatabases(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
    const inflated = async (bytes: Uint8Array): Promise<string> => {
      try {
        const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
        return await new Response(stream).text();
      } catch {
        return new TextDecoder().decode(bytes);
      }
    };
    const textOf = async (value: unknown): Promise<string> => {
      if (value instanceof ArrayBuffer) return inflated(new Uint8Array(value));
      if (ArrayBuffer.isView(value)) return inflated(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      if (value instanceof Blob) return inflated(new Uint8Array(await value.arrayBuffer()));
      if (value !== null && typeof value === 'object') {
        const parts = await Promise.all(
          Object.entries(value).map(async ([key, part]) => `${key}=${await textOf(part)}`),
        );
        return `{${parts.join(' ')}}`;
      }
      return String(value);
    };
    const texts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await asked(indexedDB.open(name));
      for (const store of [...db.objectStoreNames]) {
        const [keys, values] = await Promise.all([
          asked(db.transaction(store).objectStore(store).getAllKeys()),
          asked(db.transaction(store).objectStore(store).getAll()),
        ]);
        texts.push(`${name}/${store}`, JSON.stringify(keys), ...(await Promise.all(values.map(textOf))));
      }
      db.close();
    }
    return texts.join('\n');
  });
}

/** Everything in the private files of this page's origin, byte for byte. */
export function dumpPrivateFiles(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const textOf = async (folder: FileSystemDirectoryHandle): Promise<string> => {
      const texts: string[] = [];
      for await (const [name, entry] of folder.entries()) {
        if (entry.kind === 'directory') texts.push(await textOf(entry));
        else {
          const bytes = new Uint8Array(await (await entry.getFile()).arrayBuffer());
          texts.push(`${name} ${new TextDecoder('latin1').decode(bytes)}`);
        }
      }
      return texts.join('\n');
    };
    return textOf(await navigator.storage.getDirectory());
  });
}

/** Whether these bytes contain the text, as UTF-8 or as the two-byte text of browsers and Windows. */
export function holds(bytes: Buffer, text: string): boolean {
  return bytes.includes(Buffer.from(text, 'utf8')) || bytes.includes(Buffer.from(text, 'utf16le'));
}

/** Files below a folder that contain the text, byte for byte. */
export async function filesHolding(folder: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const file of files) if (holds(await readFile(file), text)) found.push(file.slice(folder.length));
  return found;
}
