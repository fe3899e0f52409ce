// lint: Screen texts stand in renderer/ui/texts
import type { ReactNode } from 'react';

export const Waiting = ({ n }: { readonly n: number }): ReactNode => <p>{`${n} catatan menunggu`}</p>;
