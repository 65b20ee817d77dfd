import type { ModelScript } from '../../support/scripted-model/script.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { WRONG_SUM, addSum, answerGoal, describeGoal, modelEnv, startDescribedGoal, wordsOf } from './goal-steps.ts';
import { agreeIfAsked, approveSpec, choosePlan } from './job-steps.ts';
import { setPlanLimits, setTier } from './set-plan-limits.ts';
import { startJourney } from './start-journey.ts';
import type { Journey } from './start-journey.ts';

/** A model that never learns, as often as one step of the repair lets it try. */
export const STEP: readonly ModelScript[] = [WRONG_SUM, WRONG_SUM, WRONG_SUM];

export interface StuckGoal {
  readonly journey: Journey;
  readonly model: ScriptedModel;
  close(): Promise<void>;
}

/** A goal on this plan whose model makes these attempts; its specification is approved. `button`: of the question before the start. */
export async function startStuckGoal(
  tier: 'FREE' | 'MAX',
  attempts: readonly ModelScript[],
  button?: string,
): Promise<StuckGoal> {
  const model = await startScriptedModel();
  answerGoal(model, attempts);
  const journey = await startJourney({
    env: modelEnv(model),
    change: addSum,
    settings: { 'iama.lock.budgetSeconds': 0 },
  });
  const close = async (): Promise<void> => {
    await journey.close();
    await model.close();
  };
  try {
    await setPlanLimits(journey.plane, { daily_jobs: null, monthly_credits: 10_000 });
    await setTier(journey.plane, tier);
    const { page } = journey;
    await describeGoal(page, 'Sum with a plain loop');
    await startDescribedGoal(page, button);
    await agreeIfAsked(page);
    await page.locator('.activitybar').getByRole('tab', { name: /^IAMA/ }).click();
    await choosePlan(page, 'STANDARD');
    await approveSpec(page);
    return { journey, model, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Calls that asked for edits. */
export function attemptsOf({ book }: ScriptedModel): number {
  return book.filter((entry) => wordsOf(entry).includes('EXACT_SEARCH_REPLACE')).length;
}
