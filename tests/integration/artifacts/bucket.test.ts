import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Evidence } from '@iama/contracts/job/evidence';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { getArtifact } from '@iama/server/app/artifacts/get-artifact';
import { listArtifacts } from '@iama/server/app/artifacts/list-artifacts';
import { sweepArtifacts } from '@iama/server/app/artifacts/sweep-artifacts';
import { sweepPart } from '@iama/server/app/artifacts/sweep-contents';
import { readConfig } from '@iama/server/config/read-config';
import { contentsOf } from '@iama/server/contents-of';
import { getDelivery } from '@iama/server/app/deliveries/get-delivery';
import { startS3Server } from '@iama/server/integrations/contents/testing/s3-server';
import type { S3Server } from '@iama/server/integrations/contents/testing/s3-server';
import { CART_GOAL, cartFiles, TOTAL } from '../../support/cart-goal.ts';
import { editsAnswer, plansAnswer } from '../../support/goal-answers.ts';
import { modelSettings } from '../../support/model-parts.ts';
import { RealMachine } from '../../support/real-machine.ts';
import { reservationsOf } from '../../support/reservations.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const ACCOUNT = {
  bucket: 'iama-test',
  region: 'eu-central-1',
  access_key_id: 'KEY',
  secret_access_key: 'a/secret+key',
};
/** Beyond what stands in a row, below what a model takes in. */
const NOTES = Array.from(
  { length: 1200 },
  (_, nth) => `// Note ${nth}: prices are in cents, and have always been.\n`,
).join('');
const SMALLER = 'exports.total = (list) => list.reduce((a, b) => a + b, 0);';

describe('a goal whose artifacts stand in a bucket', function () {
  this.timeout(120_000);
  let bucket: S3Server;
  let model: ScriptedModel;
  let spine: Spine;
  let repository: TemporaryRepository;
  let client: ScriptedClient;
  let machine: RealMachine;

  before(async () => {
    bucket = await startS3Server(ACCOUNT);
    model = await startScriptedModel();
    const { endpoint } = bucket;
    // As an installation is configured.
    const config = readConfig(
      {
        IAMA_ARTIFACTS_URL: `s3://${ACCOUNT.bucket}?region=${ACCOUNT.region}&endpoint=${endpoint}`,
        IAMA_ARTIFACTS_KEY_ID: ACCOUNT.access_key_id,
        IAMA_ARTIFACTS_KEY: ACCOUNT.secret_access_key,
      },
      '/nowhere',
    );
    const policy = { timer_ms: { recovery_backoff: 0 } };
    spine = await openSpine({ models: [modelSettings(model.base_url)], contents: contentsOf(config), policy });
    repository = temporaryRepository(cartFiles(NOTES));
  });
  beforeEach(async () => {
    bucket.objects.clear();
    model.forget();
    client = await ScriptedClient.begin(spine, CART_GOAL);
    machine = new RealMachine(client, repository);
  });
  afterEach(() => client.close());
  after(async () => {
    repository.remove();
    await spine.close();
    await model.close();
    await bucket.close();
  });

  const by = () => ({ job_id: client.job_id });
  const stored = () => [...bucket.objects.keys()].map((key) => key.slice(key.lastIndexOf('/') + 1)).toSorted();
  const kept = async () => (await listArtifacts(spine, client.actor, by())).items;

  async function planned(): Promise<void> {
    model.next(plansAnswer());
    await machine.do('collect_context');
    await client.waitForState('WAITING_STRATEGY');
  }
  async function delivered(): Promise<void> {
    await planned();
    model.next(editsAnswer('src/cart.js', TOTAL, SMALLER));
    await machine.choose();
    await machine.do('characterize');
    await machine.do('run_tests');
    await machine.do('run_recipe');
    await machine.do('run_tests', 2);
    await client.waitForState('DELIVERED');
  }

  it('goes its whole way, and each large body is in the bucket under the hash that its row names', async () => {
    await delivered();
    const large = (await kept()).filter(({ bytes }) => bytes > 64 * 1024);
    assert.ok(large.some(({ kind }) => kind === 'context'));
    assert.deepEqual([...new Set(large.map(({ sha256 }) => sha256))].toSorted(), stored());
    for (const [key, bytes] of bucket.objects) {
      assert.equal(createHash('sha256').update(bytes).digest('hex'), key.slice(key.lastIndexOf('/') + 1));
    }
    const { evidence_artifact_id: artifact_id } = await getDelivery(spine, client.actor, by());
    assert.equal(
      Evidence.parse((await getArtifact(spine, client.actor, { ...by(), artifact_id })).body).verdict,
      'verified',
    );
    for (const { id } of large) await getArtifact(spine, client.actor, { ...by(), artifact_id: id });
  });

  it('leaves nothing in the bucket when its time is up', async () => {
    await delivered();
    const later = { ...spine, clock: { now: () => new Date(Date.now() + 15 * 86_400_000) } };
    while ((await sweepArtifacts(later)) > 0);
    for (const sha256 of stored()) await sweepPart(later, sha256.slice(0, 2));
    assert.deepEqual(stored(), []);
  });

  it('gets through a bucket that refuses for a while', async () => {
    await planned();
    model.next(editsAnswer('src/cart.js', TOTAL, SMALLER));
    await machine.choose();
    await machine.do('characterize');
    // More than the client of the bucket tries again by itself: the step is done again as a whole.
    bucket.failures.push(...Array.from({ length: 6 }, () => 503));
    await machine.do('run_tests');
    await machine.do('run_recipe');
    assert.deepEqual(bucket.failures, []);
    await machine.do('run_tests', 2);
    await client.waitForState('DELIVERED');
  });

  it('says so and ends, billed to nobody, when the bucket has lost what it needs', async () => {
    await planned();
    await machine.choose();
    await machine.do('characterize');
    bucket.objects.clear();
    const asked = model.book.length;
    await machine.do('run_tests');
    await client.waitForState('FALLBACK_REQUIRED');
    const { failure } = await client.job();
    assert.equal(failure?.code, 'ARTIFACT_GONE');
    assert.match(failure.detail, /does not have it any more/);
    assert.equal(model.book.length, asked, 'nothing was asked without its context');
    assert.deepEqual(await reservationsOf(spine, client.job_id), ['released:not_finished']);
    const large = (await kept()).find(({ kind }) => kind === 'context');
    assert.ok(large);
    await assert.rejects(getArtifact(spine, client.actor, { ...by(), artifact_id: large.id }), {
      code: 'ARTIFACT_GONE',
    });
  });
});
