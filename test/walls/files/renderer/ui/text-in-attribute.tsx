// lint: Screen texts stand in renderer/ui/texts
import type { ReactNode } from 'react';

export const Search = (): ReactNode => <input placeholder="Cari surat" />;
