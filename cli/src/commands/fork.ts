import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseSpec } from '@iama/engine/spec/parse-spec';
import { contentOf } from '@iama/engine/spec/spec-content';
import type { SpecContent } from '@iama/engine/spec/spec-content';
import { specAt } from '@iama/engine/replay/replay-steps';
import { openWorkspace } from '@iama/runner/workspace/open-workspace';
import { resolveTarget } from '@iama/runner/workspace/resolve-target';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { nobodyToAsk } from '../job/decide-by-flags.ts';
import { readReplay, stepOf } from '../job/read-replay.ts';
import { requireUnchanged } from '../job/require-unchanged.ts';
import { wishOnce } from '../job/wish-once.ts';
import { workJob } from '../job/work-job.ts';
import type { WorkOptions } from '../job/work-job.ts';
import type { App } from './app.ts';
import { mendWorkspace } from './refactor.ts';

export interface ForkOptions extends WorkOptions {
  /** Number of a step, from 1. */
  readonly from: number;
  /** A file with the text form of a specification. */
  readonly spec: string | undefined;
  readonly goal: string | undefined;
  readonly model: string | undefined;
  readonly allow_changed: boolean;
  readonly pre_authorize_escalation: boolean;
}

/** A new job: the target, the goal or recipe and the specification of a point in an old one, and what the person wants otherwise. */
export async function fork(app: App, folder: string, options: ForkOptions): Promise<void> {
  const interrupt = app.takeInterrupts();
  const { source, steps } = await readReplay(app.cwd, folder);
  stepOf(steps, options.from);
  const { job } = source;
  if (job === null) {
    const next = 'Make it again with `iama evidence <id> --out`, if the job is still there.';
    throw new CliError('BUNDLE_TOO_OLD', 'This bundle does not hold what its job was begun with.', next, EXIT.usage);
  }
  if (!app.terminal.interactive && !options.yes) throw nobodyToAsk('choose a plan and approve a specification');
  const goal = options.goal ?? job.goal;
  if (goal === null && options.model !== undefined) {
    const message = `${job.recipe_id} does what it says and asks no model.`;
    throw new CliError('MODEL_FOR_RECIPE', message, 'Leave out --model, or add --goal.', EXIT.usage);
  }
  const agreed = specAt(steps, options.from);
  const wished = options.spec === undefined ? agreed && contentOf(agreed) : await readSpec(app.cwd, options.spec);

  const workspace = await openWorkspace(app.cwd);
  await mendWorkspace(app, workspace);
  if (!options.allow_changed) await requireUnchanged(workspace, source, interrupt);
  const { path, kind } = job.target;
  const symbol = kind === 'symbol' ? { symbol: job.target.symbol } : {};
  const target = await resolveTarget(workspace, join(workspace.root, path), symbol);
  const words = { goal, pre_authorize_escalation: options.pre_authorize_escalation };
  const work = {
    target,
    recipe_id: goal === null ? job.recipe_id : ('goal' as const),
    ...(goal === null ? {} : { ...words, goal }),
    ...(options.model === undefined ? {} : { model_alias: options.model }),
  };
  const level = options.level ?? agreed?.level ?? null;
  const wishedSpec = wished === null ? undefined : wishOnce(app.terminal, wished);
  await workJob(app, workspace, work, { ...options, level, ...(wishedSpec && { wishedSpec }) }, interrupt);
}

async function readSpec(cwd: string, file: string): Promise<SpecContent> {
  const text = await readFile(resolve(cwd, file), 'utf8').catch((cause: unknown) => {
    throw new CliError('FILE_UNREADABLE', `${file} cannot be read.`, 'Check its name.', EXIT.usage, { cause });
  });
  const parsed = parseSpec(text);
  if (parsed.ok) return parsed.document;
  const details = parsed.errors.map(({ line, message }) => `line ${line}: ${message}`);
  throw new CliError(
    'SPEC_TEXT_INVALID',
    'The text cannot be read. Nothing was begun.',
    `Mend it in ${file}.`,
    EXIT.usage,
    {
      details,
    },
  );
}
