import assert from 'node:assert/strict';
import type { CreateJob, Job } from '@iama/contracts/job/job';
import { Evidence } from '@iama/contracts/job/evidence';
import { LockSettings } from '@iama/contracts/test-run/lock';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { getArtifact } from '@iama/server/app/artifacts/get-artifact';
import { getDelivery } from '@iama/server/app/deliveries/get-delivery';
import { intervene } from '@iama/server/app/jobs/intervene';
import type { Intervention } from '@iama/server/app/jobs/intervene';
import { getFallback } from '@iama/server/app/repairs/get-fallback';
import { sql } from 'drizzle-orm';
import { RealMachine } from '../../support/real-machine.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const SUITE = 'node_test:.';
const WAITS = `${SUITE}::test/slow.test.js::waits`;
const test = (...lines: readonly string[]): string =>
  ["const test = require('node:test');", "const assert = require('node:assert');", ...lines, ''].join('\n');
/** Without the function that nobody needs, this test takes so many milliseconds. */
const slow = (ms: number, options = '{}'): string =>
  test(
    "const { readFileSync } = require('node:fs');",
    "const { setTimeout: wait } = require('node:timers/promises');",
    "const { price } = require('../src/price.js');",
    `test('waits', ${options}, async () => {`,
    "  const is_changed = !readFileSync('src/price.js', 'utf8').includes('forgotten');",
    `  if (is_changed) await wait(${ms});`,
    '  assert.ok(price(1) > 0);',
    '});',
  );
const FILES = {
  'package.json': '{ "name": "shop", "scripts": { "test": "node --test test/*.test.js" } }',
  'src/price.js':
    'function forgotten(list) {\n  return list.length > 3;\n}\nconst price = (net) => net * 2;\nmodule.exports = { price };\n',
  'src/other.js': 'function spare() {\n  return 1;\n}\nconst one = () => 1;\nmodule.exports = { one };\n',
  'test/other.test.js': test(
    "const { one } = require('../src/other.js');",
    "test('is one', () => assert.strictEqual(one(), 1));",
  ),
};
const LOCK = LockSettings.parse({ runs: 1, budget_ms: 0 });
const CHOICES = ['increase_timeout', 'skip_or_quarantine_test', 'continue_repair'];

