import { strFromU8, strToU8, unzipSync, zipSync, type Unzipped } from 'fflate';
import { manifestName, operationsName } from '../../shared/bundle/bundle-file.ts';
import type { BundleToSave, Scans } from '../../renderer/data/office.ts';
import type { Outcome } from '../../shared/desk/desk.ts';
import type { OpenedScan } from '../../shared/scans/scan-box.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import type { SignedManifest } from '../../shared/sync/bundle.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { TestDesk } from './office.ts';
import { pieces } from './scan-parts.ts';

/** The scans of a desk as its window puts and gets them. */
export function scansAt({ core: { scans: box } }: TestDesk): Pick<Scans, 'get' | 'carried' | 'put'> {
  const none = err(refuse('SCANS_NOT_HERE'));
  const blobOf = (opened: Outcome<OpenedScan> | undefined): Outcome<Blob> =>
    opened?.ok ? ok(new Blob([opened.value.bytes as BlobPart])) : (opened ?? none);
  return {
    get: async (account, letter, sha256) => blobOf(await box?.get(sha256, letter, account)),
    carried: async (sha256) => blobOf(await box?.carried(sha256)),
    async put(account, letter, file, sealed) {
      const chunks = pieces(new Uint8Array(await file.arrayBuffer()), 100_000);
      const put = sealed ? box?.putSealed(chunks, sealed, letter, account) : box?.put(chunks, letter, account);
      return (await put) ?? none;
    },
  };
}

/** The pending operations of a desk, as its bundle. */
export async function bundleFrom(desk: TestDesk): Promise<BundleToSave> {
  const exported = await desk.office.exportBundle(scansAt(desk));
  if (!exported.ok) throw new Error(exported.error.code);
  return exported.value;
}

export const importAt = (desk: TestDesk, file: Blob) => desk.office.importBundle(file, scansAt(desk), () => undefined);

export interface Inside {
  manifests: SignedManifest[];
  ops: Operation[];
  readonly files: Unzipped;
}

/** Unpacks a bundle, applies `change` to its parts, and packs it again. */
export async function changedFile(file: Blob, change: (inside: Inside) => void): Promise<Blob> {
  const files = unzipSync(new Uint8Array(await file.arrayBuffer()));
  const textOf = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
  const inside: Inside = {
    manifests: JSON.parse(textOf(manifestName)) as SignedManifest[],
    ops: textOf(operationsName)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Operation),
    files,
  };
  change(inside);
  const lines = inside.ops.map((op) => `${JSON.stringify(op)}\n`).join('');
  const texts = { [manifestName]: strToU8(JSON.stringify(inside.manifests)), [operationsName]: strToU8(lines) };
  return new Blob([zipSync({ ...files, ...texts })]);
}
