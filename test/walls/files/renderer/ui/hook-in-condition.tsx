// lint: React Hook "useState" is called conditionally
import { useState } from 'react';
import type { ReactNode } from 'react';

export function Panel({ open }: { readonly open: boolean }): ReactNode {
  if (open) {
    const [n] = useState(0);
    return n;
  }
  return null;
}
