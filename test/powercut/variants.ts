import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { viteBuild } from '../../scripts/build-renderer.ts';

/** The program as it is, or with guarantees removed to show what they are for. */
export const variants = ['product', 'store-relaxed', 'control'] as const;
export type Variant = (typeof variants)[number];

export interface Program {
  /** Copy of the sources that server and desk run from. */
  readonly code: string;
  /** The rig's page. */
  readonly page: string;
  /** The real screens; built for the program as it is alone. */
  readonly screens: string | null;
}

interface Patch {
  readonly file: string;
  readonly find: RegExp;
  readonly put: string;
}

const relaxedStore: readonly Patch[] = [
  { file: 'renderer/data/strict-write.ts', find: /durability: 'strict'/g, put: "durability: 'relaxed'" },
  {
    file: 'renderer/data/dexie-store.ts',
    find: /chromeTransactionDurability: 'strict'/g,
    put: "chromeTransactionDurability: 'relaxed'",
  },
];
const journalNotSynced: Patch = {
  file: 'main/desk/node-disk.ts',
  find: /\b\w+\.(datasync|sync)\(\)/g,
  put: 'Promise.resolve()',
};

const patches: Readonly<Record<Variant, readonly Patch[]>> = {
  product: [],
  'store-relaxed': relaxedStore,
  control: [...relaxedStore, journalNotSynced],
};

const copied = [
  ...['assets', 'main', 'renderer', 'scripts', 'server', 'shared', 'test'],
  ...['package.json', 'tsconfig.base.json', 'vite.config.ts'],
];
const small = (path: string): boolean => !/\/(node_modules|samples|images)$/.test(path);

/**
 * Copies the sources into `folder`, removes what the variant lacks, and builds its page. The product has no switch for
 * this: what is tested is its own text. Throws when a patch no longer finds its place.
 */
export async function makeProgram(root: string, folder: string, variant: Variant): Promise<Program> {
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true, filter: small });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const { file, find, put } of patches[variant]) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (!find.test(text))
      throw new Error(`${variant}: ${file} no longer has ${find.source}; mend test/powercut/variants.ts`);
    writeFileSync(path, text.replaceAll(find, put));
  }
  await viteBuild(folder, ['--config', 'test/powercut/page/vite.config.ts']);
  const page = join(folder, 'dist/powercut');
  if (variant !== 'product') return { code: folder, page, screens: null };
  await viteBuild(folder, []);
  return { code: folder, page, screens: join(folder, 'dist/renderer') };
}
