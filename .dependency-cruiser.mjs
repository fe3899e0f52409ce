// The walls between folders: who may import whom. `npm run walls` checks them (a part of `npm run lint`), each rule says
// what to do instead, test/house/walls.test.ts holds each rule red, docs/architecture.md shows the picture. Type-only
// imports count: a type that is known is a dependency.

const sources = '^(shared|main|renderer|server)/';
const ui = '^renderer/ui/';

/** The screens from the top down; a folder knows those below its own row, and nothing beside it unless it is named. */
const shell = 'app';
const features = 'admin|agency|cases|complaints|letters|numbers|services|session|sync';
const parts = 'dispositions|documents|interchange|print|scans';
const entry = 'entry';
const office = 'office';
const kit = 'kit';
const base = 'texts|theme';

/** @param {string} names */
const npm = (names) => `(^|/)node_modules/(${names})/`;

/** What each side may take from the registry. Anything else is a test tool or belongs to another side. */
const packages = {
  '^shared/': 'zod',
  '^renderer/data/': '@noble/(ciphers|curves|hashes)|dexie|fastest-levenshtein|fflate|zod',
  '^renderer/ui/':
    'react|react-dom|react-router|react-hook-form|@hookform/resolvers|i18next|react-i18next|@mui/[^/]+|@emotion/[^/]+|' +
    '@fontsource/arimo|@noble/hashes|@tanstack/react-virtual|dayjs|docxtemplater|fflate|papaparse|pdfjs-dist|pizzip|qrcode|read-excel-file|zod',
  '^server/': 'fastify|@fastify/[^/]+|@node-rs/argon2|@zxcvbn-ts/language-common|better-sqlite3|papaparse|pino|zod',
  '^main/desk/': 'zod',
  '^main/local/': '@fastify/static|fastify|ws|zod',
  '^main/electron/': 'electron|electron-store|pino|zod',
};

const rule = (name, comment, from, to, more = {}) => ({ name, comment, severity: 'error', from, to, ...more });

/** A folder of the screens that knows only the folders named and what renderer/ui itself holds for all (`links.ts`). */
const knowsOnly = (name, comment, who, known) =>
  rule(name, comment, { path: `${ui}(${who})/` }, { path: ui, pathNot: `${ui}((${known})/|[^/]+\\.ts$)` });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule(
      'no-file-cycle',
      'Two files that need each other are one thing, or share a third: move what both speak of to the lower one.',
      { path: `${sources}|^scripts/` },
      { circular: true },
    ),
    rule(
      'no-folder-cycle',
      'Two folders that need each other cannot be read one after the other: move what both use below them.',
      { path: '^(renderer/ui|main)/' },
      { circular: true },
      { scope: 'folder' },
    ),
    rule(
      'shared-is-plain',
      'shared/ is plain TypeScript: it imports only shared/ and zod.',
      { path: '^shared/' },
      { pathNot: ['^shared/', npm('zod')] },
    ),
    rule(
      'main-apart',
      'main/ imports shared/ only: what two sides both need belongs there.',
      { path: '^main/' },
      { path: '^(server|renderer)/' },
    ),
    rule(
      'server-apart',
      'The server imports shared/ only: what desk and server both need belongs there.',
      { path: '^server/' },
      { path: '^(main|renderer)/' },
    ),
    rule(
      'renderer-apart',
      'The renderer reaches main and server through the ports only (Desk, Server).',
      { path: '^renderer/' },
      { path: '^(main|server)/' },
    ),
    rule(
      'renderer-without-node',
      'The renderer runs in a sandbox without Node; ask the desk core through the Desk port (shared/desk/desk.ts).',
      { path: '^renderer/' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'sources-without-tests',
      'Sources never import tests or scripts; move what both need into a source.',
      { path: sources },
      { path: '^(test|scripts)/' },
    ),
    ...Object.entries(packages).map(([path, names]) =>
      rule(
        'packages-of-a-side',
        'This side does not use that package: React is for renderer/ui, Dexie for renderer/data, Fastify and SQLite for ' +
          'the server, Electron for main/electron; test tools for tests. A new one: docs/dependencies.md, then `packages` here.',
        { path },
        { path: npm('.+'), pathNot: npm(names) },
      ),
    ),
    rule(
      'electron-comes-in-once',
      'Only main/electron/index.ts and the preload import electron; take what you need as an argument (import type is fine in main/electron).',
      { path: '^main/electron/', pathNot: '^main/electron/(index|preload)\\.ts$' },
      { path: npm('electron'), dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'desk-without-electron',
      'The desk core runs without Electron; hand in what it needs as a port (main/desk/ports.ts).',
      { path: '^main/(desk|local)/' },
      { path: '^main/electron/' },
    ),
    rule(
      'data-knows-no-screens',
      'renderer/data knows no screens; screens import data, never the other way round.',
      { path: '^renderer/data/' },
      { path: ui },
    ),
    rule(
      'screens-know-no-tables',
      'renderer/ui knows no tables; use the Office port (renderer/data/office.ts). Its root alone opens the office.',
      { path: ui, pathNot: `${ui}app/main\\.tsx$` },
      { path: '^renderer/data/', pathNot: '^renderer/data/office\\.ts$' },
    ),
    rule(
      'links-stand-alone',
      'What lies in renderer/ui itself is for all folders and knows none of them.',
      { path: `${ui}[^/]+$` },
      { path: `${ui}[^/]+/` },
    ),
    knowsOnly('base-is-lowest', 'Texts and theme know nothing above them.', base, base),
    knowsOnly(
      'kit-is-low',
      'The kit knows no office and no feature: hand in what it shows.',
      kit,
      [kit, base].join('|'),
    ),
    knowsOnly(
      'office-is-low',
      'Contexts and reading hooks draw nothing: they know texts at most.',
      office,
      [office, base].join('|'),
    ),
    knowsOnly(
      'entry-below-features',
      'What forms share knows no feature.',
      entry,
      [entry, office, kit, base].join('|'),
    ),
    knowsOnly(
      'parts-below-features',
      'A part is built into features and knows none of them; print is the lowest of the parts.',
      parts,
      [parts, entry, office, kit, base].join('|'),
    ),
    rule(
      'features-apart',
      'Features meet in renderer/ui/links.ts; a page that shows several is put together in renderer/ui/app.',
      { path: `${ui}(${features})/` },
      { path: ui, pathNot: `${ui}($1/|(${[parts, entry, office, kit, base].join('|')})/|[^/]+\\.ts$)` },
    ),
    rule(
      'screens-have-a-row',
      'A new folder of renderer/ui belongs to a row of .dependency-cruiser.mjs: shell, features, parts, entry, office, kit, base.',
      {},
      { path: `${ui}(?!(${[shell, features, parts, entry, office, kit, base].join('|')})/)[^/]+/` },
    ),
    rule(
      'found',
      'This import leads nowhere: a file that is not there, or a package that package.json does not name.',
      { path: `${sources}|^scripts/` },
      { couldNotResolve: true },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
    // Looked at where a source reaches them; what they import themselves is their own affair.
    doNotFollow: { path: '(^|/)node_modules/|^test/' },
  },
};
