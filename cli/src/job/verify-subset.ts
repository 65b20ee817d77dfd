import type { Patch } from '@iama/contracts/patch/patch';
import { RunTestsResult } from '@iama/contracts/task/payload';
import { TestSuite } from '@iama/contracts/test-run/suite';
import { sealOfSubset } from '@iama/runner/lock/job/seal-of-subset';
import { lostTests } from '@iama/runner/run/lost-tests';
import { executeTask } from '@iama/runner/tasks/execute-task';
import { z } from 'zod';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { showTestRun } from '../views/test-run.ts';
import { executionOf } from './execution-of.ts';
import { fetchEvidence, fetchLastRun } from './fetch-artifact.ts';
import type { JobContext } from './job-context.ts';
import { createStatusLine } from './status-line.ts';

const TestPlan = z.object({ test_suites: z.array(TestSuite) });

/**
 * Run the job's tests, those that were written for it too, on a copy with only the accepted part in it, held to the job's seal.
 * `unverified` when there are no tests to run. Throws SUBSET_REGRESSED when something that passed before does not pass with this part
 * alone, SEAL_BROKEN when the part does something to the tests.
 */
export async function verifySubset(
  context: JobContext,
  job_id: string,
  delivery: { patch_artifact_id: string; evidence_artifact_id: string },
  subset: Patch,
  timeout_ms: number,
): Promise<'verified' | 'unverified'> {
  const { client, terminal, workspace, folders } = context;
  const baseline = await fetchLastRun(client, job_id, 'baseline_run');
  const suites = await suitesOf(context, job_id);
  if (!baseline) return 'unverified';
  const evidence = await fetchEvidence(client, job_id, delivery.evidence_artifact_id);
  // Programs that were asked at their border are asked again, tests or none.
  if (suites.length === 0 && !evidence.lock?.black_box) return 'unverified';
  const seal = sealOfSubset(evidence, subset);
  const status = createStatusLine(terminal);
  status.begin('testing the accepted part in a copy');
  const outcome = await executeTask(
    {
      kind: 'run_tests',
      phase: 'subset',
      suites,
      patch_artifact_id: delivery.patch_artifact_id,
      timeout_ms,
      ...(seal && { seal }),
    },
    {
      workspace,
      data_dir: folders.data,
      job_id,
      execution: await executionOf(context, job_id, context.interrupt),
      signal: context.interrupt,
      progress: (line) => status.note(line),
      fetchPatch: () => Promise.resolve(subset),
    },
  ).finally(() => status.begin(null));
  if (outcome.status === 'failed') {
    const { code, message } = outcome.failure;
    const exit = code === 'WORKSPACE_CHANGED' || code === 'PATCH_DOES_NOT_APPLY' ? EXIT.conflict : EXIT.failure;
    throw new CliError(code, message, 'Nothing was written. Try again, or add --no-verify.', exit);
  }
  const { run } = RunTestsResult.parse(outcome.result);
  showTestRun(terminal, 'Accepted part', run);
  const { breaches = [] } = run;
  if (breaches.length > 0)
    throw new CliError(
      'SEAL_BROKEN',
      'This part does something to the tests instead of the code. Nothing was written.',
      'Leave out the hunks that do it; --no-verify writes it all the same.',
      EXIT.failure,
      {
        details: breaches.slice(0, 10).map(({ name, place, detail }) => `${name} in ${place}: ${detail}`),
        data: { breaches },
      },
    );
  const lost = lostTests(baseline, run, new Set(evidence.quarantined), subset);
  if (lost.length === 0) return 'verified';
  throw new CliError(
    'SUBSET_REGRESSED',
    `With this part alone, ${lost.length} of the tests that passed before do not pass. Nothing was written.`,
    'Accept the hunks that belong together, or the whole diff; --no-verify writes it all the same.',
    EXIT.failure,
    { details: lost.slice(0, 10), data: { tests: lost } },
  );
}

async function suitesOf({ client }: JobContext, job_id: string): Promise<TestSuite[]> {
  const { items } = await client.call('artifacts.list', { params: { job_id }, query: { kind: 'test_plan' } });
  const last = items.at(-1);
  if (!last) return [];
  const artifact = await client.call('artifacts.get', { params: { job_id, artifact_id: last.id } });
  return TestPlan.parse(artifact.body).test_suites;
}
