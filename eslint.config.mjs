import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { fieldTerms } from './scripts/lint-rules/field-terms.mjs';
import { textsInCatalogue } from './scripts/lint-rules/texts-in-catalogue.mjs';

const lembar = { rules: { 'field-terms': fieldTerms, 'texts-in-catalogue': textsInCatalogue } };

// The walls between folders. tsconfig projects refuse foreign types; these rules say what to do instead.
// A later entry replaces the options of an earlier one, so every folder spells its whole list by these helpers.

/** Where the world is put together: the only places that may read the clock, take randomness, open files by habit. */
const roots = [
  'server/main.ts',
  'server/start.ts',
  'main/electron/index.ts',
  'main/local/open-local-desk.ts',
  'renderer/data/browser-world.ts',
  'renderer/data/host/window-deps.ts',
  'renderer/ui/main.tsx',
];

const say = (regex, message, more = {}) => ({ regex, message, ...more });

const outward = (areas, message) => say(`^(\\.\\./)+(${areas.join('|')})/`, message);
const noTests = outward(
  ['test', 'scripts'],
  'Sources never import tests or scripts; move what both need into a source.',
);
const noNode = say(
  '^(node:.*|fs|path|os|crypto|child_process|http|https|net|stream|url|util|worker_threads|zlib)$',
  'The renderer runs in a sandbox without Node; ask the desk core through the Desk port (shared/desk/desk.ts).',
);
const noElectron = say(
  '^electron(/.*)?$',
  'Only main/electron/index.ts and the preload import electron; take what you need as an argument (import type is fine in main/electron).',
  { allowTypeImports: true },
);
const noElectronAtAll = say(
  '^electron([-/].*)?$',
  'This folder runs without Electron; put what needs it behind a port and hand it in from main/electron.',
);
const noReact = say(
  '^(react|react-dom|react-router|react-i18next|react-hook-form|i18next|@mui/.*|@emotion/.*)(/.*)?$',
  'No React here: this folder must be drivable without a screen; screens live in renderer/ui.',
);
const tablesMessage = 'renderer/ui knows no tables; use the Office port (renderer/data/office.ts).';
const noTables = [
  say('^dexie(/.*)?$', tablesMessage),
  // Its root opens the office; everything else sees the port alone.
  say('^(\\.\\./)+data/(?!office\\.ts$)', tablesMessage),
];
const noRandom = say('^node:crypto$', 'Randomness and ids are arguments (shared/ids.ts: RandomBytes, Ids).', {
  importNames: ['randomBytes', 'randomUUID', 'randomInt', 'getRandomValues', 'randomFillSync', 'webcrypto'],
});
const noBrowserStore = say('^dexie(/.*)?$', "Dexie is the renderer's store; main and server use their own store port.");

const walls = (...patterns) => ({ '@typescript-eslint/no-restricted-imports': ['error', { patterns }] });

const clockMessage = 'Time is an argument: take a Clock (shared/clock.ts); calendar dates are text (shared/dates).';
const clock = ['Date', 'performance'].map((name) => ({ name, message: clockMessage }));
const timerMessage = 'Timers are arguments (Timers in renderer/data/ports.ts), so that tests need not wait.';
const timers = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'].map((name) => ({
  name,
  message: timerMessage,
}));
const crypto = { name: 'crypto', message: 'Randomness, ids and digests are arguments (shared/ids.ts).' };
const nodeGlobals = ['process', 'Buffer', 'require', '__dirname', '__filename', 'global'].map((name) => ({
  name,
  message: 'The renderer runs without Node.',
}));
const globals = (...names) => ({ 'no-restricted-globals': ['error', ...names.flat()] });

const viaGlobal = ['globalThis', 'window', 'self'];
const properties = (...names) => ({
  'no-restricted-properties': [
    'error',
    {
      object: 'Math',
      property: 'random',
      message: 'Randomness is an argument (shared/ids.ts; `chance` in renderer/data/ports.ts).',
    },
    ...viaGlobal.flatMap((object) => names.flat().map(({ name, message }) => ({ object, property: name, message }))),
  ],
});

