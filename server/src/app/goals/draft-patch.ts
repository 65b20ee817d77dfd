import type { ModelClass, ModelStage } from '@iama/contracts/model/model-class';
import type { Draft } from '@iama/contracts/model/draft';
import { correctionWords, patchPrompt } from '../../domain/prompt/patch-prompt.ts';
import type { RejectedChange } from '../../domain/review/returned-changes.ts';
import { storeArtifact } from '../artifacts/store-artifact.ts';
import { readRejected } from '../deliveries/read-rejected.ts';
import type { AppDeps } from '../deps.ts';
import { finishActivity } from '../jobs/finish-activity.ts';
import { callModel } from '../models/call-model.ts';
import type { ModelAnswer } from '../models/model-answer.ts';
import type { ModelRequest } from '../models/model-request.ts';
import type { ActivityRequest } from '../ports/queue.ts';
import { capLeft } from './cap-left.ts';
import { openGoalJob } from './goal-job.ts';
import type { GoalJob } from './goal-job.ts';
import { judgeDraft } from './judge-draft.ts';
import type { DraftJudgement } from './judge-draft.ts';
import { orModelFailed } from './or-model-failed.ts';
import { patchQuestion } from './patch-question.ts';
import { readDraft } from './read-draft.ts';
import { sentSlices } from './sent-slices.ts';
import { tellCost } from './tell-cost.ts';

const MOST_PROBLEMS = 20;
const MOST_PROBLEM = 1000;

/**
 * Activity: a model writes the edits of one attempt. What cannot be made goes back to it once; what then cannot be made either is
 * an attempt that failed. Nothing of the answer is done before it was checked, and nothing in it is obeyed.
 */
export async function draftPatch(
  deps: AppDeps,
  request: Omit<ActivityRequest, 'params'>,
  signal: AbortSignal,
): Promise<void> {
  const opened = await openGoalJob(
    deps,
    request,
    (context) => `A model writes attempt ${context.attempt} (${classOf(context)}).`,
  );
  if (!opened) return;
  await orModelFailed(deps, request, async () => {
    const left = await capLeft(deps, opened, classOf(opened.context));
    if (left !== null) return void (await finishActivity(deps, request, () => ({ ...left, activity: 'draft_patch' })));
    const { answers, judged, note } = await write(deps, opened, signal);
    const draft = draftOf(opened, answers, judged, note);
    await finishActivity(deps, request, async (tx, job) => {
      const { id: artifact_id, sha256: draft_sha256 } = await storeArtifact(deps, tx, job, 'draft', draft);
      tellCost(job, answers);
      if (judged.ok) return { type: 'draft_made', artifact_id };
      const fingerprint = `draft(${judged.codes.join(', ')})`;
      return { type: 'draft_unusable', artifact_id, draft_sha256, fingerprint, problems: draft.problems };
    });
  });
}

interface Written {
  readonly answers: readonly ModelAnswer[];
  readonly judged: DraftJudgement;
  readonly note: string;
}

async function write(deps: AppDeps, job: GoalJob, signal: AbortSignal): Promise<Written> {
  const rejected = await readRejected(deps.store.read.artifacts, job.job_id, job.context);
  const asking: ModelRequest = { ...question(job), prompt: patchPrompt(await patchQuestion(deps, job)) };
  const first = await callModel(deps, asking, signal);
  const read = judge(first.text, job, rejected);
  if (read.judged.ok) return { ...read, answers: [first] };
  const turns = [
    ...asking.prompt.turns,
    { role: 'assistant', text: first.text } as const,
    { role: 'user', text: correctionWords(read.judged.problems.slice(0, MOST_PROBLEMS)) } as const,
  ];
  const correction = {
    ...asking,
    request_key: `${asking.request_key}/correction`,
    prompt: { ...asking.prompt, turns },
  };
  const second = await callModel(deps, correction, signal);
  return { ...judge(second.text, job, rejected), answers: [first, second] };
}

function judge(
  text: string,
  { bundle, context }: GoalJob,
  rejected: readonly RejectedChange[],
): Omit<Written, 'answers'> {
  const { edits, problems, note } = readDraft(text, new Set(bundle.files.map(({ path }) => path)));
  if (edits === null) return { judged: { ok: false, problems, codes: ['UNREADABLE'] }, note };
  const { target, allowed_files } = context;
  return { judged: judgeDraft(edits, { bundle, target, allowed_files, rejected }), note };
}

function question({ job_id, bundle, caller, context, client, alias }: GoalJob): Omit<ModelRequest, 'prompt'> {
  return {
    caller,
    client,
    alias,
    job_id,
    // Back at this step after a retry, it is another question.
    request_key: `${job_id}/draft/${context.attempt}/${context.recovery?.count ?? 0}`,
    stage: stageOf(context),
    model_class: classOf(context),
    slices: sentSlices(bundle),
    placeholders: bundle.placeholders,
  };
}

export function classOf({ healing, tier }: GoalJob['context']): ModelClass {
  return healing.tiers[tier]?.model_class ?? 'L1';
}

function stageOf({ attempts, deep_fix_from }: GoalJob['context']): ModelStage {
  if (deep_fix_from !== undefined && deep_fix_from !== null) return 'deep_fix';
  const last = attempts.at(-1)?.verdict;
  return last === 'regressed' || last === 'unusable' ? 'self_healing' : 'refactoring';
}

function draftOf(job: GoalJob, answers: readonly ModelAnswer[], judged: DraftJudgement, note: string): Draft {
  return {
    schema_version: 1,
    stage: stageOf(job.context),
    model_class: classOf(job.context),
    alias: answers.at(-1)?.receipt.alias ?? 'default',
    edits: judged.ok ? judged.edits : null,
    problems: judged.ok
      ? []
      : judged.problems.slice(0, MOST_PROBLEMS).map((each) => each.slice(0, MOST_PROBLEM).toWellFormed()),
    note,
    receipts: answers.map(({ receipt_sha256 }) => receipt_sha256),
  };
}
