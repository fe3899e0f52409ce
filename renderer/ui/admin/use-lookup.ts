import { useMemo } from 'react';
import type { MasterType } from '../../../shared/office/master-args.ts';
import { useLive } from '../office/office-context.tsx';
import type { Lookup } from './cell-text.ts';
import type { MasterDoc } from './section.ts';

/** All documents of a master type, kept up to date. */
export function useMaster(type: MasterType): readonly MasterDoc[] {
  return useLive((office) => office.master<MasterDoc>(type), [type]);
}

/** Finds the documents that others point to, by type and id. */
export function useLookup(): Lookup {
  const units = useMaster('unit');
  const positions = useMaster('position');
  const persons = useMaster('person');
  const agencies = useMaster('agency');
  return useMemo(() => {
    const pointed: Partial<Record<MasterType, readonly MasterDoc[]>> = {
      unit: units,
      position: positions,
      person: persons,
      agency: agencies,
    };
    return (type, id) => pointed[type]?.find((doc) => doc.id === id) ?? null;
  }, [units, positions, persons, agencies]);
}
