import assert from 'node:assert/strict';
import { findConfinement } from '../../sandbox/find-confinement.ts';
import { throwawayGate } from '../../secrets/throwaway-gate.ts';
import { discoverSuites } from '../../tests-discovery/discover-suites.ts';
import type { DiscoveredSuite } from '../../tests-discovery/discovered-suite.ts';
import { needPython } from '../../testing/need-python.ts';
import { temporaryRepository } from '../../testing/temporary-repository.ts';
import type { TemporaryRepository } from '../../testing/temporary-repository.ts';
import { openWorkspace } from '../../workspace/open-workspace.ts';
import { readTree } from '../../workspace/read-tree.ts';
import { openBench } from '../bench.ts';
import type { Bench } from '../bench.ts';
import { markedProcesses } from '../kill-tree.ts';
import type { WarmSuite } from './open-warm-suite.ts';

const PRICE = 'def price(net):\n    return net * 2\n';
const TESTS = {
  pytest: [
    'import os, sys',
    'import pytest',
    'from price import price',
    'def test_costs(): assert price(2) == 4',
    'def test_more(): assert price(3) == 6',
    "@pytest.mark.skip(reason='later')",
    'def test_later(): pass',
    'class TestPlace:',
    "    def test_is_the_tool(self): assert sys.argv[0].endswith('__main__.py') and 'IAMA_WARM' not in os.environ",
    "    def test_has_no_input(self): assert sys.__stdin__.read() == ''",
  ],
  unittest: [
    'import unittest, os, sys',
    'from price import price',
    'class Price(unittest.TestCase):',
    '    def test_costs(self): self.assertEqual(price(2), 4)',
    '    def test_more(self): self.assertEqual(price(3), 6)',
    "    def test_place(self): self.assertTrue(sys.argv[0].endswith('unittest_run.py') and 'IAMA_WARM' not in os.environ)",
    "    @unittest.skip('later')",
    '    def test_later(self): pass',
  ],
};

describe('a suite of Python that is kept warm', function () {
  this.timeout(120_000);

  for (const framework of ['pytest', 'unittest'] as const) {
    describe(`with ${framework}`, () => {
      let repository: TemporaryRepository;
      let bench: Bench;
      let suite: DiscoveredSuite;
      let warm: WarmSuite;

      before(async function () {
        await needPython(this, framework);
        if (process.platform !== 'linux') this.skip();
        repository = temporaryRepository({
          'price.py': PRICE,
          'setup.py': '',
          'tests/test_price.py': `${TESTS[framework].join('\n')}\n`,
        });
        const workspace = await openWorkspace(repository.root);
        const signal = new AbortController().signal;
        const { tree } = await readTree(workspace, signal);
        const [found] = discoverSuites(tree);
        assert.equal(found?.suite.framework, framework);
        suite = found;
        const confinement = await findConfinement();
        bench = await openBench({ workspace, suites: [suite.suite], gate: throwawayGate(), signal, confinement });
        const opened = await bench.warm(suite, { files: ['tests/test_price.py'], timeout_ms: 30_000 });
        assert(opened);
        warm = opened;
      });
      after(async () => {
        await warm?.close();
        await bench?.close();
        repository?.remove();
      });
      afterEach(async () => await bench.write('price.py', PRICE));

      const plain = async () =>
        told((await bench.run(suite, { files: ['tests/test_price.py'], timeout_ms: 30_000 })).run.cases);
      const forked = async () => told((await warm.run(30_000))?.cases ?? []);
      const told = (
        cases: Awaited<ReturnType<Bench['run']>>['run']['cases'] | readonly { id: string; status: string }[],
      ) => cases.map(({ id, status }) => `${status} ${id}`).toSorted();

      it('tells the same of each test as a run that starts anew, again and again, whatever the file says by then', async () => {
        const texts = [PRICE, PRICE.replace('* 2', '+ 2'), 'raise SystemExit(5)\n', 'def price(:\n', '', PRICE];
        for (const text of texts) {
          await bench.write('price.py', text);
          const expected = await plain();
          assert.deepEqual(await forked(), expected, text);
          assert.deepEqual(await forked(), expected, text);
        }
        assert.equal((await plain()).filter((each) => each.startsWith('passed')).length > 2, true);
      });

      it('tells nothing of a test after the first failure, when that is enough', async () => {
        await bench.write('price.py', 'def price(net):\n    return 0\n');
        const run = await warm.run(30_000, { to_first_failure: true });
        assert.deepEqual(
          run?.cases.flatMap(({ status, name }) => (status === 'failed' ? [name] : [])),
          [framework === 'pytest' ? 'test_costs' : 'Price > test_costs'],
        );
      });

      it('ends what does not come to an end, with everything that it has started, and goes on', async () => {
        const hang = [
          'import subprocess, sys, os',
          "subprocess.Popen([sys.executable, '-c', 'import os, time; os.setsid(); time.sleep(600)'], start_new_session=True)",
          'if os.fork() == 0:',
          '    os.setsid()',
          '    while True: pass',
          'while True: pass',
        ];
        const mark = `IAMA_RUN=${bench.copy.split('/').at(-2)}`;
        const before = markedProcesses(mark).length;
        assert(before > 0);
        await bench.write('price.py', `${hang.join('\n')}\n`);
        const run = await warm.run(1500);
        assert.deepEqual(
          run?.cases.filter(({ status }) => status === 'passed'),
          [],
        );
        assert.equal(markedProcesses(mark).length, before);
        await bench.write('price.py', PRICE);
        assert.deepEqual(await forked(), await plain());
      });

      it('is null once it is gone', async () => {
        await bench.write('price.py', 'import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\n');
        assert.equal(await warm.run(30_000), null);
        assert.equal(await warm.run(30_000), null);
      });
    });
  }

  it('is not had for a suite that is run by a script of its own', async function () {
    await needPython(this, 'pytest');
    const repository = temporaryRepository({
      'setup.py': '',
      'price.py': PRICE,
      'test_price.py': `${TESTS.pytest.join('\n')}\n`,
    });
    const workspace = await openWorkspace(repository.root);
    const bench = await openBench({
      workspace,
      suites: [],
      gate: throwawayGate(),
      signal: new AbortController().signal,
    });
    try {
      const [found] = discoverSuites((await readTree(workspace, new AbortController().signal)).tree);
      assert(found);
      assert.equal(await bench.warm({ ...found, line: 'tox -e py3' }, { timeout_ms: 5000 }), null);
    } finally {
      await bench.close();
      repository.remove();
    }
  });
});
