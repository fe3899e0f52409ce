import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/** Electron and Node itself are there when the shell runs; everything else is bundled, so no node_modules is packed. */
const external = ['electron', ...builtinModules, /^node:/];

const common = {
  outDir: 'dist/main',
  emptyOutDir: false,
  target: 'node24',
  minify: false, // a stack trace of the shell should name its functions
  sourcemap: false,
} as const;

// Two bundles by one command: the shell as an ES module, the preload as the one CommonJS file a sandbox can load.
export default defineConfig({
  publicDir: false,
  environments: {
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        ...common,
        rolldownOptions: {
          input: 'main/electron/index.ts',
          external,
          output: { format: 'es', entryFileNames: 'index.js', codeSplitting: false },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        ...common,
        rolldownOptions: {
          input: 'main/electron/preload.ts',
          external,
          output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['main', 'preload'] as const) {
        const environment = builder.environments[name];
        if (!environment) throw new Error(`no environment ${name}`);
        await builder.build(environment);
      }
    },
  },
});
