import { nodeDisk } from '../../../main/desk/node-disk.ts';
import type { JournalDisk } from '../../../main/desk/ports.ts';

/** A real journal folder whose disk the test fills: writes then fail half-way, as on a real full disk. */
export interface FillableDisk {
  full: boolean;
  open(folder: string): Promise<JournalDisk>;
}

export function fillableDisk(): FillableDisk {
  const state: FillableDisk = {
    full: false,
    async open(folder) {
      const disk = await nodeDisk(folder);
      return {
        ...disk,
        free: () => (state.full ? Promise.resolve(0) : disk.free()),
        open: async (name) => {
          const file = await disk.open(name);
          return {
            get size() {
              return file.size;
            },
            append: async (bytes) => {
              if (!state.full) return file.append(bytes);
              await file.append(bytes.subarray(0, bytes.length >> 1));
              throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
            },
            sync: () => file.sync(),
            truncate: (size) => file.truncate(size),
            close: () => file.close(),
          };
        },
      };
    },
  };
  return state;
}
