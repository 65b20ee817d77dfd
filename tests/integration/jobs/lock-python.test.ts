import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Evidence } from '@iama/contracts/job/evidence';
import { buildPatch } from '@iama/engine/patch/build-patch';
import { confinementForCalls } from '@iama/runner/lock/job/held-in';
import { needPython } from '@iama/runner/testing/need-python';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { treeDigest } from '@iama/runner/testing/tree-digest';
import { getArtifact } from '@iama/server/app/artifacts/get-artifact';
import { getDelivery } from '@iama/server/app/deliveries/get-delivery';
import { getProposals } from '@iama/server/app/proposals/get-proposals';
import { RealMachine } from '../../support/real-machine.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

/** A function that tests say a little of, with a variable that nobody needs. */
const PRICE = `def price(net: int, quantity: int) -> float:
    unused = 1
    if quantity >= 10:
        return net * quantity * 0.9
    if net < 0:
        raise ValueError('net must not be negative')
    return net * quantity + 5
`;
const PYTEST = `from shop.price import price


def test_costs():
    assert price(1, 1) > 0
`;
const UNITTEST = `import unittest
from shop.price import price


class Price(unittest.TestCase):
    def test_costs(self):
        self.assertGreater(price(1, 1), 0)
`;

/** Enough time on a busy machine; a budget that runs out is looked at beside the code. */
const LOCK = { runs: 1, budget_ms: 90_000, threshold: 0.7 };

describe('a job that pins what Python does', function () {
  this.timeout(300_000);
  let spine: Spine;
  let repository: TemporaryRepository;
  let client: ScriptedClient;

  before(async function () {
    await needPython(this, 'pytest');
    // Elsewhere nothing is pinned, and the evidence says so.
    if ((await confinementForCalls()) === null) this.skip();
    spine = await openSpine();
  });
  afterEach(() => {
    client.close();
    repository.remove();
  });
  after(() => spine?.close());

  async function begin(test: string): Promise<RealMachine> {
    repository = temporaryRepository({ 'shop/__init__.py': '', 'shop/price.py': PRICE, 'tests/test_price.py': test });
    client = await ScriptedClient.begin(spine, {
      recipe_id: 'unused-variable',
      target: { kind: 'folder', path: 'shop' },
      lock: LOCK,
    });
    return new RealMachine(client, repository);
  }

  async function evidenceOf(): Promise<Evidence> {
    const input = { job_id: client.job_id };
    const { evidence_artifact_id: artifact_id } = await getDelivery(spine, client.actor, input);
    return Evidence.parse((await getArtifact(spine, client.actor, { ...input, artifact_id })).body);
  }

  for (const [framework, test] of [
    ['pytest', PYTEST],
    ['unittest', UNITTEST],
  ] as const) {
    it(`says what it will cost, writes tests for ${framework}, measures them, and shows it all in the evidence`, async () => {
      const machine = await begin(test);
      const before = treeDigest(repository.root);
      await machine.agree();
      const { proposals } = await getProposals(spine, client.actor, { job_id: client.job_id });
      assert.deepEqual(proposals[0]?.lock, { runs: 1, budget_ms: LOCK.budget_ms });
      assert.equal(proposals[0].tests_reaching, 1);
      await machine.do('characterize');
      await machine.do('run_tests');
      await machine.do('run_recipe');
      await machine.do('run_tests', 2);
      await client.waitForState('DELIVERED');
      const { verdict, lock } = await evidenceOf();
      assert(lock);
      const [pinned] = lock.pinned;
      assert.equal(pinned?.test_path, 'tests/test_price_characterization.py', lock.none_because ?? '');
      assert.deepEqual(lock.before, { passed: pinned.tests, failed: 0, skipped: 0 });
      assert.deepEqual(lock.after, lock.before);
      assert.ok(lock.faults.noticed_by_written > 0, JSON.stringify(lock.faults));
      assert.notEqual(lock.strength, 'weak', JSON.stringify(lock.survivors));
      assert.equal(verdict, 'verified');
      assert.deepEqual([lock.seal.files, lock.seal.suites], [1, 1]);
      assert.deepEqual(treeDigest(repository.root), before);
    });
  }

  it('notices by the tests that it wrote what the repository’s tests leave open', async () => {
    const machine = await begin(PYTEST);
    await machine.agree();
    await machine.do('characterize');
    await machine.do('run_tests');
    const path = 'shop/price.py';
    const text = readFileSync(join(repository.root, path), 'utf8');
    const start = text.indexOf('0.9');
    const edits = [{ start, end: start + 3, replacement: '0.8', finding_id: 'f' }];
    const patch = buildPatch(
      { files: new Map([[path, text]]), paths: new Set([path]) },
      [{ change: 'modify', path, edits }],
      [],
    );
    await machine.do('run_recipe', 1, () => ({
      status: 'completed',
      result: { kind: 'run_recipe', patch, patch_sha256: 'b'.repeat(64), findings: [], kept: [], excluded: [] },
    }));
    await machine.do('run_tests', 2);
    await client.waitForState('SELF_HEALING');
    const told = client.events.flatMap(({ type, data }) => (type === 'attempt_end' ? [data] : []))[0];
    assert(told && told.failed_tests.length > 0);
    assert.ok(told.failed_tests.every((id) => id.startsWith('characterization:')));
  });
});
