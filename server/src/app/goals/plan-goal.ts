import { lockOf } from '../../domain/refactor/black-box.ts';
import { analyseGoal } from '../../domain/plan/analyse-goal.ts';
import { buildProposals as propose } from '../../domain/plan/build-proposals.ts';
import { estimateTokens } from '../../domain/model/call-tokens.ts';
import { quoteGoal } from '../../domain/model/quote-goal.ts';
import { mayAskForTests } from '../../domain/refactor/may-ask-for-tests.ts';
import { planPrompt } from '../../domain/prompt/plan-prompt.ts';
import type { BodyOf } from '../artifacts/read-body.ts';
import { storeArtifact } from '../artifacts/store-artifact.ts';
import type { AppDeps } from '../deps.ts';
import { finishActivity } from '../jobs/finish-activity.ts';
import { askModel } from '../models/ask-model.ts';
import { pricesOf } from '../models/prices-of.ts';
import { hasFeature } from '../quota/has-feature.ts';
import type { ModelRequest } from '../models/model-request.ts';
import type { ActivityRequest } from '../ports/queue.ts';
import { openGoalJob } from './goal-job.ts';
import type { GoalJob } from './goal-job.ts';
import { judgePlan } from './judge-plan.ts';
import { orModelFailed } from './or-model-failed.ts';
import { sentSlices } from './sent-slices.ts';
import { costOf, tellCost } from './tell-cost.ts';

/** Activity: a model plans the goal at three levels, and each plan gets its price. */
export async function planGoal(
  deps: AppDeps,
  request: Omit<ActivityRequest, 'params'>,
  analysis: BodyOf<'analysis'>,
  signal: AbortSignal,
): Promise<void> {
  const opened = await openGoalJob(deps, request, () => 'A model plans the goal at three levels.');
  if (!opened) return;
  await orModelFailed(deps, request, async () => {
    const { goal, context, bundle } = opened;
    const { target, healing } = context;
    const asking = { ...question(opened), prompt: planPrompt({ goal, target, bundle }) };
    const { value, answers } = await askModel(deps, asking, judgePlan(bundle, target), signal);
    const classes = healing.tiers.flatMap(({ model_class }) => model_class ?? []);
    const prices = await pricesOf(deps, opened, classes);
    const spent_nano_usd = costOf(answers);
    const writes_tests = mayAskForTests(context);
    // Other models may write tests than edits.
    const tests = writes_tests ? await pricesOf(deps, opened, ['L1'], 'test_generation') : null;
    const quote = quoteGoal({
      context_tokens: bundle.tokens,
      spent_nano_usd,
      healing,
      tests_price: tests?.L1 ?? null,
      priceOf: (each) => prices[each],
    });
    const professional = (await hasFeature(deps, request.job_id, 'professional_proposals'))
      ? { tokens: estimateTokens(bundle.tokens, healing, writes_tests), confidence: bundle.confidence }
      : null;
    const planned = { ...analysis, plans: analyseGoal(value, bundle) };
    await finishActivity(deps, request, async (tx, job) => {
      await storeArtifact(deps, tx, job, 'analysis', planned);
      const lock = lockOf(context);
      const lock_cost = lock && { ...lock, tests_by_model: writes_tests };
      const proposals = propose(planned, lock_cost, quote, { professional });
      const { id: artifact_id } = await storeArtifact(deps, tx, job, 'proposals', proposals);
      tellCost(job, answers);
      const selectable = proposals.proposals.filter((proposal) => proposal.selectable).map(({ level }) => level);
      return { type: 'proposals_built', artifact_id, selectable };
    });
  });
}

function question({ job_id, bundle, caller, context, client, alias }: GoalJob): Omit<ModelRequest, 'prompt'> {
  return {
    caller,
    client,
    alias,
    job_id,
    // Back at this step after a retry, it is another question.
    request_key: `${job_id}/plans/${context.recovery?.count ?? 0}`,
    stage: 'proposal',
    model_class: 'L1',
    slices: sentSlices(bundle),
    placeholders: bundle.placeholders,
  };
}
