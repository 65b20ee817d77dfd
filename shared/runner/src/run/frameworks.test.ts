import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import { secretGate } from '@iama/engine/secrets/secret-gate';
import { SCENARIOS } from '../testing/framework-scenarios.ts';
import { discoverSuites } from '../tests-discovery/discover-suites.ts';
import { temporaryRepository } from '../testing/temporary-repository.ts';
import { treeDigest } from '../testing/tree-digest.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { readTree } from '../workspace/read-tree.ts';
import { runInCopy } from './run-in-copy.ts';
import { testEnvironment } from './test-environment.ts';

/**
 * Real frameworks, old and new, installed from the registry: minutes, and a network. Runs with RUNNER_FRAMEWORKS=1
 * (`npm run test:frameworks`).
 */
describe('test frameworks as they are installed', function () {
  this.timeout(600_000);
  const installed = new Map<string, string>();

  before(function () {
    if (!process.env['RUNNER_FRAMEWORKS']) this.skip();
  });
  after(() => {
    for (const folder of installed.values()) rmSync(folder, { recursive: true, force: true });
  });

  const install = (packages: string): string => {
    const known = installed.get(packages);
    if (known) return known;
    const folder = mkdtempSync(join(tmpdir(), 'iama-frameworks-'));
    installed.set(packages, folder);
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    const args = ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', ...packages.split(' ')];
    execFileSync('npm', args, { cwd: folder, env: testEnvironment(process.env, {}), stdio: 'pipe' });
    return folder;
  };

  for (const scenario of SCENARIOS) {
    it(`${scenario.packages}: ${scenario.scripts['test']}`, async function () {
      const modules = join(install(scenario.packages), 'node_modules');
      const manifest = { name: 'fixture', ...scenario.manifest, scripts: scenario.scripts };
      const repository = temporaryRepository({
        ...scenario.files,
        'package.json': JSON.stringify(manifest),
        '.gitignore': 'node_modules\n',
      });
      try {
        // Hard links: a real folder, as after an install, at no cost.
        execFileSync('cp', ['-al', modules, join(repository.root, 'node_modules')]);
        const before = treeDigest(repository.root);
        const workspace = await openWorkspace(repository.root);
        const { tree } = await readTree(workspace);
        const suites = discoverSuites(tree).map(({ suite }) => suite);
        const [suite] = suites;
        assert.equal(suite?.framework, scenario.framework);
        const run = await runInCopy({
          workspace,
          tree,
          phase: 'baseline',
          suites,
          patch: null,
          timeout_ms: 120_000,
          gate: secretGate(new Uint8Array(32)),
          signal: new AbortController().signal,
          progress: () => undefined,
        });
        const [result] = run.suites;
        assert(result);
        assert.equal(result.outcome, 'failed', result.output_tail);
        assert.deepEqual(statuses(result), scenario.expected, result.output_tail);
        const failed = result.cases.find((each) => each.status === 'failed');
        if (scenario.error_class) assert.equal(failed?.failure?.error_class, scenario.error_class);
        if (scenario.frame) assert.match(failed?.failure?.frame ?? '', scenario.frame);
        assert(!JSON.stringify(run).includes('iama-runs'), 'no path of the copy may leak');
        assert.deepEqual(treeDigest(repository.root), before);
        assert(!existsSync(join(modules, '.vite')), 'the person’s caches are not written');
      } finally {
        repository.remove();
      }
    });
  }
});

function statuses(run: SuiteRun): Readonly<Record<string, string>> {
  return Object.fromEntries(run.cases.map((each) => [each.name, each.status]));
}
