// as: renderer/ui/kit/bait.tsx
// types: node:fs
import { readFileSync } from 'node:fs';
import { useState, type ReactNode } from 'react';
// types: is not listed within the file list of project
import type { Vault } from '../../../main/desk/ports.ts';

export const read = (vault: Vault): unknown => [vault, readFileSync];

// types: Cannot find name 'process'
// lint: The renderer runs without Node.
export const home = (): unknown => process.env;

// lint: Screen texts stand in renderer/ui/texts
export const Save = (): ReactNode => <button type="button">Simpan</button>;

// lint: Screen texts stand in renderer/ui/texts
export const Search = (): ReactNode => <input placeholder="Cari surat" />;

// lint: Screen texts stand in renderer/ui/texts
export const Waiting = ({ n }: { readonly n: number }): ReactNode => <p>{`${n} catatan menunggu`}</p>;

export function Panel({ open }: { readonly open: boolean }): ReactNode {
  if (open) {
    // lint: React Hook "useState" is called conditionally
    const [n] = useState(0);
    return n;
  }
  return null;
}

export function Badge({ label, count }: { readonly label: string; readonly count: number }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <button type="button" className="badge" aria-label={label} onClick={() => setOpen(!open)}>
      {open ? label : ''} · {count}/10
    </button>
  );
}
