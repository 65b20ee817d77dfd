import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Ask } from './ask-in.ts';
import type { TestFramework, TestSuite } from '@iama/contracts/test-run/suite';
import { testEnvironment } from './test-environment.ts';

const PACKAGES: Partial<Record<TestFramework, string>> = { mocha: 'mocha', jest: 'jest', vitest: 'vitest' };

/**
 * What really runs these suites: `{ node: 'v20.19.0', mocha: '11.1.0' }`. A tool that does not answer is left out. `ask` asks where they
 * run.
 */
export async function toolVersions(
  copy: string,
  suites: readonly TestSuite[],
  ask: Ask,
): Promise<Record<string, string>> {
  const versions: Record<string, string> = {};
  const frameworks = new Set(suites.map((suite) => suite.framework));
  const note = (name: string, version: string | null): void => {
    if (version !== null) versions[name] = /v?\d+\.\d+[\w.-]*/.exec(version)?.[0] ?? version.trim();
  };
  const script = [...frameworks].find((each) => !/^(pytest|unittest|go_test)$/.test(each));
  if (script !== undefined) note('node', await ask('node', '--version', script));
  if (frameworks.has('pytest') || frameworks.has('unittest'))
    note('python', await ask('python3', '--version', 'pytest'));
  if (frameworks.has('go_test')) note('go', await ask('go', 'version', 'go_test'));
  for (const suite of suites) {
    const name = PACKAGES[suite.framework];
    if (name !== undefined && versions[name] === undefined) note(name, await packageVersion(copy, suite.cwd, name));
  }
  return versions;
}

/** Asks the programs of this machine. */
export function askHere(cwd: string): Ask {
  const env = testEnvironment(process.env, {});
  return async (program, argument) =>
    await new Promise((resolve) => {
      execFile(program, [argument], { cwd, env, timeout: 10_000 }, (error, stdout) => resolve(error ? null : stdout));
    });
}

async function packageVersion(copy: string, cwd: string, name: string): Promise<string | null> {
  for (let folder = join(copy, cwd); ; folder = dirname(folder)) {
    const text = await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8').catch(() => null);
    if (text !== null) return versionIn(text);
    if (folder === copy || dirname(folder) === folder) return null;
  }
}

function versionIn(manifest: string): string | null {
  const { version } = JSON.parse(manifest) as { version?: unknown };
  return typeof version === 'string' ? version : null;
}
