import { useState } from 'react';
import type { ReactNode } from 'react';

export function Badge({ label, count }: { readonly label: string; readonly count: number }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <button type="button" className="badge" aria-label={label} onClick={() => setOpen(!open)}>
      {open ? label : ''} · {count}/10
    </button>
  );
}
