// lint: Screen texts stand in renderer/ui/texts
import type { ReactNode } from 'react';

export const Save = (): ReactNode => <button type="button">Simpan</button>;