describe('a test that hangs', function () {
  this.timeout(120_000);
  let spine: Spine;
  let repository: TemporaryRepository;
  let client: ScriptedClient;
  before(async () => {
    spine = await openSpine();
  });
  afterEach(() => {
    client.close();
    repository.remove();
  });
  after(() => spine.close());

  async function begin(slow_test: string, over: Partial<CreateJob> = {}): Promise<RealMachine> {
    repository = temporaryRepository({ ...FILES, 'test/slow.test.js': slow_test });
    const target = { kind: 'folder' as const, path: '.' };
    client = await ScriptedClient.begin(spine, { target, recipe_id: 'unused-code', lock: LOCK, ...over });
    const machine = new RealMachine(client, repository);
    await machine.agree();
    await machine.do('characterize');
    return machine;
  }
  async function changed(machine: RealMachine): Promise<void> {
    await machine.do('run_tests');
    await machine.do('run_recipe');
    await machine.do('run_tests', 2);
    await client.waitForState('WAITING_INTERVENTION');
  }
  const answer = (input: Omit<Intervention, 'job_id'>): Promise<Job> =>
    intervene(spine, client.actor, { job_id: client.job_id, ...input });
  const offered = async (): Promise<readonly string[]> =>
    (await client.job()).accepted_events.filter((each) => CHOICES.includes(each));
  const told = () => client.events.flatMap(({ type, data }) => (type === 'attempt_end' ? [data] : []));
  async function evidenceOf(): Promise<Evidence> {
    const input = { job_id: client.job_id };
    const { evidence_artifact_id: artifact_id } = await getDelivery(spine, client.actor, input);
    return Evidence.parse((await getArtifact(spine, client.actor, { ...input, artifact_id })).body);
  }

  it('with the change, so that its suite is killed, gets more time on the same change', async () => {
    const machine = await begin(slow(13_000), { test_timeout_ms: 10_000 });
    await changed(machine);
    assert.deepEqual(await offered(), CHOICES);
    assert.deepEqual(told()[0]?.timed_out, [SUITE]);
    await assert.rejects(answer({ command: 'skip_or_quarantine_test' }), { code: 'NOTHING_LEFT_TO_COMPARE' });
    await assert.rejects(answer({ command: 'increase_timeout', test_timeout_ms: 10_000 }), {
      code: 'ILLEGAL_TRANSITION',
    });
    await assert.rejects(answer({ command: 'retry', test_timeout_ms: 9000 }), { code: 'VALIDATION_FAILED' });
    await answer({ command: 'increase_timeout', test_timeout_ms: 60_000 });
    await machine.do('run_tests', 3);
    await client.waitForState('DELIVERED');
    const { verdict, quarantined, attempts } = await evidenceOf();
    assert.deepEqual([verdict, quarantined, attempts.length], ['verified', [], 1]);
  });

  it('with the change, and is stopped by its framework, is left out by name, audited and in the evidence', async () => {
    const machine = await begin(slow(5000, '{ timeout: 1500 }'));
    await changed(machine);
    const { failures } = await getFallback(spine, client.actor, { job_id: client.job_id });
    assert.deepEqual(
      failures.map(({ test_id, failure_class }) => [test_id, failure_class]),
      [[WAITS, 'TIMEOUT_EXECUTION']],
    );
    const other = `${SUITE}::test/other.test.js::is one`;
    await assert.rejects(answer({ command: 'skip_or_quarantine_test', test_ids: [other] }), {
      code: 'ILLEGAL_TRANSITION',
    });
    await answer({ command: 'skip_or_quarantine_test', test_ids: [WAITS] });
    await machine.do('run_tests', 3);
    await client.waitForState('DELIVERED');
    const { verdict, quarantined } = await evidenceOf();
    assert.deepEqual([verdict, quarantined], ['verified', [WAITS]]);
    const rows = await spine.db.execute<{ data: unknown }>(
      sql`SELECT data FROM audit_events WHERE job_id = ${client.job_id} AND action = 'job.quarantine_tests'`,
    );
    assert.deepEqual([...rows], [{ data: { test_ids: [WAITS], because: 'time_out' } }]);
  });

  it('with the change is repaired when the person says so: what made it hang is left out', async () => {
    const machine = await begin(slow(5000, '{ timeout: 1500 }'));
    await changed(machine);
    await answer({ command: 'continue_repair' });
    await machine.do('run_recipe', 2);
    await machine.do('run_tests', 3);
    await client.waitForState('DELIVERED');
    const { verdict, quarantined, attempts } = await evidenceOf();
    assert.deepEqual([verdict, quarantined], ['verified', []]);
    assert.deepEqual(
      attempts.map((each) => each.timed_out),
      [[WAITS], undefined],
    );
    assert.ok((attempts[1]?.excluded.length ?? 0) > 0);
  });

  it('before any change is no test that fails, and gets more time', async () => {
    const machine = await begin(slow(8000).replace('if (is_changed)', ''), { test_timeout_ms: 5000 });
    await machine.do('run_tests');
    await client.waitForState('BASELINE_VALIDATION_FAILED');
    assert.equal((await client.job()).failure?.code, 'BASELINE_TIMEOUT');
    assert.deepEqual(await offered(), CHOICES.slice(0, 2));
    await answer({ command: 'increase_timeout', test_timeout_ms: 60_000 });
    await machine.do('run_tests', 2);
    await client.waitForState('REFACTORING');
  });

  it('before any change is left out by name where its framework stops it', async () => {
    const machine = await begin(slow(5000, '{ timeout: 1500 }').replace('if (is_changed)', ''));
    await machine.do('run_tests');
    await client.waitForState('BASELINE_VALIDATION_FAILED');
    assert.equal((await client.job()).failure?.code, 'BASELINE_TIMEOUT');
    await answer({ command: 'skip_or_quarantine_test' });
    await machine.do('run_tests', 2);
    await client.waitForState('REFACTORING');
  });
});
