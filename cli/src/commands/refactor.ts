import { isCancel, select, text } from '@clack/prompts';
import { createJob } from '@iama/client/job/create-job';
import type { LockSettings } from '@iama/contracts/test-run/lock';
import { RecipeId } from '@iama/contracts/recipe';
import { recoverTransactions } from '@iama/runner/apply/recover-transactions';
import type { Execution } from '@iama/runner/sandbox/execution';
import { openWorkspace } from '@iama/runner/workspace/open-workspace';
import { preflight } from '@iama/runner/workspace/preflight';
import { projectFingerprint } from '@iama/runner/workspace/project-fingerprint';
import { resolveTarget } from '@iama/runner/workspace/resolve-target';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { resolve } from 'node:path';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { decideByAsking } from '../job/decide-by-asking.ts';
import { decideByFlags, nobodyToAsk } from '../job/decide-by-flags.ts';
import type { DecisionFlags } from '../job/decide-by-flags.ts';
import { driveJob } from '../job/drive-job.ts';
import { writeJobRecord } from '@iama/runner/records/job-records';
import { showDelivered } from '../job/show-delivered.ts';
import { connect } from '../session/connect.ts';
import { showPreflight } from '../views/preflight.ts';
import type { App } from './app.ts';
import { parseRecipe, RECIPE_WORDS } from './recipes.ts';

export interface RefactorOptions extends DecisionFlags {
  readonly recipe: string | undefined;
  /** In the person's words; done by a model. */
  readonly goal: string | undefined;
  readonly pre_authorize_escalation: boolean;
  readonly target: string | undefined;
  readonly symbol: string | undefined;
  readonly test_timeout_ms: number | undefined;
  readonly lock: LockSettings;
  readonly execution: Execution;
}

/** The whole job: look at the workspace, agree on a plan and a specification, do the work, hand over the diff. */
export async function refactor(app: App, path: string | undefined, options: RefactorOptions): Promise<void> {
  const { terminal, folders } = app;
  const interrupt = app.takeInterrupts();
  const { recipe_id, goal } = await whatToDo(app, options);
  if (!terminal.interactive && !options.yes) throw nobodyToAsk('choose a plan and approve a specification');
  const start = resolve(app.cwd, path ?? '.');
  const workspace = await openWorkspace(start);
  await mendWorkspace(app, workspace);
  const target = await resolveTarget(workspace, options.target ?? start, {
    from: path === undefined ? app.cwd : start,
    ...(options.symbol === undefined ? {} : { symbol: options.symbol }),
  });
  const checked = await preflight({
    workspace,
    target,
    recipe_id,
    execution: options.execution,
    data_dir: folders.data,
    signal: interrupt,
  });
  terminal.record({ type: 'preflight', ...checked });
  showPreflight(terminal, checked);
  const blocking = checked.reasons.filter((reason) => reason.severity === 'blocked');
  if (checked.verdict === 'blocked') throw blocked(blocking);
  const decider = terminal.interactive ? decideByAsking(options) : decideByFlags(options);
  const cautions = checked.reasons.filter((reason) => reason.severity === 'caution');
  await decider.acceptCautions(cautions);

  const client = await connect(folders, terminal);
  const job = await createJob(client, {
    project: await projectFingerprint(workspace),
    recipe_id,
    ...(goal === undefined ? {} : { goal, pre_authorize_escalation: options.pre_authorize_escalation }),
    target,
    execution_mode: options.execution.mode,
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
    docker_image: options.execution.docker_image,
    unconfined: options.execution.unconfined,
    untold: null,
  });
  terminal.record({ type: 'job', job });
  terminal.line(`${terminal.paint.bold('Job')}  ${job.id}`);
  const context = { client, terminal, folders, workspace, interrupt };
  const done = await driveJob(context, decider, job.id, 0);
  await showDelivered(context, done);
}

/** A recipe, or a goal in words; never both. */
async function whatToDo(
  app: App,
  { recipe, goal }: RefactorOptions,
): Promise<{ readonly recipe_id: RecipeId; readonly goal?: string }> {
  if (goal !== undefined && recipe !== undefined && recipe !== 'goal') {
    throw new CliError(
      'RECIPE_AND_GOAL',
      `The recipe ${recipe} does what it says and takes no goal.`,
      'Leave out --recipe or --goal.',
      EXIT.usage,
    );
  }
  if (goal !== undefined) return { recipe_id: 'goal', goal };
  const recipe_id = recipe === undefined ? await askForRecipe(app) : parseRecipe(recipe);
  return recipe_id === 'goal' ? { recipe_id, goal: await askForGoal(app) } : { recipe_id };
}

async function askForGoal(app: App): Promise<string> {
  if (!app.terminal.interactive) {
    throw new CliError('MISSING_GOAL', 'What shall be reached?', 'Add --goal "<in your words>".', EXIT.usage);
  }
  const answer = await text({
    message: 'What shall be reached?',
    validate: (said) => (said?.trim() ? undefined : 'Say it in a sentence.'),
  });
  if (isCancel(answer)) throw new CliError('INTERRUPTED', 'Interrupted. Nothing was made.', '', EXIT.interrupted);
  return answer.trim();
}

/** What a crash cut short in this workspace is finished before anything else is looked at. */
export async function mendWorkspace(app: App, workspace: Workspace): Promise<void> {
  for (const mended of await recoverTransactions(workspace, app.folders.data)) {
    const left =
      mended.left_alone.length > 0 ? ` Left alone, because they changed since: ${mended.left_alone.join(', ')}.` : '';
    app.terminal.remark(
      `An earlier ${mended.kind} of job ${mended.job_id} was cut short; its files are as they were before it.${left}`,
    );
  }
}

function blocked(reasons: readonly { code: string; message: string; next: string }[]): CliError {
  const [first] = reasons;
  return new CliError(
    first?.code ?? 'PREFLIGHT_BLOCKED',
    first?.message ?? 'The workspace is not ready for a job.',
    first?.next ?? 'Resolve the reasons above, then try again.',
    EXIT.blocked,
    { data: { reasons } },
  );
}

/** A job cannot be told a new name or another file; the control plane refuses these, and `iama fix` does them. */
const NEEDS_MORE: ReadonlySet<RecipeId> = new Set(['rename-symbol', 'move-symbol']);

async function askForRecipe(app: App): Promise<RecipeId> {
  if (!app.terminal.interactive) {
    throw new CliError(
      'MISSING_RECIPE',
      'What shall be done? Name a recipe.',
      `Add --recipe with one of: ${RecipeId.options.join(', ')}.`,
      EXIT.usage,
    );
  }
  const options = RecipeId.options
    .filter((id) => !NEEDS_MORE.has(id))
    .map((id) => ({ value: id as string, label: id, hint: RECIPE_WORDS[id] }));
  const answer = await select({ message: 'What shall be done?', options });
  if (isCancel(answer)) throw new CliError('INTERRUPTED', 'Interrupted. Nothing was made.', '', EXIT.interrupted);
  return parseRecipe(answer);
}
