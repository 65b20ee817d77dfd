import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { throwawayGate } from '../secrets/throwaway-gate.ts';
import { AS_THE_PERSON, confinementOf, ON_THIS_MACHINE } from '../sandbox/execution.ts';
import type { Execution } from '../sandbox/execution.ts';
import { findConfinement } from '../sandbox/find-confinement.ts';
import { temporaryRepository } from '../testing/temporary-repository.ts';
import { discoverSuites } from '../tests-discovery/discover-suites.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { readTree } from '../workspace/read-tree.ts';
import { runInCopy } from './run-in-copy.ts';

describe('a repository’s own tests', function () {
  this.timeout(60_000);

  it('are held in, unless the person lets them out', async function () {
    if ((await findConfinement()).level !== 'namespaces') this.skip();
    const repository = temporaryRepository({
      'package.json': JSON.stringify({ scripts: { test: 'node --test' } }),
    });
    const outside = join(repository.root, '..', 'reached');
    const listening = createServer((_request, response) => response.end('here')).listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const { port } = listening.address() as AddressInfo;
    repository.write(
      'reach.test.mjs',
      [
        "import test from 'node:test';",
        "import { writeFileSync } from 'node:fs';",
        `test('writes', () => writeFileSync(${JSON.stringify(outside)}, ''));`,
        `test('asks', () => fetch('http://127.0.0.1:${port}'));`,
      ].join('\n'),
    );
    const statuses = async (execution: Execution): Promise<unknown> => {
      const workspace = await openWorkspace(repository.root);
      const { tree } = await readTree(workspace);
      const suites = discoverSuites(tree).map(({ suite }) => suite);
      const confinement = await confinementOf(execution, ['node_test']);
      const run = await runInCopy({
        workspace,
        tree,
        suites,
        phase: 'baseline',
        patch: null,
        timeout_ms: 30_000,
        gate: throwawayGate(),
        signal: new AbortController().signal,
        progress: () => undefined,
        ...(confinement && { confinement }),
      });
      return run.suites[0]?.cases.map(({ name, status }) => [name, status]);
    };
    try {
      assert.deepEqual(await statuses(ON_THIS_MACHINE), [
        ['writes', 'failed'],
        ['asks', 'failed'],
      ]);
      assert.equal(existsSync(outside), false);
      assert.deepEqual(await statuses(AS_THE_PERSON), [
        ['writes', 'passed'],
        ['asks', 'passed'],
      ]);
    } finally {
      listening.close();
      repository.remove();
    }
  });
});
