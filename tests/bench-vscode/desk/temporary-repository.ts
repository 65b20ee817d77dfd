import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Modules that each have something unused in them, and one test that takes its time. */
export interface RepositoryShape {
  readonly modules: number;
  /** How long the test waits before it is done, milliseconds. */
  readonly test_ms: number;
}

export interface Repository {
  readonly folder: string;
  remove(): Promise<void>;
}

/** `src/part-<n>.js` with one unused function each, in a git repository with one commit. */
export async function temporaryRepository(shape: RepositoryShape): Promise<Repository> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'iama-endurance-')));
  const folder = join(root, 'parts');
  for (const [path, text] of filesOf(shape)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.test', '-c', 'commit.gpgsign=false'];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, env });
  git('init', '--quiet', '--initial-branch=main', '.');
  git('add', '--all');
  git(...identity, 'commit', '--quiet', '--no-verify', '-m', 'Lay out the parts');
  return { folder, remove: () => rm(root, { recursive: true, force: true, maxRetries: 5 }) };
}

function filesOf({ modules, test_ms }: RepositoryShape): ReadonlyMap<string, string> {
  const numbers = Array.from({ length: modules }, (_, index) => index);
  const files = new Map([
    [
      'package.json',
      `${JSON.stringify({ name: 'parts', type: 'module', scripts: { test: 'node --test' } }, null, 2)}\n`,
    ],
    [
      'test/parts.test.js',
      [
        "import assert from 'node:assert/strict';",
        "import test from 'node:test';",
        ...numbers.map((each) => `import { part as part${each} } from '../src/part-${each}.js';`),
        '',
        "test('all parts together', async () => {",
        `  await new Promise((resolve) => setTimeout(resolve, ${test_ms}));`,
        `  assert.equal([${numbers.map((each) => `part${each}(1)`).join(', ')}].length, ${modules});`,
        '});',
        '',
      ].join('\n'),
    ],
  ]);
  for (const each of numbers) {
    files.set(
      `src/part-${each}.js`,
      `function nobody${each}(value) {\n  return value * ${each};\n}\n\nexport function part(value) {\n  return value + ${each};\n}\n`,
    );
  }
  return files;
}
