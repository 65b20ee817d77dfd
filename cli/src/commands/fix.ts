import { randomUUID } from 'node:crypto';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { WorkspacePath } from '@iama/contracts/primitives';
import type { PlanLevel, RecipeId, RecipeOptions } from '@iama/contracts/recipe';
import { applyFix } from '@iama/runner/fix/apply-fix';
import { planFix } from '@iama/runner/fix/plan-fix';
import { openFolder } from '@iama/runner/workspace/open-folder';
import { resolveTarget } from '@iama/runner/workspace/resolve-target';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { rememberLocalChange } from '../job/local-changes.ts';
import { diffText } from '../views/diff.ts';
import { showFix, showFixDiff } from '../views/fix.ts';
import { count } from '../views/preflight.ts';
import type { App } from './app.ts';
import { parseRecipe } from './recipes.ts';
import { mendWorkspace } from './refactor.ts';

export interface FixOptions {
  readonly recipes: readonly string[];
  readonly level: PlanLevel;
  readonly symbol: string | undefined;
  readonly to: string | undefined;
  readonly write: boolean;
  readonly diff: boolean;
  readonly check: boolean;
}

/** Run recipes on files here and now, without a server and without tests: show what they would change, or write it. */
export async function fix(app: App, path: string | undefined, options: FixOptions): Promise<void> {
  const { terminal, folders } = app;
  const interrupt = app.takeInterrupts();
  const recipe_ids = recipesOf(options);
  const start = resolve(app.cwd, path ?? '.');
  const workspace = await openFolder(start.replace(/#[^/\\]*$/, ''), app.cwd);
  await mendWorkspace(app, workspace);
  const target = await resolveTarget(workspace, start, {
    from: app.cwd,
    ...(options.symbol === undefined ? {} : { symbol: options.symbol }),
  });
  const request = {
    workspace,
    target,
    recipe_ids,
    level: options.level,
    options: recipeOptions(app, workspace, recipe_ids, options, target.kind === 'symbol'),
  };
  const plan = await planFix(request, interrupt, (line) => terminal.status(line)).finally(() => terminal.status(null));
  const changed = plan.steps.filter(({ patch }) => patch.files.length > 0);
  let job_id: string | null = null;
  if (options.write && changed.length > 0) {
    job_id = randomUUID();
    await rememberLocalChange(folders.data, job_id, workspace);
    await applyFix({ workspace, data_dir: folders.data, job_id, plan });
  }
  terminal.record({
    job_id,
    written: job_id !== null,
    target,
    level: options.level,
    files: plan.files,
    steps: plan.steps.map((step) => ({ ...step, unified_diff: diffText(step.patch) })),
  });
  if (options.diff) showFixDiff(terminal, plan);
  else showFix(terminal, plan);
  if (job_id !== null) {
    const files = new Set(changed.flatMap(({ patch }) => patch.files.map((file) => file.new_path ?? file.path)));
    terminal.line(`Written to ${count(files.size, 'file')} in ${workspace.root}.`);
    terminal.line(`  take back  iama revert ${job_id}`);
  } else if (options.check && changed.length > 0) throw wouldChange(changed.length);
  else if (!options.diff && changed.length > 0)
    terminal.line('Nothing was written; --diff shows the lines, --write writes them.');
}

function recipesOf({ recipes, write, check, diff }: FixOptions): RecipeId[] {
  if (recipes.length === 0) {
    throw new CliError(
      'MISSING_RECIPE',
      'What shall be done? Name a recipe.',
      'For example `--recipe unused-variable`; `iama recipes` lists them.',
      EXIT.usage,
    );
  }
  if (write && (check || diff)) {
    const message = `--write and ${check ? '--check' : '--diff'} exclude each other.`;
    throw new CliError('USAGE', message, 'Take one of them.', EXIT.usage);
  }
  return [...new Set(recipes.map(parseRecipe))];
}

/** What `--to` means depends on the recipe: a name for `rename-symbol`, a file for `move-symbol`. */
function recipeOptions(
  app: App,
  workspace: Workspace,
  recipe_ids: readonly RecipeId[],
  { to }: FixOptions,
  hasSymbol: boolean,
): RecipeOptions {
  const moving = recipe_ids.filter((id) => id === 'rename-symbol' || id === 'move-symbol');
  const [recipe] = moving;
  if (recipe === undefined) {
    if (to === undefined) return {};
    throw new CliError(
      'USAGE',
      '--to belongs to rename-symbol and move-symbol.',
      'Leave it out, or name one of these recipes.',
      EXIT.usage,
    );
  }
  if (recipe_ids.length > 1) {
    throw new CliError(
      'USAGE',
      `${recipe} stands alone: the other recipes have another target.`,
      'Run the recipes one after another.',
      EXIT.usage,
    );
  }
  const example = recipe === 'rename-symbol' ? '--to newName' : '--to src/other.ts';
  if (!hasSymbol) {
    throw new CliError(
      'MISSING_SYMBOL',
      `${recipe} needs to know which symbol.`,
      `Name it: iama fix <file> --recipe ${recipe} --symbol name ${example}`,
      EXIT.usage,
    );
  }
  if (to === undefined || to === '') {
    const what = recipe === 'rename-symbol' ? 'the new name' : 'the file that shall hold the symbol';
    throw new CliError('MISSING_TO', `${recipe} needs ${what}.`, `Add ${example}.`, EXIT.usage);
  }
  if (recipe === 'rename-symbol') return { new_name: to };
  const full = isAbsolute(to) ? to : resolve(app.cwd, to);
  const parsed = WorkspacePath.safeParse(relative(workspace.root, full).split(sep).join('/'));
  if (parsed.success && parsed.data !== '.') return { to_path: parsed.data };
  throw new CliError(
    'TARGET_OUTSIDE_WORKSPACE',
    `${to} is not a file inside ${workspace.root}.`,
    'Name a file in the same repository.',
    EXIT.usage,
  );
}

function wouldChange(recipes: number): CliError {
  const message = `${recipes === 1 ? 'The recipe' : `${recipes} recipes`} would change something.`;
  return new CliError('WOULD_CHANGE', message, 'Run the same command with --write in place of --check.', EXIT.failure);
}
