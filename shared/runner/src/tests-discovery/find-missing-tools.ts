import { access } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { execFile } from 'node:child_process';
import type { TestSuite } from '@iama/contracts/test-run/suite';
import { findProgram } from '../run/find-program.ts';
import { testEnvironment } from '../run/test-environment.ts';
import type { DiscoveredSuite } from './discovered-suite.ts';

/** A suite that cannot be run on this machine, and what it lacks. */
export interface MissingTool {
  readonly suite: TestSuite;
  readonly tool: string;
  readonly next: string;
}

/** Which of these suites lack their tool: the package in `node_modules`, Python, pytest, go. Starts Python only for its suites. */
export async function findMissingTools(
  root: string,
  suites: readonly DiscoveredSuite[],
): Promise<readonly MissingTool[]> {
  const missing: MissingTool[] = [];
  for (const { suite } of suites) {
    const lack = await lackOf(root, suite);
    if (lack) missing.push({ suite, ...lack });
  }
  return missing;
}

async function lackOf(root: string, suite: TestSuite): Promise<{ tool: string; next: string } | null> {
  const path = testEnvironment(process.env, {})['PATH'] ?? '';
  const folder = join(root, suite.cwd);
  if (suite.framework === 'go_test') {
    return findProgram('go', path) ? null : { tool: 'go', next: 'Install Go and put it on PATH.' };
  }
  if (suite.framework === 'pytest' || suite.framework === 'unittest') {
    const bins = ['.venv', 'venv'].flatMap((name) => [join(folder, name, 'bin'), join(root, name, 'bin')]);
    const python = findProgram('python3', [...bins, path].join(delimiter));
    if (python === null) return { tool: 'python3', next: 'Install Python and put python3 on PATH.' };
    const found = await succeeds(python, ['-c', `import ${suite.framework}`], folder);
    return found ? null : { tool: 'pytest', next: 'Install pytest, for example: python3 -m pip install pytest' };
  }
  const tool = nodeTool(suite);
  if (tool === null || (await isInstalled(root, folder, tool))) return null;
  return { tool, next: `Install the dependencies first (npm ci), so that ${tool} is in node_modules.` };
}

/** The program a suite of one simple command needs from `node_modules`. */
function nodeTool(suite: TestSuite): string | null {
  if (suite.framework === 'mocha' || suite.framework === 'jest' || suite.framework === 'vitest') return suite.framework;
  const [program = ''] = suite.command;
  return suite.framework === 'other' && /^(ava|tap|tape|uvu|lab|jasmine|qunit|karma)$/.test(program) ? program : null;
}

async function isInstalled(root: string, folder: string, tool: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const places = [join(at, 'node_modules', tool), join(at, 'node_modules', '.bin', tool), join(at, '.pnp.cjs')];
    for (const place of places) {
      if (
        await access(place).then(
          () => true,
          () => false,
        )
      )
        return true;
    }
    if (
      tool === 'jest' &&
      (await access(join(at, 'node_modules', 'react-scripts')).then(
        () => true,
        () => false,
      ))
    )
      return true;
    if (at === root || dirname(at) === at) return false;
  }
}

async function succeeds(program: string, args: readonly string[], cwd: string): Promise<boolean> {
  return await new Promise((resolve) => {
    execFile(program, args, { cwd, timeout: 20_000, env: testEnvironment(process.env, {}) }, (error) =>
      resolve(!error),
    );
  });
}
