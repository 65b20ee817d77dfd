import { isCancel, select, text } from '@clack/prompts';
import { RecipeId } from '@iama/contracts/recipe';
import { recoverTransactions } from '@iama/runner/apply/recover-transactions';
import { openWorkspace } from '@iama/runner/workspace/open-workspace';
import { resolveTarget } from '@iama/runner/workspace/resolve-target';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { resolve } from 'node:path';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { nobodyToAsk } from '../job/decide-by-flags.ts';
import { workJob } from '../job/work-job.ts';
import type { WorkOptions } from '../job/work-job.ts';
import type { App } from './app.ts';
import { parseRecipe, RECIPE_WORDS } from './recipes.ts';

export interface RefactorOptions extends WorkOptions {
  readonly recipe: string | undefined;
  /** In the person's words; done by a model. */
  readonly goal: string | undefined;
  readonly pre_authorize_escalation: boolean;
  readonly target: string | undefined;
  readonly symbol: string | undefined;
}

/** The whole job: look at the workspace, agree on a plan and a specification, do the work, hand over the diff. */
export async function refactor(app: App, path: string | undefined, options: RefactorOptions): Promise<void> {
  const { terminal } = app;
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
  const wished = goal === undefined ? {} : { goal, pre_authorize_escalation: options.pre_authorize_escalation };
  await workJob(app, workspace, { recipe_id, ...wished, target }, options, interrupt);
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
