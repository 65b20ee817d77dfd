import assert from 'node:assert/strict';
import { throwawayGate } from '../secrets/throwaway-gate.ts';
import { temporaryRepository } from '../testing/temporary-repository.ts';
import type { TemporaryRepository } from '../testing/temporary-repository.ts';
import { discoverSuites } from '../tests-discovery/discover-suites.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { readTree } from '../workspace/read-tree.ts';
import { openBench } from './bench.ts';
import type { Bench } from './bench.ts';

const WAITS = `const test = require('node:test');
const { existsSync, watch, writeFileSync } = require('node:fs');
test('waits for the other run to be over', (t, done) => {
  const look = () => { if (!existsSync('over')) return; watcher.close(); done(); };
  const watcher = watch('.', look);
  writeFileSync('waiting', '');
  look();
});
`;
const ENDS = `const test = require('node:test');
const { existsSync, watch } = require('node:fs');
test('ends once the other one waits', (t, done) => {
  const look = () => { if (!existsSync('waiting')) return; watcher.close(); done(); };
  const watcher = watch('.', look);
  look();
});
`;

describe('two runs in one copy', function () {
  this.timeout(60_000);
  let repository: TemporaryRepository;
  let bench: Bench;

  before(async () => {
    repository = temporaryRepository({
      'package.json': JSON.stringify({ scripts: { test: 'node --test' } }),
      'test/waits.test.js': WAITS,
      'test/ends.test.js': ENDS,
    });
    const signal = new AbortController().signal;
    bench = await openBench({
      workspace: await openWorkspace(repository.root),
      suites: [],
      gate: throwawayGate(),
      signal,
    });
  });
  after(async () => {
    await bench.close();
    repository.remove();
  });

  it('at one time do not end each other', async () => {
    const { tree } = await readTree(await openWorkspace(repository.root));
    const [discovered] = discoverSuites(tree);
    assert(discovered);
    const run = (path: string) => bench.run(discovered, { files: [path], timeout_ms: 30_000 });
    const waiting = run('test/waits.test.js');
    const { run: ended } = await run('test/ends.test.js');
    await bench.write('over', '');
    const { run: waited } = await waiting;
    assert.deepEqual([ended.outcome, waited.outcome, waited.signal], ['passed', 'passed', null]);
  });
});
