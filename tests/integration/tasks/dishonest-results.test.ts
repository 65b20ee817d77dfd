import assert from 'node:assert/strict';
import type { TaskOutcome } from '@iama/contracts/task/task';
import { allRows } from '../../support/all-rows.ts';
import { analysis, patch, SUITE, testRun } from '../../support/samples.ts';
import { GOOD, patchOutcome, ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

type Result = Extract<TaskOutcome, { status: 'completed' }>['result'];

const SECOND = { ...SUITE, id: 'root/slow', source: 'npm run slow' };
const TWO_SUITES = {
  ...GOOD,
  characterize: () =>
    completed({ kind: 'characterize', test_suites: [SUITE, SECOND], reached_files: [], unreached_files: [] }),
};
const RUN = testRun('baseline', { adds: 'passed' });

function completed(result: Result): TaskOutcome {
  return { status: 'completed', result };
}

function recipeResult(changed: ReturnType<typeof patch>): Result {
  const made = patchOutcome([]);
  assert.ok(made.status === 'completed' && made.result.kind === 'run_recipe');
  return { ...made.result, patch: changed };
}

describe('a client that is wrong or lies', () => {
  let spine: Spine;
  let client: ScriptedClient;

  before(async () => {
    spine = await openSpine();
  });

  beforeEach(async () => {
    client = await ScriptedClient.begin(spine);
  });

  afterEach(() => client.close());

  after(() => spine.close());

  async function refused(leased: Awaited<ReturnType<ScriptedClient['lease']>>, result: Result): Promise<void> {
    const before = await allRows(spine.db);
    await assert.rejects(client.complete(leased, completed(result)), { code: 'RESULT_INCONSISTENT' });
    assert.deepEqual(await allRows(spine.db), before);
  }

  it('cannot leave a level without its plan', async () => {
    const leased = await client.lease(await client.waitForTask('collect_context'));
    const good = analysis(['CONSERVATIVE', 'STANDARD']);
    const [first] = good.plans;
    assert.ok(first);
    await refused(leased, { ...good, plans: [first, first, first] });
    assert.deepEqual(await client.complete(leased, completed(good)), { accepted: true, duplicate: false });
  });

  it('cannot name two suites alike', async () => {
    await client.agree();
    const leased = await client.lease(await client.waitForTask('characterize'));
    const test_suites = [SUITE, SUITE];
    await refused(leased, { kind: 'characterize', test_suites, reached_files: [], unreached_files: [] });
  });

  it('cannot pin behaviour with fewer suites than there are', async () => {
    await client.agree();
    await client.do('characterize', TWO_SUITES);
    await client.do('run_tests');
    await client.waitForState('BASELINE_VALIDATION_FAILED');
    const { failure } = await client.job();
    assert.equal(failure?.code, 'BASELINE_TESTS_FAILED');
    assert.match(failure.detail, /root\/slow/);
  });

  for (const [what, run] of [
    ['another phase', { ...RUN, phase: 'verification' as const }],
    ['a suite nobody asked for', { ...RUN, suites: RUN.suites.map((suite) => ({ ...suite, suite_id: 'other' })) }],
    ['a suite twice', { ...RUN, suites: [...RUN.suites, ...RUN.suites] }],
    ['totals of its own', { ...RUN, totals: { passed: 99, failed: 0, skipped: 0 } }],
  ] as const) {
    it(`cannot hand in a run of ${what}`, async () => {
      await client.agree();
      await client.do('characterize');
      const leased = await client.lease(await client.waitForTask('run_tests'));
      await refused(leased, { kind: 'run_tests', run: { ...run, suites: [...run.suites] } });
      assert.deepEqual(await client.complete(leased, completed({ kind: 'run_tests', run: RUN })), {
        accepted: true,
        duplicate: false,
      });
    });
  }

  it('cannot verify with the run that was the baseline', async () => {
    await client.pin();
    await client.do('run_recipe');
    await refused(await client.lease(await client.waitForTask('run_tests', 2)), { kind: 'run_tests', run: RUN });
  });

  it('cannot hide an edit from review', async () => {
    await client.pin();
    const leased = await client.lease(await client.waitForTask('run_recipe'));
    const good = patch();
    const hidden = { start: 90, end: 99, replacement: 'evil()', finding_id: 'none' };
    const files = good.files.map((file) => ({ ...file, edits: [...file.edits, hidden] }));
    await refused(leased, recipeResult({ ...good, files }));
    const unlisted = good.files.map((file) => ({ ...file, hunks: [] }));
    await refused(leased, recipeResult({ ...good, files: unlisted, lines_removed: 0 }));
  });

  it('cannot write to a file that was not agreed to by renaming one that was', async () => {
    await client.pin();
    const renamed = { change: 'rename', new_path: 'src/secret.js' } as const;
    const files = patch().files.map((file) => ({ ...file, ...renamed }));
    await client.do('run_recipe', { ...GOOD, run_recipe: () => completed(recipeResult({ ...patch(), files })) });
    await client.waitForState('FALLBACK_REQUIRED');
    assert.equal((await client.job()).failure?.code, 'PATCH_OUT_OF_SCOPE');
  });
});
