import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { fieldTerms } from './scripts/lint-rules/field-terms.mjs';
import { textsInCatalogue } from './scripts/lint-rules/texts-in-catalogue.mjs';

const lembar = { rules: { 'field-terms': fieldTerms, 'texts-in-catalogue': textsInCatalogue } };

// Who may import whom stands in .dependency-cruiser.mjs. Here: promises, types, and what a folder may take of the world
// around it. A later entry replaces the options of an earlier one.

/** Where the world is put together: the only places that may read the clock, take randomness, open files by habit. */
const roots = [
  'server/main.ts',
  'server/start.ts',
  'main/electron/index.ts',
  'main/local/open-local-desk.ts',
  'renderer/data/browser-world.ts',
  'renderer/data/host/window-deps.ts',
  'renderer/ui/app/main.tsx',
];

const all = (message, ...names) => names.map((name) => ({ name, message }));
const clock = all(
  'Time is an argument: take a Clock (shared/clock.ts); calendar dates are text (shared/dates).',
  ...['Date', 'performance'],
);
const timers = all(
  'Timers are arguments (Timers in renderer/data/ports.ts), so that tests need not wait.',
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'],
);
const crypto = all('Randomness, ids and digests are arguments (shared/ids.ts).', 'crypto');
const node = all(
  'The renderer runs without Node.',
  ...['process', 'Buffer', 'require', '__dirname', '__filename', 'global'],
);
const random = {
  object: 'Math',
  property: 'random',
  message: 'Randomness is an argument (shared/ids.ts; `chance` in renderer/data/ports.ts).',
};
const randomOfNode = {
  name: 'node:crypto',
  importNames: ['randomBytes', 'randomUUID', 'randomInt', 'getRandomValues', 'randomFillSync', 'webcrypto'],
  message: 'Randomness and ids are arguments (shared/ids.ts: RandomBytes, Ids).',
};

/** Globals that these files do not touch, by whatever way; Node has other ones through `node:crypto`. */
const untouched = (files, ...globals) => ({
  files,
  rules: {
    'no-restricted-globals': ['error', ...globals],
    'no-restricted-properties': [
      'error',
      random,
      ...['globalThis', 'window', 'self'].flatMap((object) =>
        globals.map(({ name, message }) => ({ object, property: name, message })),
      ),
    ],
    'no-restricted-imports': ['error', { paths: [randomOfNode] }],
  },
});

const noDefault = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'No default exports: a name is the same everywhere and git grep finds it.',
};
const noUntypedNote = {
  selector:
    'CallExpression[arguments.0.value="meta"][callee.property.name=/^(get|getMany|put|add|delete|startingWith)$/]',
  message: 'A note of the local replica is declared in renderer/data/meta.ts, with the form of its value.',
};

export default tseslint.config(
  { ignores: ['dist/', 'build/', 'coverage/', 'test-results/', 'playwright-report/', 'test/walls/'] },
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
      'no-restricted-syntax': ['error', noDefault],
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
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    ignores: ['renderer/data/meta.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefault, noUntypedNote] },
  },
  untouched(['shared/**/*.ts'], ...clock, ...timers, ...crypto),
  untouched(['renderer/data/**/*.ts'], ...clock, ...timers, ...crypto, ...node),
  untouched(['renderer/ui/**/*.{ts,tsx}'], ...clock, ...crypto, ...node),
  untouched(['server/**/*.ts', 'main/**/*.{ts,cts}'], ...clock),
  {
    files: roots,
    rules: { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off', 'no-restricted-imports': 'off' },
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
    files: ['**/*.config.{ts,mjs}', '.dependency-cruiser.mjs', 'test/e2e/support/{global-setup,not-run}.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
);
