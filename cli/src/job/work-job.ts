import { createJob } from '@iama/client/job/create-job';
import type { JobWish } from '@iama/client/job/create-job';
import type { LockSettings } from '@iama/contracts/test-run/lock';
import type { PreflightReason } from '@iama/contracts/workspace/preflight';
import { writeJobRecord } from '@iama/runner/records/job-records';
import type { Execution } from '@iama/runner/sandbox/execution';
import { preflight } from '@iama/runner/workspace/preflight';
import { projectFingerprint } from '@iama/runner/workspace/project-fingerprint';
import type { Workspace } from '@iama/runner/workspace/workspace';
import type { App } from '../commands/app.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { connect } from '../session/connect.ts';
import { showPreflight } from '../views/preflight.ts';
import { decideByAsking } from './decide-by-asking.ts';
import { decideByFlags } from './decide-by-flags.ts';
import type { DecisionFlags } from './decide-by-flags.ts';
import type { Decider } from './decider.ts';
import { driveJob } from './drive-job.ts';
import { showDelivered } from './show-delivered.ts';

/** What is to be done, and where. */
export type Work = Pick<JobWish, 'recipe_id' | 'goal' | 'model_alias' | 'pre_authorize_escalation' | 'target'>;

export interface WorkOptions extends DecisionFlags {
  readonly test_timeout_ms: number | undefined;
  readonly lock: LockSettings;
  readonly execution: Execution;
  /** What the specification shall say instead of what the plan writes, when it is first asked about. */
  readonly wishedSpec?: Decider['wishedSpec'];
}

/** A whole job: look at the workspace, agree on a plan and a specification, do the work, hand over the diff. */
export async function workJob(
  app: App,
  workspace: Workspace,
  work: Work,
  options: WorkOptions,
  interrupt: AbortSignal,
): Promise<void> {
  const { terminal, folders } = app;
  const { target, recipe_id } = work;
  const { execution } = options;
  const asked = { workspace, target, recipe_id, execution };
  const checked = await preflight({ ...asked, data_dir: folders.data, signal: interrupt });
  terminal.record({ type: 'preflight', ...checked });
  showPreflight(terminal, checked);
  const blocking = checked.reasons.filter((reason) => reason.severity === 'blocked');
  if (checked.verdict === 'blocked') throw blocked(blocking);
  const flagged = terminal.interactive ? decideByAsking(options) : decideByFlags(options);
  const decider = options.wishedSpec ? { ...flagged, wishedSpec: options.wishedSpec } : flagged;
  const cautions = checked.reasons.filter((reason) => reason.severity === 'caution');
  // Who has programs asked at their border has another net than tests.
  const has_box = options.lock.mode === 'black_box';
  await decider.acceptCautions(cautions.filter(({ code }) => code !== 'NO_TESTS_FOUND' || !has_box));

  const client = await connect(folders, terminal);
  const job = await createJob(client, {
    ...work,
    project: await projectFingerprint(workspace),
    execution_mode: execution.mode,
    checked,
    acknowledged: cautions.map((reason) => reason.code),
    allow_unverified: options.allow_untested,
    test_timeout_ms: options.test_timeout_ms,
    lock: options.lock,
  });
  await writeJobRecord(folders.data, {
    job_id: job.id,
    url: client.base_url,
    root: workspace.root,
    session: null,
    docker_image: execution.docker_image,
    unconfined: execution.unconfined,
    untold: null,
  });
  terminal.record({ type: 'job', job });
  terminal.line(`${terminal.paint.bold('Job')}  ${job.id}`);
  const context = { client, terminal, folders, workspace, interrupt };
  const done = await driveJob(context, decider, job.id, 0);
  await showDelivered(context, done);
}

function blocked(reasons: readonly PreflightReason[]): CliError {
  const [first] = reasons;
  return new CliError(
    first?.code ?? 'PREFLIGHT_BLOCKED',
    first?.message ?? 'The workspace is not ready for a job.',
    first?.next ?? 'Resolve the reasons above, then try again.',
    EXIT.blocked,
    { data: { reasons } },
  );
}