const noDefault = 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]';
const syntax = (...more) => ({
  'no-restricted-syntax': [
    'error',
    { selector: noDefault, message: 'No default exports: a name is the same everywhere and git grep finds it.' },
    ...more,
  ],
});
const dynamicElectron = {
  selector:
    'ImportExpression[source.value="electron"], CallExpression[callee.name="require"][arguments.0.value="electron"]',
  message: noElectron.message,
};

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'build/',
      'coverage/',
      'test-results/',
      'playwright-report/',
      'test/walls/files/',
      'test/walls/**/files/',
    ],
  },
  {
    // The electron tests' files that must fail are judged by the compiler, not by the linter.
    ignores: ['test/walls/electron/**/*.bad.*'],
  },
  js.configs.recommended,
  { plugins: { lembar }, rules: { 'lembar/field-terms': 'error' } },
  {
    files: ['**/*.{ts,tsx,cts}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    // One program for all folders: one for each would read and check what they share again and again. What a folder may
    // know of its surroundings is for `tsc -b` to say, by the project of that folder.
    languageOptions: { parserOptions: { project: 'tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-undef': 'off', // the compiler knows better
      'no-control-regex': 'off', // cleaning control characters out of typed text is part of the job
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/require-await': 'off', // ports are asynchronous whether one implementation waits or not
      '@typescript-eslint/unbound-method': 'off', // no classes: methods are functions in records
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      ...syntax(),
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      ...walls(
        say('^(?!\\.{1,2}/|zod$)', 'shared/ is plain TypeScript: it imports only shared/ and zod.'),
        outward(
          ['main', 'server', 'renderer', 'test', 'scripts'],
          'shared/ is plain TypeScript: it imports only shared/ and zod.',
        ),
      ),
      ...globals(clock, timers, crypto),
      ...properties(clock, timers, crypto),
    },
  },
  {
    files: ['renderer/data/**/*.ts'],
    rules: {
      ...walls(
        noReact,
        noNode,
        noElectronAtAll,
        noTests,
        outward(['main', 'server'], 'The renderer reaches main and server through the ports only (Desk, Server).'),
        outward(['ui'], 'renderer/data knows no screens; screens import data, never the other way round.'),
      ),
      ...globals(clock, timers, crypto, nodeGlobals),
      ...properties(clock, timers, crypto),
    },
  },
  {
    files: ['renderer/ui/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      'lembar/texts-in-catalogue': 'error',
      // What the office's own hooks close over is checked like the list of `useMemo`.
      'react-hooks/exhaustive-deps': ['error', { additionalHooks: '^useLive(Async)?$' }],
      // It speaks of React's compiler, which is not used here.
      'react-hooks/incompatible-library': 'off',
      ...walls(
        ...noTables,
        noNode,
        noElectronAtAll,
        noTests,
        outward(['main', 'server'], 'The renderer reaches main and server through the ports only (Desk, Server).'),
      ),
      ...globals(clock, crypto, nodeGlobals),
      ...properties(clock, crypto),
    },
  },
  {
    files: ['server/**/*.ts'],
    rules: {
      ...walls(
        noElectronAtAll,
        noReact,
        noBrowserStore,
        noRandom,
        noTests,
        outward(['main', 'renderer'], 'The server imports shared/ only: what desk and server both need belongs there.'),
      ),
      ...globals(clock),
      ...properties(clock),
    },
  },
  {
    files: ['main/**/*.{ts,cts}'],
    rules: {
      ...walls(
        noElectron,
        noReact,
        noBrowserStore,
        noRandom,
        noTests,
        say(
          '^(fastify|@fastify/.*|better-sqlite3)$',
          'The packed program contains no server; this belongs in server/.',
        ),
        outward(['server', 'renderer'], 'main/ imports shared/ only: what two sides both need belongs there.'),
      ),
      ...globals(clock),
      ...properties(clock),
      ...syntax(dynamicElectron),
    },
  },
  {
    files: ['main/desk/**/*.ts', 'main/local/**/*.ts'],
    rules: walls(
      noElectronAtAll,
      outward(
        ['electron'],
        'The desk core runs without Electron; hand in what it needs as a port (main/desk/ports.ts).',
      ),
      noReact,
      noBrowserStore,
      noRandom,
      noTests,
      say('^(fastify|@fastify/.*|better-sqlite3)$', 'The packed program contains no server; this belongs in server/.'),
      outward(['server', 'renderer'], 'main/ imports shared/ only: what two sides both need belongs there.'),
    ),
  },
  {
    files: ['main/electron/index.ts', 'main/electron/preload.ts'],
    rules: {
      ...walls(noReact, noBrowserStore, noTests, outward(['server', 'renderer'], 'main/ imports shared/ only.')),
      ...syntax(),
    },
  },
  {
    files: ['renderer/ui/main.tsx'],
    rules: walls(
      say('^dexie(/.*)?$', tablesMessage),
      noNode,
      noElectronAtAll,
      noTests,
      outward(['main', 'server'], 'The renderer reaches main and server through the ports only (Desk, Server).'),
    ),
  },
  {
    files: roots,
    rules: { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' },
  },
  {
    files: roots.filter((file) => /^(server|main\/local)/.test(file)),
    rules: walls(
      noElectronAtAll,
      noReact,
      noBrowserStore,
      noTests,
      outward(['renderer'], 'Neither server nor desk imports the renderer; they serve what was built from it.'),
    ),
  },
  {
    files: ['test/**/*.{ts,tsx}', 'scripts/**/*.ts'],
    rules: {
      // Tests reach into answers of foreign parts and hand in what the compiler would forbid.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // Tools load these files by their default export.
    files: ['**/*.config.{ts,mjs}', 'test/e2e/support/{global-setup,not-run}.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
);
