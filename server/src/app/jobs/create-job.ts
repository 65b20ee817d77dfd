import type { User } from '@iama/contracts/auth/auth';
import type { CreateJob, Job } from '@iama/contracts/job/job';
import { LockSettings } from '@iama/contracts/test-run/lock';
import type { PreflightReason } from '@iama/contracts/workspace/preflight';
import { CONTEXT_BUDGETS } from '@iama/engine/context/context-budgets';
import { RECIPE_HEALING } from '../../domain/refactor/context.ts';
import type { HealingPolicy } from '../../domain/refactor/context.ts';
import { healingOfClientGoal, healingOfGoal } from '../../domain/refactor/healing-of.ts';
import { featuresOf } from '../../domain/quota/plan-features.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import type { JobRecord } from '../ports/job-store.ts';
import { refuseSwitchedOff } from '../kill-switch/refuse-switched-off.ts';
import { callerOf } from '../models/caller-of.ts';
import { BEGIN, enter } from './advance.ts';
import { checkAlias } from './check-alias.ts';
import { lifecycleOf } from './lifecycle-of.ts';
import { LockedJob } from './locked-job.ts';
import { presentJob } from './present-job.ts';

/**
 * VALIDATION_FAILED, NOT_FOUND (the project), PREFLIGHT_BLOCKED, CAUTION_NOT_ACKNOWLEDGED, KILL_SWITCH_ON, MODEL_UNKNOWN,
 * MODEL_NOT_IN_PLAN.
 */
export async function createJob(deps: AppDeps, actor: Actor, body: CreateJob): Promise<Job> {
  checkRecipe(body);
  checkGoal(deps, body);
  checkPreflight(body);
  await checkAlias(deps, actor, body);
  const lifecycle = lifecycleOf(body.kind);
  return deps.store.transaction(async (tx) => {
    const { tier } = callerOf(actor);
    await refuseSwitchedOff(tx.dynamic_configs, { user_id: actor.user_id, tier });
    const project = await tx.projects.find(actor, body.project_id);
    if (project === null) throw new AppError('NOT_FOUND', 'There is no such project. Make it first.');
    const job_id = deps.ids.next();
    const { recipe_id, target, execution_mode, allow_unverified, test_timeout_ms } = body;
    const { snapshot, effects } = lifecycle.begin({
      job_id,
      recipe_id,
      target,
      execution_mode,
      allow_unverified,
      test_timeout_ms,
      enterprise_report: featuresOf(tier).includes('analysis_report'),
      healing: healingOf(tier, body),
      ...goalOf(body, CONTEXT_BUDGETS[tier]),
      lock: lockOf(body),
    });
    const now = deps.clock.now();
    const record = newRecord(job_id, actor, body, now, lifecycle.stateOf(snapshot));
    await tx.jobs.insert(record);
    const job = new LockedJob(record, now);
    await enter(deps, tx, job, snapshot, effects, BEGIN, actor);
    await job.write(tx);
    return presentJob(deps, tx.presence, job.record);
  });
}

/** How its behaviour is pinned: a goal has tests of a model's, unless somebody says otherwise. */
function lockOf({ goal, lock }: CreateJob): LockSettings {
  return { ...(goal !== undefined && { tests_by: 'model' as const }), ...LockSettings.parse(lock ?? {}) };
}

function healingOf(
  tier: User['tier'],
  { goal, client_model, pre_authorize_escalation = false }: CreateJob,
): HealingPolicy {
  if (goal === undefined) return RECIPE_HEALING;
  return client_model ? healingOfClientGoal(tier) : healingOfGoal(tier, pre_authorize_escalation);
}

/** What these recipes must be told, and a job cannot carry. */
const WANTED: Partial<Record<CreateJob['recipe_id'], string>> = {
  'rename-symbol': 'a new name',
  'move-symbol': 'a file to move to',
};

function checkRecipe({ recipe_id }: CreateJob): void {
  const wanted = WANTED[recipe_id];
  if (wanted === undefined) return;
  const command = `iama fix <file> --recipe ${recipe_id} --symbol <name> --to <${wanted}>`;
  throw new AppError(
    'VALIDATION_FAILED',
    `${recipe_id} needs ${wanted}, which a job cannot carry. Use \`${command}\`.`,
  );
}

/** A goal is for a model, and a model is for a goal. */
function checkGoal(
  { models }: Pick<AppDeps, 'models'>,
  { recipe_id, goal, client_model, model_alias }: CreateJob,
): void {
  if (recipe_id !== 'goal') {
    if (goal === undefined && !client_model && !model_alias) return;
    throw new AppError(
      'VALIDATION_FAILED',
      `The recipe ${recipe_id} does what it says and takes no goal. Leave "goal" out.`,
    );
  }
  if (goal === undefined) throw new AppError('VALIDATION_FAILED', 'Say in "goal" what shall be reached.');
  if (client_model && model_alias)
    throw new AppError('VALIDATION_FAILED', 'Two models are named. Leave out "client_model" or "model_alias".');
  if (!client_model && models.port.list().length === 0) throw new AppError('MODEL_NOT_CONFIGURED');
}

/** Instructions and answers take this share of what a model takes in. */
const CONTEXT_SHARE = 0.6;

/** An editor's count of tokens is another than ours, so there is room to spare. */
function goalOf({ goal, client_model, model_alias }: CreateJob, budget: number) {
  if (goal === undefined) return {};
  if (!client_model) return { goal, context_budget: budget, ...(model_alias && { model_alias }) };
  return { goal, client_model, context_budget: Math.min(budget, Math.floor(client_model.tokens * CONTEXT_SHARE)) };
}

/** The reasons count, not the verdict: it says nothing that they do not say. */
function checkPreflight({ preflight, acknowledged }: CreateJob): void {
  const blocked = preflight.reasons.filter((reason) => reason.severity === 'blocked');
  if (blocked.length > 0 || preflight.verdict === 'blocked') {
    throw new AppError('PREFLIGHT_BLOCKED', tell('The workspace is blocked', blocked));
  }
  const open = preflight.reasons.filter(({ severity, code }) => severity === 'caution' && !acknowledged.includes(code));
  if (open.length > 0) throw new AppError('CAUTION_NOT_ACKNOWLEDGED', tell('Not accepted', open));
}

function tell(what: string, reasons: readonly PreflightReason[]): string {
  return reasons.length === 0 ? `${what}.` : `${what}: ${reasons.map((r) => `${r.message} (${r.code})`).join(' ')}`;
}

function newRecord(id: string, actor: Actor, body: CreateJob, now: Date, state: JobRecord['state']): JobRecord {
  const { project_id, kind, recipe_id, target, execution_mode, preflight, acknowledged } = body;
  return {
    id,
    org_id: actor.org_id,
    user_id: actor.user_id,
    project_id,
    kind,
    recipe_id,
    goal: body.goal ?? null,
    target,
    execution_mode,
    preflight,
    acknowledged,
    allow_unverified: body.allow_unverified,
    test_timeout_ms: body.test_timeout_ms,
    state,
    state_path: '',
    context: {},
    epoch: 0,
    last_seq: 0,
    level: null,
    attempt: 0,
    failure: null,
    delivery_status: 'none',
    client_needed_since: null,
    grace_deadline_at: null,
    deadline_at: null,
    created_at: now,
    updated_at: now,
    ended_at: null,
  };
}
