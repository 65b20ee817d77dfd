import assert from 'node:assert/strict';
import { Evidence } from '@iama/contracts/job/evidence';
import { findContainer } from '@iama/runner/sandbox/docker/find-container';
import { dockerStandIn } from '@iama/runner/testing/docker-stand-in';
import type { DockerStandIn } from '@iama/runner/testing/docker-stand-in';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { treeDigest } from '@iama/runner/testing/tree-digest';
import { getArtifact } from '@iama/server/app/artifacts/get-artifact';
import { getDelivery } from '@iama/server/app/deliveries/get-delivery';
import { RealMachine } from '../../support/real-machine.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const FILES = {
  'package.json': '{ "name": "cart", "scripts": { "test": "node --test test/*.test.js" } }\n',
  'src/price.js': 'function forgotten() {}\nexports.price = (net, count) => (count >= 10 ? net * 0.9 : net + 5);\n',
  'test/price.test.js': [
    "const test = require('node:test');",
    "const assert = require('node:assert');",
    "const { price } = require('../src/price.js');",
    "test('costs', () => assert.strictEqual(price(1, 1), 6));",
    '',
  ].join('\n'),
};
/** A real engine needs an image with `node`: the default one, or the one that this variable names. */
const IMAGE = process.env['IAMA_TEST_DOCKER_IMAGE'] ?? null;

describe('a job whose tests run in a container', function () {
  this.timeout(120_000);
  let spine: Spine;
  let repository: TemporaryRepository;
  let client: ScriptedClient;
  let docker: DockerStandIn;
  const { PATH } = process.env;

  before(async () => {
    spine = await openSpine();
  });
  beforeEach(() => {
    repository = temporaryRepository(FILES);
    docker = dockerStandIn();
  });
  afterEach(() => {
    process.env['PATH'] = PATH;
    client.close();
    repository.remove();
    docker.remove();
  });
  after(() => spine.close());

  async function begin(docker_image: string | null, budget_ms = 30_000): Promise<RealMachine> {
    client = await ScriptedClient.begin(spine, {
      target: { kind: 'folder', path: 'src' },
      lock: { runs: 1, budget_ms, threshold: 0 },
      execution_mode: 'LOCAL_DOCKER',
    });
    return new RealMachine(client, repository, {}, { mode: 'LOCAL_DOCKER', docker_image, unconfined: false });
  }

  async function finish(machine: RealMachine): Promise<Evidence> {
    await machine.agree();
    await machine.do('characterize');
    await machine.do('run_tests');
    await machine.do('run_recipe');
    await machine.do('run_tests', 2);
    await client.waitForState('DELIVERED');
    const input = { job_id: client.job_id };
    const { evidence_artifact_id: artifact_id } = await getDelivery(spine, client.actor, input);
    return Evidence.parse((await getArtifact(spine, client.actor, { ...input, artifact_id })).body);
  }

  it('pins, measures and verifies there, with a stand-in for Docker', async () => {
    process.env['PATH'] = docker.path;
    const before = treeDigest(repository.root);
    const { verdict, lock } = await finish(await begin('there'));
    assert.equal(verdict, 'verified');
    assert.ok(lock && lock.pinned.length === 1 && lock.faults.tried > 0, JSON.stringify(lock));
    assert.deepEqual(lock.after, lock.before);
    assert.deepEqual(treeDigest(repository.root), before);
    const made = docker.calls().filter(([verb]) => verb === 'run');
    const removed = docker.calls().filter(([verb]) => verb === 'rm');
    // The tests themselves, the calls, the written tests, each fault, and the run with the patch.
    assert.ok(made.length > lock.faults.tried, `${made.length} containers`);
    assert.ok(removed.length >= made.length);
  });

  it('fails by name where the engine is gone, and runs nowhere else', async () => {
    process.env['PATH'] = docker.path;
    const machine = await begin('missing:1');
    await machine.agree();
    await machine.do('characterize');
    const outcome = await machine.do('run_tests');
    assert.partialDeepStrictEqual(outcome, {
      status: 'failed',
      failure: { code: 'DOCKER_IMAGE_MISSING', retryable: true },
    });
    assert.ok(docker.calls().every(([verb]) => verb !== 'run'));
  });

  it('pins, measures and verifies there, in a real engine', async function () {
    try {
      await findContainer({ image: IMAGE, frameworks: ['node_test'] });
    } catch (error) {
      console.log(`      skipped: ${(error as Error).message}`);
      this.skip();
    }
    // A machine of these tests tells nobody that it is still at work: its lease has to be long enough.
    const { verdict, lock } = await finish(await begin(IMAGE, 20_000));
    assert.equal(verdict, 'verified');
    assert.ok(lock && lock.pinned.length === 1 && lock.faults.tried > 0, JSON.stringify(lock));
    assert.deepEqual(lock.after, lock.before);
  });
});
